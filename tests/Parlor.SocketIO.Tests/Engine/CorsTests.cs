using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Engine;

public sealed class CorsTests
{
    [Fact]
    public async Task Without_configuration_no_origin_is_allowed()
    {
        await using TestServer server = await TestServer.StartAsync();
        using HttpResponseMessage answer = await SendAsync(server, HttpMethod.Get, "https://a.example");
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task A_listed_origin_is_allowed_with_credentials_and_another_is_not()
    {
        await using TestServer server = await TestServer.StartAsync(options =>
        {
            options.Cors.Origins.Add("https://a.example");
            options.Cors.Credentials = true;
        });
        using HttpResponseMessage allowed = await SendAsync(server, HttpMethod.Get, "https://a.example");
        Assert.Equal("https://a.example", Assert.Single(allowed.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Equal("true", Assert.Single(allowed.Headers.GetValues("Access-Control-Allow-Credentials")));
        Assert.Equal("Origin", Assert.Single(allowed.Headers.Vary));

        using HttpResponseMessage other = await SendAsync(server, HttpMethod.Get, "https://b.example");
        Assert.False(other.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.Equal("Origin", Assert.Single(other.Headers.Vary));
    }

    [Fact]
    public async Task A_preflight_is_answered_with_204()
    {
        await using TestServer server = await TestServer.StartAsync(options => options.Cors.Origins.Add("*"));
        using HttpResponseMessage answer = await SendAsync(server, HttpMethod.Options, "https://a.example");
        Assert.Equal(204, (int)answer.StatusCode);
        Assert.Equal("*", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Equal("GET,POST", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Methods")));
        Assert.Equal("x-token", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Headers")));
    }

    [Fact]
    public async Task Every_origin_together_with_credentials_is_refused_at_the_start()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => TestServer.StartAsync(options =>
        {
            options.Cors.Origins.Add("*");
            options.Cors.Credentials = true;
        }));
    }

    private static Task<HttpResponseMessage> SendAsync(TestServer server, HttpMethod method, string origin)
    {
        var request = new HttpRequestMessage(method, new Uri("/socket.io/?EIO=4&transport=polling", UriKind.Relative));
        request.Headers.Add("Origin", origin);
        if (method == HttpMethod.Options)
            request.Headers.Add("Access-Control-Request-Headers", "x-token");
        return server.Http.SendAsync(request);
    }
}
