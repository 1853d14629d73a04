using Microsoft.AspNetCore.Http;
using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Engine;

/// <summary>The cookie with the session's id, for load balancers.</summary>
public class CookieTests : ServerFacts
{
    [Fact]
    public async Task By_default_no_cookie_is_set()
    {
        await using TestServer server = await StartServerAsync();
        using HttpResponseMessage answer = await HandshakeAsync(server);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task The_handshake_over_polling_sets_it_and_later_polls_do_not()
    {
        await using TestServer server = await StartServerAsync(options => options.Cookie = new SessionCookie());
        using HttpResponseMessage answer = await HandshakeAsync(server);
        string sid = Sid(await answer.Content.ReadAsStringAsync());
        Assert.Equal($"io={sid}; path=/; samesite=lax; httponly", Assert.Single(answer.Headers.GetValues("Set-Cookie")));

        using HttpResponseMessage post = await server.Http.PostAsync(
            new Uri($"/socket.io/?EIO=4&transport=polling&sid={sid}", UriKind.Relative), new StringContent("40"));
        Assert.False(post.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task The_handshake_over_WebSocket_sets_it_with_all_that_was_configured()
    {
        await using TestServer server = await StartServerAsync(options => options.Cookie = new SessionCookie
        {
            Name = "route",
            Path = "/socket.io/",
            Domain = "example.org",
            HttpOnly = false,
            SameSite = SameSiteMode.None,
            Secure = true,
            MaxAge = TimeSpan.FromMinutes(2),
        });
        using RawWebSocket client = await RawWebSocket.ConnectAsync(server.Url, "/socket.io/?EIO=4&transport=websocket");
        string sid = Sid(await client.ReadTextAsync());
        string set = $"Set-Cookie: route={sid}; max-age=120; domain=example.org; path=/socket.io/; secure; samesite=none";
        Assert.Contains(set + "\r\n", client.ResponseHead, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_handshake_sets_none()
    {
        await using TestServer server = await StartServerAsync(options => options.Cookie = new SessionCookie());
        using RawWebSocket client = await RawWebSocket.HandshakeAsync(server.Url, "/socket.io/?EIO=4&transport=websocket", key: "bad");
        Assert.StartsWith("HTTP/1.1 400", client.ResponseHead, StringComparison.Ordinal);
        Assert.DoesNotContain("Set-Cookie", client.ResponseHead, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("two words", SameSiteMode.Lax)]
    [InlineData("io", SameSiteMode.None)]
    public async Task A_cookie_that_browsers_would_not_take_is_refused_at_the_start(string name, SameSiteMode sameSite) =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => StartServerAsync(
            options => options.Cookie = new SessionCookie { Name = name, SameSite = sameSite }));

    private static Task<HttpResponseMessage> HandshakeAsync(TestServer server) =>
        server.Http.GetAsync(new Uri("/socket.io/?EIO=4&transport=polling", UriKind.Relative));

    private static string Sid(string open) => open.Split('"')[3];
}
