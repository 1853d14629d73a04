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
        Assert.Equal("Access-Control-Request-Headers", Assert.Single(answer.Headers.Vary));
        Assert.False(answer.Headers.Contains("Access-Control-Max-Age"));
    }

    [Fact]
    public async Task A_preflight_allows_what_is_named_for_as_long_as_is_said()
    {
        await using TestServer server = await TestServer.StartAsync(Detailed);
        using HttpResponseMessage answer = await SendAsync(server, HttpMethod.Options, "https://a.example");
        Assert.Equal(204, (int)answer.StatusCode);
        Assert.Equal("GET,POST,DELETE", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Methods")));
        Assert.Equal("x-one,x-two", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Headers")));
        Assert.Equal("600", Assert.Single(answer.Headers.GetValues("Access-Control-Max-Age")));
        Assert.Equal("x-node,x-trace", Assert.Single(answer.Headers.GetValues("Access-Control-Expose-Headers")));
        Assert.Equal(["Origin"], answer.Headers.Vary);
    }

    [Fact]
    public async Task Scripts_may_read_the_headers_that_are_exposed_and_other_answers_say_no_more()
    {
        await using TestServer server = await TestServer.StartAsync(Detailed);
        using HttpResponseMessage answer = await SendAsync(server, HttpMethod.Get, "https://a.example");
        Assert.Equal("x-node,x-trace", Assert.Single(answer.Headers.GetValues("Access-Control-Expose-Headers")));
        Assert.Equal(
            ["Access-Control-Allow-Origin", "Access-Control-Expose-Headers"],
            answer.Headers.Select(header => header.Key).Where(name => name.StartsWith("Access", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_preflight_of_another_origin_is_allowed_nothing()
    {
        await using TestServer server = await TestServer.StartAsync(Detailed);
        using HttpResponseMessage answer = await SendAsync(server, HttpMethod.Options, "https://b.example");
        Assert.Equal(204, (int)answer.StatusCode);
        Assert.Equal(["Origin"], answer.Headers.Vary);
        Assert.DoesNotContain(answer.Headers, header => header.Key.StartsWith("Access", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Headers_that_cannot_be_written_are_not_allowed()
    {
        await using TestServer server = await TestServer.StartAsync(options => options.Cors.Origins.Add("*"));
        using var client = new RawConnection(server.Url);
        await client.WriteAsync(
            "OPTIONS /socket.io/ HTTP/1.1\r\nHost: a\r\nOrigin: https://a.example\r\nAccess-Control-Request-Headers: é\r\nConnection: close\r\n\r\n"u8.ToArray());
        string answer = await client.ReadToEndAsync();
        Assert.StartsWith("HTTP/1.1 204 ", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Access-Control-Allow-Headers", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_origin_together_with_credentials_is_refused_at_the_start() => await RefusedAsync(cors =>
    {
        cors.Origins.Add("*");
        cors.Credentials = true;
    });

    [Fact]
    public async Task Names_that_are_none_and_negative_times_are_refused_at_the_start()
    {
        await RefusedAsync(cors => cors.Methods.Add("GET,POST"));
        await RefusedAsync(cors => cors.AllowedHeaders.Add(""));
        await RefusedAsync(cors => cors.ExposedHeaders.Add("x node"));
        await RefusedAsync(cors => cors.MaxAge = TimeSpan.FromSeconds(-1));
    }

    private static void Detailed(SocketIOOptions options)
    {
        options.Cors.Origins.Add("https://a.example");
        foreach (string method in (string[])["GET", "POST", "DELETE"])
            options.Cors.Methods.Add(method);
        foreach (string header in (string[])["x-one", "x-two"])
            options.Cors.AllowedHeaders.Add(header);
        foreach (string header in (string[])["x-node", "x-trace"])
            options.Cors.ExposedHeaders.Add(header);
        options.Cors.MaxAge = TimeSpan.FromMinutes(10);
    }

    private static async Task RefusedAsync(Action<CorsOptions> configure) =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => TestServer.StartAsync(options => configure(options.Cors)));

    private static Task<HttpResponseMessage> SendAsync(TestServer server, HttpMethod method, string origin)
    {
        var request = new HttpRequestMessage(method, new Uri("/socket.io/?EIO=4&transport=polling", UriKind.Relative));
        request.Headers.Add("Origin", origin);
        if (method == HttpMethod.Options)
            request.Headers.Add("Access-Control-Request-Headers", "x-token");
        return server.Http.SendAsync(request);
    }
}
