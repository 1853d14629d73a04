using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Accounts;

/// <summary>Calls a server as a browser does, with the refresh cookie and the access token where tests can see and change them.</summary>
internal sealed class Browser(TestServer server) : IDisposable
{
    public const string Password = "correct horse battery";

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = server.Address };

    public string? Token { get; set; }

    public string? Cookie { get; set; }

    public Task<Answer> SignUp(string username, string? password = Password) =>
        SignedIn(Post("/api/v1/accounts", new { username, password }));

    public Task<Answer> LogIn(string username, string? password = Password) =>
        SignedIn(Post("/api/v1/sessions", new { username, password }));

    /// <summary>The code after the password.</summary>
    public Task<Answer> SecondStep(object body) => SignedIn(Post("/api/v1/sessions/second-step", body));

    /// <summary>A passkey's answer.</summary>
    public Task<Answer> PasskeySignIn(object body) => SignedIn(Post("/api/v1/sessions/passkey", body));

    public Task<Answer> Refresh() => SignedIn(Post("/api/v1/sessions/refresh", null));

    public Task<Answer> LogOut() => Send(HttpMethod.Delete, "/api/v1/sessions/current");

    public Task<Answer> Get(string path) => Send(HttpMethod.Get, path);

    public Task<Answer> Post(string path, object? body) =>
        Send(HttpMethod.Post, path, body is null ? null : JsonSerializer.Serialize(body));

    public Task<Answer> Put(string path, object body) => Send(HttpMethod.Put, path, JsonSerializer.Serialize(body));

    public Task<Answer> Patch(string path, object body) => Send(HttpMethod.Patch, path, JsonSerializer.Serialize(body));

    public async Task<Answer> Send(
        HttpMethod method, string path, string? body = null, string type = "application/json", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, type);
        if (Token is not null)
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {Token}");
        if (Cookie is not null && !headers.Any(header => header.Name is "Cookie"))
            request.Headers.TryAddWithoutValidation("Cookie", $"parlor_refresh={Cookie}");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new Answer(response.StatusCode, text, response.Content.Headers.ContentType?.MediaType, response.Headers);
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Keeps what a successful answer gives.</summary>
    private async Task<Answer> SignedIn(Task<Answer> call)
    {
        var answer = await call;
        if ((int)answer.Status < 300 && answer.SetCookie is not null)
        {
            Token = answer.Body.GetProperty("accessToken").GetString();
            Cookie = answer.SetCookie!.Split(';')[0].Split('=')[1];
        }

        return answer;
    }
}

/// <summary>What a call answered.</summary>
internal sealed record Answer(HttpStatusCode Status, string Text, string? ContentType, HttpResponseHeaders Headers)
{
    public JsonElement Body => JsonSerializer.Deserialize<JsonElement>(Text);

    public JsonElement User => Body.GetProperty("user");

    public IReadOnlyList<string> Cookies => Headers.TryGetValues("Set-Cookie", out var values) ? [.. values] : [];

    public string? Location => Headers.Location?.OriginalString;

    public string? SetCookie => Headers.TryGetValues("Set-Cookie", out var values) ? values.Single() : null;

    public Answer Is(HttpStatusCode status)
    {
        Assert.True(Status == status, $"{(int)Status} {Text}");
        return this;
    }

    /// <summary>Checks that it is problem details (RFC 9457) with this code, naming this field.</summary>
    public Answer IsProblem(HttpStatusCode status, string code, string? field = null)
    {
        Is(status);
        Assert.Equal("application/problem+json", ContentType);
        Assert.Equal(code, Body.Text("code"));
        Assert.Equal((int)status, Body.GetProperty("status").GetInt32());
        Assert.Equal(field, Body.Text("field"));
        Assert.False(string.IsNullOrEmpty(Body.Text("detail")));
        return this;
    }
}
