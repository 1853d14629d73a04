using System.Globalization;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using Parlor.Server.Terminal.RoomProcesses;

namespace Parlor.Server.Tests.Terminal.RoomProcesses;

/// <summary>A room's process and its port, with the server's side of the link played by the test.</summary>
public sealed class RoomPortTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("parlor-link-");
    private LinkDoor _door = null!;
    private RoomLink _link = null!;
    private IRoomProcess _process = null!;
    private int _port;

    public async ValueTask InitializeAsync()
    {
        _door = LinkDoor.Open(Path.Combine(_folder.FullName, "rooms"));
        var (secret, expected) = _door.Expect();
        _process = InProcess.Launch(_door.Path, secret, "localhost:0");
        _link = await expected.WaitAsync(Patience);
        var listening = Encoding.UTF8.GetString((await Next(LinkFrameType.Listening)).Payload.Span);
        _port = int.Parse(listening.Split(':')[1], CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        await _link.DisposeAsync();
        await _process.Ended.WaitAsync(Patience);
        await _door.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_client_that_says_nothing_is_served_lines()
    {
        using var client = await Connect();
        var opened = await Next(LinkFrameType.Open);
        Assert.Equal(RemoteKind.Lines, LinkPayload.ReadOpen(opened.Payload).Kind);
        _link.Send(LinkFrameType.Write, opened.Connection, "Who are you?\r\n"u8.ToArray());
        Assert.Equal("Who are you?\r\n", await Receive(client));

        await client.SendAsync("ada\r\nhello"u8.ToArray());
        Assert.Equal("ada", Encoding.UTF8.GetString(LinkPayload.ReadLine((await Next(LinkFrameType.Line)).Payload).Bytes.Span));
        await client.SendAsync("\n"u8.ToArray());
        Assert.Equal("hello", Encoding.UTF8.GetString(LinkPayload.ReadLine((await Next(LinkFrameType.Line)).Payload).Bytes.Span));
        await client.SendAsync(Encoding.ASCII.GetBytes(new string('x', 10_000) + "\n"));
        Assert.True(LinkPayload.ReadLine((await Next(LinkFrameType.Line)).Payload).IsTooLong);

        _link.Send(LinkFrameType.Close, opened.Connection);
        await Next(LinkFrameType.Closed);
        Assert.Equal("", await Receive(client));
    }

    [Fact]
    public async Task What_begins_as_a_request_but_is_none_is_served_lines()
    {
        using var client = await Connect();
        await client.SendAsync("GETTING here\n"u8.ToArray());
        await Next(LinkFrameType.Open);
        Assert.Equal("GETTING here", Encoding.UTF8.GetString(LinkPayload.ReadLine((await Next(LinkFrameType.Line)).Payload).Bytes.Span));
    }

    [Fact]
    public async Task A_request_is_served_http()
    {
        using var http = new HttpClient();
        var answer = await http.GetStringAsync(new Uri($"http://127.0.0.1:{_port}/socket.io/?EIO=4&transport=polling"));
        Assert.StartsWith("0{", answer, StringComparison.Ordinal);
    }

    private static async Task<string> Receive(Socket socket)
    {
        var bytes = new byte[1_000];
        return Encoding.UTF8.GetString(bytes, 0, await socket.ReceiveAsync(bytes).WaitAsync(Patience));
    }

    private async Task<Socket> Connect()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync("127.0.0.1", _port);
        return socket;
    }

    private async Task<LinkFrame> Next(LinkFrameType type)
    {
        var frame = await _link.Read().AsTask().WaitAsync(Patience);
        Assert.Equal(type, frame?.Type);
        return frame!.Value;
    }
}
