using System.Net.Sockets;
using System.Text;
using Parlor.Server.Terminal.RoomProcesses;

namespace Parlor.Server.Tests.Terminal.RoomProcesses;

/// <summary>The link between the server and a room's process, frame by frame.</summary>
public sealed class LinkTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("parlor-link-");
    private LinkDoor _door = null!;

    public ValueTask InitializeAsync()
    {
        _door = LinkDoor.Open(Path.Combine(_folder.FullName, "rooms"));
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _door.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Frames_arrive_whole_and_in_order_however_they_are_cut()
    {
        var (socket, link) = await Linked();
        await using var _ = link;
        using var __ = socket;
        byte[] bytes = [.. Frame(LinkFrameType.Closed, 7), .. Frame(LinkFrameType.Call, 8, "abc"u8.ToArray()), .. Frame(LinkFrameType.Line, uint.MaxValue, new byte[70_000])];
        var sending = Task.Run(async () =>
        {
            foreach (var piece in bytes.Take(40).Select(one => new[] { one }).Append(bytes[40..]))
                await socket.SendAsync(piece);
        });
        Assert.Equal((LinkFrameType.Closed, 7u, 0), Shape(await link.Read()));
        Assert.Equal((LinkFrameType.Call, 8u, 3), Shape(await link.Read()));
        Assert.Equal((LinkFrameType.Line, uint.MaxValue, 70_000), Shape(await link.Read()));
        await sending;
    }

    [Fact]
    public async Task A_link_that_ends_between_frames_is_over_and_amid_one_is_broken()
    {
        var (whole, first) = await Linked();
        await using var _ = first;
        whole.Dispose();
        Assert.Null(await first.Read());

        var (cut, second) = await Linked();
        await using var __ = second;
        await cut.SendAsync(Frame(LinkFrameType.Call, 1, new byte[100])[..50]);
        cut.Dispose();
        await Assert.ThrowsAsync<LinkException>(async () => await second.Read());
    }

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 1, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0, 32, 0, 6, 1, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0, 0, 0, 4, 1, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0, 0, 0, 0, 0, 0, 0, 0, 0 })]
    public async Task What_is_too_long_or_too_short_for_a_frame_is_not_waited_for(byte[] header)
    {
        var (socket, link) = await Linked();
        await using var _ = link;
        using var __ = socket;
        await socket.SendAsync(header);
        await Assert.ThrowsAsync<LinkException>(async () => await link.Read());
    }

    [Fact]
    public async Task Who_shows_no_secret_or_a_wrong_or_a_used_one_is_turned_away()
    {
        var (secret, expected) = _door.Expect();
        foreach (var hello in new[] { Frame(LinkFrameType.Hello, 0, "guess"u8.ToArray()), Frame(LinkFrameType.Open, 1, Encoding.UTF8.GetBytes(secret)), [1, 2, 3, 4, 5, 6, 7, 8, 9] })
        {
            using var stranger = await Connect();
            await stranger.SendAsync(hello);
            Assert.Equal(0, await ReceiveAsync(stranger));
        }

        Assert.False(expected.IsCompleted);
        using var ours = await Connect();
        await ours.SendAsync(Frame(LinkFrameType.Hello, 0, Encoding.UTF8.GetBytes(secret)));
        await using var link = await expected.WaitAsync(Patience);
        using var again = await Connect();
        await again.SendAsync(Frame(LinkFrameType.Hello, 0, Encoding.UTF8.GetBytes(secret)));
        Assert.Equal(0, await ReceiveAsync(again));
    }

    [Fact]
    public async Task A_side_that_does_not_read_is_cut_off()
    {
        var (socket, link) = await Linked();
        await using var _ = link;
        using var __ = socket;
        var payload = new byte[RoomLink.LargestAnswer];
        for (var sent = 0; sent <= RoomLink.MostWaiting + payload.Length; sent += payload.Length)
            link.Send(LinkFrameType.Write, 1, payload);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await link.Read().AsTask().WaitAsync(Patience));
    }

    [Fact]
    public void The_socket_is_for_its_owner_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(_door.Path)!));
    }

    private static (LinkFrameType Type, uint Connection, int Length) Shape(LinkFrame? frame) =>
        (frame!.Value.Type, frame.Value.Connection, frame.Value.Payload.Length);

    private static byte[] Frame(LinkFrameType type, uint connection, byte[]? payload = null)
    {
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        new LinkFrame(type, connection, payload).WriteTo(output);
        return output.WrittenSpan.ToArray();
    }

    private static async Task<int> ReceiveAsync(Socket socket)
    {
        try
        {
            return await socket.ReceiveAsync(new byte[100]).WaitAsync(Patience);
        }
        catch (SocketException)
        {
            return 0;
        }
    }

    private async Task<(Socket Socket, RoomLink Link)> Linked()
    {
        var (secret, expected) = _door.Expect();
        var socket = await Connect();
        await socket.SendAsync(Frame(LinkFrameType.Hello, 0, Encoding.UTF8.GetBytes(secret)));
        return (socket, await expected.WaitAsync(Patience));
    }

    private async Task<Socket> Connect()
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(_door.Path));
        return socket;
    }
}
