using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Parlor.Server.Tests.Support;

/// <summary>HTTP calls as tests say them: the status is checked, the JSON comes back.</summary>
internal static class Call
{
    public static Task<JsonElement> Get(this Someone someone, string path, HttpStatusCode expected = HttpStatusCode.OK) =>
        someone.Send(HttpMethod.Get, path, null, expected);

    public static Task<JsonElement> Post(this Someone someone, string path, object body, HttpStatusCode expected = HttpStatusCode.Created) =>
        someone.Send(HttpMethod.Post, path, body, expected);

    public static async Task<JsonElement> Send(this Someone someone, HttpMethod method, string path, object? body, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await someone.Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == expected, $"{method} {path} answered {(int)answer.StatusCode}: {text}");
        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
    }

    /// <summary>Checks that a call is refused with this code, as problem details, and naming this field.</summary>
    public static async Task Refuses(
        this Someone someone, HttpMethod method, string path, object? body, HttpStatusCode status, string code, string? field = null)
    {
        var problem = await someone.Send(method, path, body, status);
        Assert.Equal(JsonValueKind.Object, problem.ValueKind);
        Assert.Equal(code, problem.Text("code"));
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        if (field is not null)
            Assert.Equal(field, problem.Text("field"));
    }

    /// <summary>What came of a call: <c>ok</c>, or the code of its problem.</summary>
    public static async Task<string> Outcome(this Someone someone, HttpMethod method, string path, object? body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await someone.Http.SendAsync(request);
        return answer.IsSuccessStatusCode ? "ok" : (await answer.Content.ReadFromJsonAsync<JsonElement>()).Text("code")!;
    }

    public static string? Text(this JsonElement element, string property) =>
        element.TryGetProperty(property, out var value) ? value.GetString() : null;

    public static long Number(this JsonElement element, string property) => element.GetProperty(property).GetInt64();
}
