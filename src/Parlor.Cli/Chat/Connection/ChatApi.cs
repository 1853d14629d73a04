using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Parlor.Cli.Chat;

/// <summary>The HTTP side of a server, as one signed-in person: log-in, renewal of the access token, calls, log-out.</summary>
internal sealed class ChatApi : IDisposable
{
    private const string Base = "/api/v1";
    private const string CookieName = "parlor_refresh";
    private static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http;
    private readonly SemaphoreSlim _renewing = new(1);
    private readonly CredentialFile? _file;
    private Credentials _credentials;

    /// <param name="file">Where the session is kept; null when it is not to be kept.</param>
    public ChatApi(Uri server, Credentials credentials, CredentialFile? file)
    {
        Server = server;
        _credentials = credentials;
        _file = file;
        _http = NewHttp(server);
    }

    public Uri Server { get; }

    public string AccessToken => _credentials.AccessToken;

    /// <summary>Opens a session.</summary>
    /// <param name="askCode">Asks for the code of the second factor, where the account has one.</param>
    /// <exception cref="ChatProblem">The server refused, or cannot be reached.</exception>
    public static async Task<Credentials> LogIn(Uri server, string username, string password, Func<string> askCode, CancellationToken cancel)
    {
        using var http = NewHttp(server);
        var (answer, token) = await Open(http, "/sessions", new { username, password }, cancel);
        if (answer.Has("secondStep"))
        {
            var ticket = answer.Member("secondStep").Text("ticket");
            (answer, token) = await Open(http, "/sessions/second-step", new { ticket, code = askCode() }, cancel);
        }

        return new Credentials(answer.Member("user").Text("username"), answer.Text("accessToken"), token);
    }

    public Task<JsonElement> Get(string path, CancellationToken cancel) => Send(HttpMethod.Get, path, null, cancel);

    /// <summary>Makes a call, with a new access token when the one at hand does not count any more.</summary>
    /// <exception cref="ChatProblem">The server refused, or cannot be reached.</exception>
    public async Task<JsonElement> Send(HttpMethod method, string path, object? body, CancellationToken cancel)
    {
        var token = AccessToken;
        try
        {
            return await SendOnce(method, path, body, token, cancel);
        }
        catch (ChatProblem refused) when (refused.Code is ChatProblem.Unauthorized)
        {
            await Renew(token, cancel);
            return await SendOnce(method, path, body, AccessToken, cancel);
        }
    }

    /// <summary>
    /// Sees to it that the access token is another than the one that was refused. Only the server's word counts for that: clocks differ.
    /// </summary>
    /// <exception cref="ChatProblem"><c>unauthorized</c>: the session is over.</exception>
    public async Task Renew(string refused, CancellationToken cancel)
    {
        await _renewing.WaitAsync(cancel);
        try
        {
            using var alone = _file is null ? null : await _file.Lock(cancel);
            if (_file?.Read() is { } kept && string.Equals(kept.Username, _credentials.Username, StringComparison.Ordinal))
                _credentials = kept;
            if (!string.Equals(AccessToken, refused, StringComparison.Ordinal))
                return;
            if (_credentials.RefreshToken.Length == 0)
                throw new ChatProblem(ChatProblem.Unauthorized, "The access token does not count any more.");
            // Once begun it is finished: a token that was used up and whose successor is lost would end the session.
            var (answer, next) = await Open(_http, "/sessions/refresh", null, CancellationToken.None, _credentials.RefreshToken);
            _credentials = _credentials with { AccessToken = answer.Text("accessToken"), RefreshToken = next };
            _file?.Write(_credentials);
        }
        catch (ChatProblem over) when (over.Code is ChatProblem.Unauthorized)
        {
            throw new ChatProblem(ChatProblem.Unauthorized, "The session is over; log in again.");
        }
        finally
        {
            _renewing.Release();
        }
    }

    /// <summary>Ends the session and forgets it. One that is over already is only forgotten.</summary>
    public async Task LogOut(CancellationToken cancel)
    {
        using var request = Request(HttpMethod.Delete, "/sessions/current", null, AccessToken, _credentials.RefreshToken);
        using var answer = await Answer(_http, request, cancel);
        _file?.Delete();
    }

    public void Dispose()
    {
        _http.Dispose();
        _renewing.Dispose();
    }

    private async Task<JsonElement> SendOnce(HttpMethod method, string path, object? body, string token, CancellationToken cancel)
    {
        using var request = Request(method, path, body, token, "");
        using var answer = await Answer(_http, request, cancel);
        return await Read(answer, cancel);
    }

    /// <summary>A call that opens or renews a session: the body, and the refresh token out of the cookie.</summary>
    private static async Task<(JsonElement Body, string RefreshToken)> Open(
        HttpClient http, string path, object? body, CancellationToken cancel, string refreshToken = "")
    {
        using var request = Request(HttpMethod.Post, path, body, "", refreshToken);
        using var answer = await Answer(http, request, cancel);
        var json = await Read(answer, cancel);
        var cookies = answer.Headers.TryGetValues("Set-Cookie", out var values) ? values : [];
        var cookie = cookies.FirstOrDefault(value => value.StartsWith($"{CookieName}=", StringComparison.Ordinal)) ?? "";
        return (json, cookie.Split(';')[0][Math.Min(cookie.Length, CookieName.Length + 1)..]);
    }

    private static HttpRequestMessage Request(HttpMethod method, string path, object? body, string accessToken, string refreshToken)
    {
        var request = new HttpRequestMessage(method, Base + path) { Content = body is null ? null : JsonContent.Create(body) };
        if (accessToken.Length > 0)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        if (refreshToken.Length > 0)
            request.Headers.Add("Cookie", $"{CookieName}={refreshToken}");
        return request;
    }

    private static async Task<HttpResponseMessage> Answer(HttpClient http, HttpRequestMessage request, CancellationToken cancel)
    {
        try
        {
            return await http.SendAsync(request, cancel);
        }
        catch (Exception failure) when (failure is HttpRequestException || (failure is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            throw new ChatProblem(ChatProblem.Unreachable, $"{http.BaseAddress!.Authority} does not answer.");
        }
    }

    private static async Task<JsonElement> Read(HttpResponseMessage answer, CancellationToken cancel)
    {
        JsonElement json = default;
        try
        {
            if (answer.StatusCode != HttpStatusCode.NoContent)
                json = await answer.Content.ReadFromJsonAsync<JsonElement>(cancel);
        }
        catch (JsonException)
        {
            throw new ChatProblem("invalid", $"{answer.RequestMessage!.RequestUri!.Authority} is not a Parlor server.");
        }

        if (answer.IsSuccessStatusCode)
            return json;
        var code = json.Text("code") is { Length: > 0 } named ? named : answer.StatusCode == HttpStatusCode.Unauthorized ? ChatProblem.Unauthorized : "invalid";
        var retry = json.Has("retryAfterMs") ? TimeSpan.FromMilliseconds(json.Number("retryAfterMs")) : (TimeSpan?)null;
        throw new ChatProblem(code, json.Text("detail") is { Length: > 0 } detail ? detail : $"The server answered {(int)answer.StatusCode}.", retry);
    }

    private static HttpClient NewHttp(Uri server)
    {
        // Cookies are kept by hand: the one there is must outlive this process, and go to no other call.
        var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = server, Timeout = CallLimit };
        http.DefaultRequestHeaders.UserAgent.ParseAdd("parlor-chat/1");
        return http;
    }
}
