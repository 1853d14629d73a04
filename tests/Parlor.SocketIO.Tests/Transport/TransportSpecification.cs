using System.Net;
using System.Net.Sockets;
using System.Text;
using Parlor.SocketIO.Tests.Support;
using TcpSocket = System.Net.Sockets.Socket;

namespace Parlor.SocketIO.Tests.Transport;

/// <summary>What Kestrel's transports do for HTTP/1.1, whichever it is.</summary>
public abstract class TransportSpecification(bool epoll)
{
    // More than all the buffers between two programs hold.
    private const int Enough = 64 * 1024 * 1024;

    private static readonly TimeSpan Stall = TimeSpan.FromMilliseconds(200);

    [Fact]
    public async Task Requests_that_come_at_once_are_answered_in_their_order()
    {
        await using TransportHost host = await TransportHost.StartAsync(epoll);
        using var client = new RawConnection(host.Url);
        await client.WriteAsync(string.Concat(Enumerable.Range(0, 50).Select(i => $"GET /hello?to={i} HTTP/1.1\r\nHost: localhost\r\n\r\n")));
        for (int i = 0; i < 50; i++)
            Assert.Equal($"hello {i} over HTTP/1.1", await AnswerAsync(client));
    }

    [Fact]
    public async Task A_request_may_come_byte_by_byte_and_another_after_it()
    {
        await using TransportHost host = await TransportHost.StartAsync(epoll);
        using var client = new RawConnection(host.Url);
        for (int i = 0; i < 2; i++)
        {
            foreach (char c in "GET /hello?to=you HTTP/1.1\r\nHost: localhost\r\n\r\n")
                await client.WriteAsync(c.ToString());
            Assert.Equal("hello you over HTTP/1.1", await AnswerAsync(client));
        }
    }

    [Fact]
    public async Task Large_bodies_go_both_ways_at_once()
    {
        await using TransportHost host = await TransportHost.StartAsync(epoll);
        using var http = new HttpClient { BaseAddress = host.Url };
        byte[] body = new byte[TransportHost.Large];
        new Random(1).NextBytes(body);
        using HttpResponseMessage answer = await http.PostAsync(new Uri("/echo", UriKind.Relative), new ByteArrayContent(body)).Soon();
        Assert.Equal(body, await answer.Content.ReadAsByteArrayAsync().Soon());
    }

    [Fact]
    public async Task A_body_that_is_not_read_stops_its_sender_until_it_is()
    {
        await using TransportHost host = await TransportHost.StartAsync(epoll);
        using var tcp = new TcpClient(host.Url.Host, host.Url.Port);
        tcp.Client.Send(Encoding.ASCII.GetBytes($"POST /late HTTP/1.1\r\nHost: localhost\r\nContent-Length: {Enough}\r\n\r\n"));
        tcp.Client.Blocking = false;
        int sent = SendWhileTaken(tcp.Client, Enough, Stall);
        Assert.True(sent < Enough, "nothing held the sender up");
        host.Go.SetResult();
        Assert.Equal(Enough - sent, SendWhileTaken(tcp.Client, Enough - sent, Wait.Limit));
        tcp.Client.Blocking = true;
        using var reader = new StreamReader(tcp.GetStream());
        while (await reader.ReadLineAsync().Soon() is not "")
        {
        }

        await reader.ReadLineAsync().Soon();
        Assert.Equal($"{Enough}", await reader.ReadLineAsync().Soon());
    }

