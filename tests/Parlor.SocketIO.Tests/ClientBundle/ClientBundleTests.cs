using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using Parlor.SocketIO.Tests.Interop;
using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.ClientBundle;

/// <summary>The browser client, served next to the server.</summary>
public sealed class ClientBundleTests
{
    [Theory]
    [InlineData("socket.io.js", "text/javascript")]
    [InlineData("socket.io.min.js", "text/javascript")]
    [InlineData("socket.io.esm.min.js", "text/javascript")]
    [InlineData("socket.io.msgpack.min.js", "text/javascript")]
    [InlineData("socket.io.js.map", "application/json")]
    [InlineData("socket.io.min.js.map", "application/json")]
    [InlineData("socket.io.esm.min.js.map", "application/json")]
    [InlineData("socket.io.msgpack.min.js.map", "application/json")]
    public async Task Every_file_is_served_as_it_is_and_compressed(string name, string type)
    {
        await using TestServer server = await TestServer.StartAsync();
        byte[] expected = await File.ReadAllBytesAsync(
            Path.Combine(ForeignProcess.Folder, "../../../src/Parlor.SocketIO/ClientBundle", name));
        var tags = new HashSet<string>();
        foreach (string? coding in new[] { null, "br", "gzip" })
        {
            using HttpResponseMessage answer = await SendAsync(server, HttpMethod.Get, name, coding);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(type, answer.Content.Headers.ContentType!.MediaType);
            Assert.Equal("utf-8", answer.Content.Headers.ContentType.CharSet);
            Assert.Equal(coding, answer.Content.Headers.ContentEncoding.SingleOrDefault());
            Assert.Equal("public, max-age=0", answer.Headers.CacheControl!.ToString());
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.Equal("Accept-Encoding", Assert.Single(answer.Headers.Vary));
            Assert.False(answer.Headers.ETag!.IsWeak);
            Assert.True(tags.Add(answer.Headers.ETag.Tag));
            Assert.Equal(expected, await DecodeAsync(answer));
        }
    }

    [Fact]
    public async Task A_client_that_has_the_file_is_told_so()
    {
        await using TestServer server = await TestServer.StartAsync();
        using HttpResponseMessage first = await SendAsync(server, HttpMethod.Get, "socket.io.min.js", "gzip");
        string tag = first.Headers.ETag!.ToString();
        foreach (string known in new[] { tag, "W/" + tag, "\"other\", " + tag, "*" })
        {
            using HttpResponseMessage again = await SendAsync(server, HttpMethod.Get, "socket.io.min.js", "gzip", known);
            Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
            Assert.Equal(tag, again.Headers.ETag!.ToString());
        }

        using HttpResponseMessage other = await SendAsync(server, HttpMethod.Get, "socket.io.min.js", "br", tag);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task HEAD_gets_the_headers_alone_and_other_methods_nothing()
    {
        await using TestServer server = await TestServer.StartAsync();
        using HttpResponseMessage head = await SendAsync(server, HttpMethod.Head, "socket.io.js", coding: null);
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.True(head.Content.Headers.ContentLength > 100_000);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
        using HttpResponseMessage post = await SendAsync(server, HttpMethod.Post, "socket.io.js", coding: null);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, post.StatusCode);
    }

    [Fact]
    public async Task Pages_of_allowed_origins_may_load_it_as_a_module()
    {
        await using TestServer server = await TestServer.StartAsync(options => options.Cors.Origins.Add("https://a.example"));
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/socket.io/socket.io.esm.min.js", UriKind.Relative));
        request.Headers.Add("Origin", "https://a.example");
        using HttpResponseMessage answer = await server.Http.SendAsync(request);
        Assert.Equal("https://a.example", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin")));
    }

    [Theory]
    [InlineData("/socket.io")]
    [InlineData("/socket.io/")]
    public async Task The_server_itself_answers_with_and_without_the_trailing_slash(string path)
    {
        await using TestServer server = await TestServer.StartAsync();
        PollingClient client = await server.PollAsync(path);
        Assert.Equal(200, await client.PostAsync("40"));
        Assert.StartsWith("40", await client.ReadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_can_be_left_out_and_goes_with_the_path()
    {
        await using TestServer without = await TestServer.StartAsync(options => options.ServeClient = false);
        using HttpResponseMessage absent = await SendAsync(without, HttpMethod.Get, "socket.io.js", coding: null);
        Assert.Equal(HttpStatusCode.NotFound, absent.StatusCode);

        await using TestServer moved = await TestServer.StartAsync(options => options.Path = "/live");
        using HttpResponseMessage answer = await moved.Http.GetAsync(new Uri("/live/socket.io.js", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    // Node 20 has a browser's WebSocket behind this flag; later versions have it anyway, and take the flag.
    [Fact]
    public async Task Node_loads_the_served_client_and_talks_to_the_server()
    {
        await using TestServer server = await InteropServer.StartAsync();
        await ForeignProcess.RunAsync("node", "--experimental-websocket", "bundle.mjs", server.Url.ToString());
    }

    private static Task<HttpResponseMessage> SendAsync(
        TestServer server, HttpMethod method, string name, string? coding, string? known = null)
    {
        var request = new HttpRequestMessage(method, new Uri("/socket.io/" + name, UriKind.Relative));
        if (coding is not null)
            request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue(coding));
        if (known is not null)
            request.Headers.TryAddWithoutValidation("If-None-Match", known);
        return server.Http.SendAsync(request);
    }

    private static async Task<byte[]> DecodeAsync(HttpResponseMessage answer)
    {
        Stream body = await answer.Content.ReadAsStreamAsync();
        await using Stream decoded = answer.Content.Headers.ContentEncoding.SingleOrDefault() switch
        {
            "br" => new BrotliStream(body, CompressionMode.Decompress),
            "gzip" => new GZipStream(body, CompressionMode.Decompress),
            _ => body,
        };
        using var copy = new MemoryStream();
        await decoded.CopyToAsync(copy);
        return copy.ToArray();
    }
}
