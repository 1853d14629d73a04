using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Parlor.SocketIO.Tests.Support;
using TcpSocket = System.Net.Sockets.Socket;

namespace Parlor.SocketIO.Tests.Transport;

/// <summary>Where and how Kestrel listens, and what lies on top of its transports, whichever it is.</summary>
public abstract class ListeningSpecification(bool epoll)
{
    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("[::1]", "::1")]
    public async Task Anybody_may_come_over_either_version_of_IP(string host, string remote)
    {
        await using TransportHost server = await TransportHost.StartAsync(epoll, kestrel: options => options.ListenAnyIP(0));
        using var http = new HttpClient();
        string[] who = (await http.GetStringAsync(new Uri($"http://{host}:{server.Url.Port}/who")).Soon()).Split(' ');
        Assert.Equal(remote, IPAddress.Parse(who[0]) is { IsIPv4MappedToIPv6: true } mapped ? $"{mapped.MapToIPv4()}" : who[0]);
        Assert.NotEqual("0", who[1]);
        Assert.Equal($"{server.Url.Port}", who[2]);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public async Task It_listens_at_one_address(string address)
    {
        await using TransportHost server = await TransportHost.StartAsync(
            epoll, kestrel: options => options.Listen(IPAddress.Parse(address), 0));
        using var http = new HttpClient { BaseAddress = server.Url };
        Assert.StartsWith(address, await http.GetStringAsync(new Uri("/who", UriKind.Relative)).Soon(), StringComparison.Ordinal);
        await Assert.ThrowsAsync<IOException>(() => TransportHost.StartAsync(
            epoll, kestrel: options => options.Listen(IPAddress.Parse(address), server.Url.Port)));
    }

    [Fact]
    public async Task Unix_domain_sockets_are_served_too()
    {
        string path = Path.Combine(Path.GetTempPath(), $"parlor-{Guid.NewGuid():N}");
        await using TransportHost server = await TransportHost.StartAsync(epoll, kestrel: options => options.ListenUnixSocket(path));
        using var http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellation) =>
            {
                var socket = new TcpSocket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            },
        });
        Assert.Equal("hello you over HTTP/1.1", await http.GetStringAsync(new Uri("http://localhost/hello?to=you")).Soon());
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task TLS_works_as_ever(string version)
    {
        using RSA key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await using TransportHost server = await TransportHost.StartAsync(epoll, listen => listen.UseHttps(certificate));
        using var http = new HttpClient(new SocketsHttpHandler
        {
            SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => certificate.Equals(shown) },
        })
        {
            DefaultRequestVersion = Version.Parse(version),
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        await AssertServesAsync(http, new Uri($"https://localhost:{server.Url.Port}"));
    }

    [Fact]
    public async Task HTTP_2_works_as_ever()
    {
        await using TransportHost server = await TransportHost.StartAsync(epoll, listen => listen.Protocols = HttpProtocols.Http2);
        using var http = new HttpClient
        {
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        await AssertServesAsync(http, server.Url);
    }

    [Fact]
    public async Task Connection_middleware_sees_what_it_saw()
    {
        var seen = new Expected<ConnectionContext>();
        await using TransportHost server = await TransportHost.StartAsync(epoll, listen => listen.Use(next => connection =>
        {
            connection.Items["one"] = 1;
            Assert.Equal(1, connection.Features.Get<IConnectionItemsFeature>()!.Items["one"]);
            Assert.NotEmpty(connection.ConnectionId);
            TcpSocket socket = connection.Features.Get<IConnectionSocketFeature>()!.Socket;
            Assert.Equal(connection.RemoteEndPoint, socket.RemoteEndPoint);
            Assert.Equal(connection.LocalEndPoint, socket.LocalEndPoint);
            Assert.NotNull(connection.Features.Get<IMemoryPoolFeature>()!.MemoryPool);
            seen.Set(connection);
            return next(connection);
        }));
        using var http = new HttpClient { BaseAddress = server.Url };
        Assert.Equal("hello you over HTTP/1.1", await http.GetStringAsync(new Uri("/hello?to=you", UriKind.Relative)).Soon());
        var closed = new Expected<bool>();
        (await seen.Value).ConnectionClosed.Register(() => closed.Set(true));
        http.Dispose();
        Assert.True(await closed.Value);
    }

    [Fact]
    public async Task Connections_are_bounded()
    {
        await using TransportHost server = await TransportHost.StartAsync(epoll, kestrel: options =>
        {
            options.Limits.MaxConcurrentConnections = 1;
            options.Listen(IPAddress.Loopback, 0);
        });
        using var first = new RawConnection(server.Url);
        await first.WriteAsync("GET /hello HTTP/1.1\r\nHost: localhost\r\n\r\n");
        Assert.Equal("HTTP/1.1 200 OK", await first.ReadLineAsync());
        using var second = new RawConnection(server.Url);
        Assert.Equal("", await second.ReadToEndAsync());
    }

    [Fact]
    public async Task Who_waits_for_an_answer_gets_it_while_the_server_stops_and_nobody_else_is_let_in()
    {
        await using TransportHost server = await TransportHost.StartAsync(epoll);
        using var idle = new RawConnection(server.Url);
        using var client = new RawConnection(server.Url);
        await client.WriteAsync("GET /wait HTTP/1.1\r\nHost: localhost\r\n\r\n");
        await server.Waiting.Value;
        Uri url = server.Url;
        Task stopping = server.StopAsync();
        Assert.Equal("", await idle.ReadToEndAsync());
        Assert.ThrowsAny<SocketException>(() => new RawConnection(url));
        server.Go.SetResult();
        Assert.Contains("done", await client.ReadToEndAsync(), StringComparison.Ordinal);
        await stopping.Soon();
    }

    [Fact]
    public async Task Who_waits_too_long_is_cut_off_when_the_server_stops()
    {
        await using TransportHost server = await TransportHost.StartAsync(epoll);
        using var client = new RawConnection(server.Url);
        await client.WriteAsync("GET /wait HTTP/1.1\r\nHost: localhost\r\n\r\n");
        await server.Waiting.Value;
        using var hurry = new CancellationTokenSource();
        Task stopping = server.StopAsync(hurry.Token);
        await hurry.CancelAsync();
        Assert.Equal("", await client.ReadToEndAsync());
        server.Go.SetResult();
        await stopping.Soon();
    }

    private static async Task AssertServesAsync(HttpClient http, Uri url)
    {
        byte[] body = new byte[TransportHost.Large / 10];
        new Random(1).NextBytes(body);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(async i =>
        {
            string hello = await http.GetStringAsync(new Uri(url, $"/hello?to={i}")).Soon();
            Assert.Equal($"hello {i} over HTTP/{(http.DefaultRequestVersion.Major == 1 ? "1.1" : "2")}", hello);
            using HttpResponseMessage answer = await http.PostAsync(new Uri(url, "/echo"), new ByteArrayContent(body)).Soon();
            Assert.Equal(body, await answer.Content.ReadAsByteArrayAsync().Soon());
        }));
    }
}

public sealed class KestrelListeningTests() : ListeningSpecification(epoll: false);

public sealed class EpollListeningTests() : ListeningSpecification(epoll: true);