    [Fact]
    public async Task An_answer_waits_for_a_client_that_reads_slowly_and_comes_whole()
    {
        await using TransportHost host = await TransportHost.StartAsync(epoll);
        using var tcp = new TcpClient { ReceiveBufferSize = 4096 };
        tcp.Connect(host.Url.Host, host.Url.Port);
        NetworkStream stream = tcp.GetStream();
        await stream.WriteAsync("GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray());
        await Wait.UntilAsync(() => tcp.Available > 0);
        Assert.False(tcp.Client.Poll(Stall, SelectMode.SelectError));
        Assert.True(host.Written < TransportHost.Large, "nothing held the answer up");
        using var http = new StreamReader(stream, Encoding.Latin1);
        while (await http.ReadLineAsync().Soon() is not "")
        {
        }

        char[] body = new char[TransportHost.Large];
        Assert.Equal(body.Length, await http.ReadBlockAsync(body).AsTask().Soon());
        Assert.All(Enumerable.Range(0, body.Length / 65536), i => Assert.Equal((byte)i, (byte)body[(i * 65536) + 65535]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_client_that_goes_away_aborts_its_request(bool reset)
    {
        await using TransportHost host = await TransportHost.StartAsync(epoll);
        using var tcp = new TcpClient(host.Url.Host, host.Url.Port);
        tcp.Client.Send("GET /wait HTTP/1.1\r\nHost: localhost\r\n\r\n"u8);
        await host.Waiting.Value;
        if (reset)
            tcp.LingerState = new LingerOption(enable: true, seconds: 0);
        tcp.Close();
        Assert.True(await host.Aborted.Value);
    }

    [Fact]
    public async Task A_client_that_ends_its_side_aborts_its_request()
    {
        await using TransportHost host = await TransportHost.StartAsync(epoll);
        using var tcp = new TcpClient(host.Url.Host, host.Url.Port);
        tcp.Client.Send("GET /wait HTTP/1.1\r\nHost: localhost\r\n\r\n"u8);
        await host.Waiting.Value;
        tcp.Client.Shutdown(SocketShutdown.Send);
        Assert.True(await host.Aborted.Value);
    }

    [Fact]
    public async Task What_the_server_aborts_ends_for_the_client()
    {
        await using TransportHost host = await TransportHost.StartAsync(epoll);
        using var client = new RawConnection(host.Url);
        await client.WriteAsync("GET /abort HTTP/1.1\r\nHost: localhost\r\n\r\n");
        Assert.Equal("", await client.ReadToEndAsync());
    }

    [Fact]
    public async Task An_answer_that_ends_the_connection_comes_whole_before()
    {
        await using TransportHost host = await TransportHost.StartAsync(epoll);
        using var client = new RawConnection(host.Url);
        await client.WriteAsync("GET /hello?to=you HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        Assert.EndsWith("hello you over HTTP/1.1", (await client.ReadToEndAsync()).TrimEnd('0', '\r', '\n'), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_clients_at_once_are_all_served()
    {
        await using TransportHost host = await TransportHost.StartAsync(epoll);
        RawConnection[] clients = [.. Enumerable.Range(0, 200).Select(_ => new RawConnection(host.Url))];
        await Task.WhenAll(clients.Select(async (client, i) =>
        {
            for (int n = 0; n < 5; n++)
            {
                await client.WriteAsync($"GET /hello?to={i} HTTP/1.1\r\nHost: localhost\r\n\r\n");
                Assert.Equal($"hello {i} over HTTP/1.1", await AnswerAsync(client));
            }
        }));
        foreach (RawConnection client in clients)
            client.Dispose();
    }

    private static int SendWhileTaken(TcpSocket socket, int total, TimeSpan patience)
    {
        byte[] piece = new byte[64 * 1024];
        int sent = 0;
        while (sent < total && socket.Poll(patience, SelectMode.SelectWrite))
        {
            int count = socket.Send(piece.AsSpan(0, Math.Min(piece.Length, total - sent)), SocketFlags.None, out SocketError error);
            sent += error == SocketError.Success ? count : 0;
        }

        return sent;
    }

    private static async Task<string> AnswerAsync(RawConnection client)
    {
        Assert.Equal("HTTP/1.1 200 OK", await client.ReadLineAsync());
        await client.SkipHeadersAsync();
        // Chunked: the size, the text, and an empty chunk.
        await client.ReadLineAsync();
        string text = await client.ReadLineAsync();
        await client.SkipHeadersAsync();
        return text;
    }
}

public sealed class KestrelTransportTests() : TransportSpecification(epoll: false);

public sealed class EpollTransportTests() : TransportSpecification(epoll: true);
