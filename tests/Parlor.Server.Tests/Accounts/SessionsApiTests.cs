using System.Net;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Accounts;

public sealed class SessionsApiTests : IAsyncLifetime
{
    private TestServer _server = null!;
    private Browser _browser = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.Start();
        _browser = new Browser(_server);
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task The_cookie_is_for_the_browser_alone_and_for_these_calls_alone()
    {
        var cookie = (await _browser.SignUp("anna")).SetCookie!.Split("; ");
        Assert.StartsWith("parlor_refresh=", cookie[0], StringComparison.Ordinal);
        Assert.Equal(
            "httponly max-age=2592000 path=/api/v1/sessions samesite=strict",
            string.Join(' ', cookie[1..].Select(part => part.ToLowerInvariant()).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task A_refresh_gives_a_new_token_and_a_new_cookie()
    {
        var signedUp = await _browser.SignUp("anna");
        var cookie = _browser.Cookie;
        _server.Clock.Advance(TimeSpan.FromMinutes(20));
        (await _browser.Get("/api/v1/me")).Is(HttpStatusCode.Unauthorized);

        var refreshed = (await _browser.Refresh()).Is(HttpStatusCode.OK);
        Assert.Equal(signedUp.User.ToString(), refreshed.User.ToString());
        Assert.Equal("2026-03-01T12:35:00.000Z", refreshed.Body.Text("expiresAt"));
        Assert.NotEqual(cookie, _browser.Cookie, StringComparer.Ordinal);
        (await _browser.Get("/api/v1/me")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_cookie_used_twice_ends_the_session_and_its_access_tokens_with_it()
    {
        await _browser.SignUp("anna");
        var stolen = _browser.Cookie;
        await _browser.Refresh();
        using var thief = new Browser(_server) { Cookie = stolen };
        (await thief.Refresh()).IsProblem(HttpStatusCode.Unauthorized, "unauthorized");
        (await _browser.Get("/api/v1/me")).IsProblem(HttpStatusCode.Unauthorized, "unauthorized");
        (await _browser.Refresh()).IsProblem(HttpStatusCode.Unauthorized, "unauthorized");
        (await _browser.LogIn("anna")).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_session_not_refreshed_for_thirty_days_has_ended()
    {
        await _browser.SignUp("anna");
        _server.Clock.Advance(TimeSpan.FromDays(30));
        (await _browser.Refresh()).IsProblem(HttpStatusCode.Unauthorized, "unauthorized");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("guess")]
    [InlineData("%00")]
    public async Task A_refresh_without_a_cookie_of_ours_is_refused(string? cookie)
    {
        _browser.Cookie = cookie;
        (await _browser.Refresh()).IsProblem(HttpStatusCode.Unauthorized, "unauthorized");
        (await _browser.LogOut()).IsProblem(HttpStatusCode.Unauthorized, "unauthorized");
    }

    [Fact]
    public async Task Logging_out_ends_the_session_and_takes_the_cookie_back()
    {
        await _browser.SignUp("anna");
        var answer = (await _browser.LogOut()).Is(HttpStatusCode.NoContent);
        Assert.StartsWith("parlor_refresh=; expires=Thu, 01 Jan 1970", answer.SetCookie, StringComparison.Ordinal);
        Assert.Contains("path=/api/v1/sessions", answer.SetCookie, StringComparison.Ordinal);
        (await _browser.Get("/api/v1/me")).Is(HttpStatusCode.Unauthorized);
        (await _browser.Refresh()).Is(HttpStatusCode.Unauthorized);
        (await _browser.LogOut()).Is(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Logging_out_works_with_the_cookie_alone_and_with_the_token_alone()
    {
        await _browser.SignUp("anna");
        var (token, cookie) = (_browser.Token, _browser.Cookie);
        _browser.Token = null;
        (await _browser.LogOut()).Is(HttpStatusCode.NoContent);
        _browser.Token = token;
        (await _browser.Get("/api/v1/me")).Is(HttpStatusCode.Unauthorized);

        await _browser.LogIn("anna");
        cookie = _browser.Cookie;
        _browser.Cookie = null;
        (await _browser.LogOut()).Is(HttpStatusCode.NoContent);
        _browser.Cookie = cookie;
        (await _browser.Refresh()).Is(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Logging_out_leaves_the_other_sessions_of_the_person_open()
    {
        await _browser.SignUp("anna");
        using var other = new Browser(_server);
        await other.LogIn("anna");
        await _browser.LogOut();
        (await other.Get("/api/v1/me")).Is(HttpStatusCode.OK);
        (await other.Refresh()).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    [InlineData("http://127.0.0.1")]
    [InlineData("http://127.0.0.1:1")]
    public async Task A_page_of_another_site_can_do_nothing_with_sessions(string origin)
    {
        await _browser.SignUp("anna");
        var credentials = $$"""{"username":"anna","password":"{{Browser.Password}}"}""";
        foreach (var (method, path, body) in new[]
        {
            (HttpMethod.Post, "/api/v1/accounts", credentials),
            (HttpMethod.Post, "/api/v1/sessions", credentials),
            (HttpMethod.Post, "/api/v1/sessions/second-step", credentials),
            (HttpMethod.Post, "/api/v1/sessions/passkey/question", null),
            (HttpMethod.Post, "/api/v1/sessions/passkey", credentials),
            (HttpMethod.Post, "/api/v1/sessions/refresh", null),
            (HttpMethod.Delete, "/api/v1/sessions/current", null),
        })
        {
            var answer = await _browser.Send(method, path, body, headers: [("Origin", origin), ("Sec-Fetch-Site", "cross-site")]);
            Assert.Null(answer.IsProblem(HttpStatusCode.Forbidden, "forbidden").SetCookie);
        }

        (await _browser.Refresh()).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Our_own_pages_can_also_behind_a_proxy_that_speaks_for_us()
    {
        await _browser.SignUp("anna");
        var own = _server.Address.GetLeftPart(UriPartial.Authority);
        var first = await _browser.Send(HttpMethod.Post, "/api/v1/sessions/refresh", headers: [("Origin", own)]);
        _browser.Cookie = first.Is(HttpStatusCode.OK).SetCookie!.Split(';')[0].Split('=')[1];
        (await _browser.Send(
            HttpMethod.Post,
            "/api/v1/sessions/refresh",
            headers: [("Origin", "https://chat.example"), ("Sec-Fetch-Site", "same-origin")])).Is(HttpStatusCode.OK);
    }
}
