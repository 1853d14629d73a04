using System.IO.Compression;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Hosting;
using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Engine;

/// <summary>Compression of polling answers (RFC 9110, 12.5.3).</summary>
public sealed class HttpCompressionTests
{
    private static readonly string Text = string.Concat(Enumerable.Repeat("all the same ", 200));

    [Theory]
    [InlineData("br, gzip, deflate", "br")]
    [InlineData("gzip, deflate", "gzip")]
    [InlineData("deflate", "deflate")]
    [InlineData("br;q=0.5, gzip;q=0.8", "gzip")]
    [InlineData("BR;q=0, *", "gzip")]
    [InlineData("identity, gzip;q=0.5", null)]
    [InlineData("identity;q=0.5, gzip;q=0.5", "gzip")]
    [InlineData("gzip;q=0", null)]
    [InlineData("zstd", null)]
    [InlineData("???, ;;;", null)]
    [InlineData("", null)]
    public async Task A_large_answer_is_compressed_as_the_client_likes_best(string accepted, string? coding)
    {
        await using TestServer server = await StartAsync();
        using HttpResponseMessage answer = await PollAsync(server.Http, Text, accepted);
        Assert.Equal(coding, answer.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Equal("Accept-Encoding", Assert.Single(answer.Headers.Vary));
        byte[] body = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal(body.Length, answer.Content.Headers.ContentLength);
        Assert.Equal("4" + Text, Decode(body, coding));
    }

    [Fact]
    public async Task A_small_answer_is_sent_as_it_is()
    {
        await using TestServer server = await StartAsync();
        using HttpResponseMessage answer = await PollAsync(server.Http, new string('x', 1022), "gzip");
        Assert.Empty(answer.Content.Headers.ContentEncoding);
        using HttpResponseMessage larger = await PollAsync(server.Http, new string('x', 1023), "gzip");
        Assert.Equal("gzip", Assert.Single(larger.Content.Headers.ContentEncoding));
    }

    [Fact]
    public async Task Compression_can_be_turned_off()
    {
        await using TestServer server = await StartAsync(options => options.HttpCompression = null);
        using HttpResponseMessage answer = await PollAsync(server.Http, Text, "gzip");
        Assert.Empty(answer.Content.Headers.ContentEncoding);
        Assert.Empty(answer.Headers.Vary);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Over_HTTPS_it_has_to_be_turned_on(bool enabled)
    {
        using X509Certificate2 certificate = SelfSigned();
        await using TestServer server = await StartAsync(
            options => options.HttpCompression = new HttpCompressionOptions { EnableForHttps = enabled }, certificate);
        using var handler = new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, shown, _, _) => shown!.GetCertHash().AsSpan().SequenceEqual(certificate.GetCertHash()),
            },
        };
        using var http = new HttpClient(handler) { BaseAddress = server.Url, Timeout = Wait.Limit };
        using HttpResponseMessage answer = await PollAsync(http, Text, "gzip");
        Assert.Equal(enabled ? "gzip" : null, answer.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Equal("4" + Text, Decode(await answer.Content.ReadAsByteArrayAsync(), enabled ? "gzip" : null));
    }

    private static async Task<TestServer> StartAsync(Action<EngineOptions>? configure = null, X509Certificate2? certificate = null)
    {
        TestServer server = await TestServer.StartAsync(engine: configure, listen: listen =>
        {
            if (certificate is not null)
                listen.UseHttps(certificate);
        });
        server.Engine.OnConnection(Echo.To);
        return server;
    }

    // What the server answers with when it is to echo the text.
    private static async Task<HttpResponseMessage> PollAsync(HttpClient http, string text, string accepted)
    {
        PollingClient client = await PollingClient.OpenAsync(http, "/engine.io/");
        Assert.Equal(200, await client.PostAsync("4" + text));
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(client.Query, UriKind.Relative));
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        HttpResponseMessage answer = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return answer;
    }

    private static string Decode(byte[] body, string? coding)
    {
        var source = new MemoryStream(body);
        using Stream stream = coding switch
        {
            "br" => new BrotliStream(source, CompressionMode.Decompress),
            "gzip" => new GZipStream(source, CompressionMode.Decompress),
            "deflate" => new ZLibStream(source, CompressionMode.Decompress),
            _ => source,
        };
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
