using System.Text;
using System.Text.Json;

namespace Parlor.SocketIO.Tests.Support;

/// <summary>A polling client, one request at a time.</summary>
internal sealed class PollingClient(HttpClient http, string path, string sid)
{
    public string Sid { get; } = sid;

    public string Query => $"{path}?EIO=4&transport=polling&sid={Sid}";

    public static async Task<PollingClient> OpenAsync(HttpClient http, string path)
    {
        string open = await http.GetStringAsync(new Uri($"{path}?EIO=4&transport=polling", UriKind.Relative));
        Assert.StartsWith("0{", open, StringComparison.Ordinal);
        using JsonDocument document = JsonDocument.Parse(open[1..]);
        return new PollingClient(http, path, document.RootElement.GetProperty("sid").GetString()!);
    }

    public Task<HttpResponseMessage> GetAsync() => http.GetAsync(new Uri(Query, UriKind.Relative));

    public async Task<string> ReadAsync()
    {
        using HttpResponseMessage answer = await GetAsync();
        Assert.Equal(200, (int)answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    public async Task<HttpResponseMessage> PostAsync(HttpContent body)
    {
        using (body)
            return await http.PostAsync(new Uri(Query, UriKind.Relative), body);
    }

    public async Task<int> PostAsync(string body)
    {
        using HttpResponseMessage answer = await PostAsync(new StringContent(body, Encoding.UTF8, "text/plain"));
        return (int)answer.StatusCode;
    }

    public async Task<int> StatusAsync()
    {
        using HttpResponseMessage answer = await GetAsync();
        return (int)answer.StatusCode;
    }
}
