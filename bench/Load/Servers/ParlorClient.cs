using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Parlor.Bench.Load.Servers;

/// <summary>An account and what proves that one is it.</summary>
/// <param name="Username">its name</param>
/// <param name="Token">access token, good for some minutes</param>
/// <param name="Cookie">refresh cookie as it goes back to the server</param>
internal sealed record Account(string Username, string Token, string Cookie);

/// <summary>The few calls over HTTP that set the stage.</summary>
internal sealed class ParlorClient(IPEndPoint server) : IDisposable
{
    // Cookies are carried by hand: one client speaks for all accounts.
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false })
    {
        BaseAddress = new Uri($"http://{server}/api/v1/"),
    };

    public static string PasswordOf(string username) => $"{username} at the bench";

    public async Task<Account> SignUpAsync(string username)
    {
        var body = new { username, password = PasswordOf(username) };
        return await ReadAccountAsync(username, await SendAsync(HttpMethod.Post, "accounts", null, body));
    }

    public async Task<Account> RefreshAsync(Account account)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "sessions/refresh");
        request.Headers.Add("Cookie", account.Cookie);
        return await ReadAccountAsync(account.Username, await CheckAsync(await _http.SendAsync(request)));
    }

    public async Task CreateRoomAsync(Account owner, string name) =>
        (await SendAsync(HttpMethod.Post, "rooms", owner, new { name, visibility = "public" })).Dispose();

    public async Task AddMemberAsync(Account owner, string room, Account member) =>
        (await SendAsync(HttpMethod.Put, $"rooms/{room}/members/{member.Username}", owner, new { })).Dispose();

    private static async Task<Account> ReadAccountAsync(string username, HttpResponseMessage response)
    {
        using (response)
        {
            var body = await response.Content.ReadFromJsonAsync<JsonElement>();
            var cookie = response.Headers.GetValues("Set-Cookie").First().Split(';')[0];
            return new Account(username, body.GetProperty("accessToken").GetString()!, cookie);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, Account? caller, object body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        if (caller is not null)
            request.Headers.Authorization = new("Bearer", caller.Token);
        return await CheckAsync(await _http.SendAsync(request));
    }

    private static async Task<HttpResponseMessage> CheckAsync(HttpResponseMessage response)
    {
        if (response.IsSuccessStatusCode)
            return response;
        var request = response.RequestMessage!;
        var answer = await response.Content.ReadAsStringAsync();
        throw new BenchFailure($"{request.Method} {request.RequestUri}: {(int)response.StatusCode} {answer}");
    }

    public void Dispose() => _http.Dispose();
}
