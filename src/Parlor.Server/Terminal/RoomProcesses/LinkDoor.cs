using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Parlor.Server.Data;

namespace Parlor.Server.Terminal.RoomProcesses;

/// <summary>
/// The socket in the data folder at which rooms' processes link up. Its folder is for the owner alone, and whoever comes shows a secret that
/// was made for one process and counts once.
/// </summary>
internal sealed class LinkDoor : IAsyncDisposable
{
    /// <summary>How long one that has come has to say who it is.</summary>
    private static readonly TimeSpan HelloLimit = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, TaskCompletionSource<RoomLink>> _expected = new(StringComparer.Ordinal);
    private readonly Socket _listener;
    private readonly CancellationTokenSource _closed = new();
    private readonly Task _accepting;

    private LinkDoor(string path, Socket listener)
    {
        (Path, _listener) = (path, listener);
        _accepting = Accept();
    }

    public string Path { get; }

    /// <exception cref="SettingException">The path is too long for a socket.</exception>
    public static LinkDoor Open(string folder)
    {
        var path = System.IO.Path.Combine(folder, "link.sock");
        if (!PrivateSocket.IsPossible(path))
            throw new SettingException("Data", $"'{path}' is too long for the path of a socket, which rooms with a port of their own need.");
        PrivateSocket.MakeRoom(path);
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        return new LinkDoor(path, listener);
    }

    /// <summary>Expects a process, which is to show this secret.</summary>
    public (string Secret, Task<RoomLink> Link) Expect()
    {
        var secret = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
        var link = new TaskCompletionSource<RoomLink>(TaskCreationOptions.RunContinuationsAsynchronously);
        _expected[secret] = link;
        return (secret, link.Task);
    }

    /// <summary>Expects it no longer; whoever shows the secret from now on is turned away.</summary>
    public void Forget(string secret)
    {
        if (_expected.TryRemove(secret, out var link))
            link.TrySetCanceled();
    }

    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _closed.Dispose();
        File.Delete(Path);
    }

    private async Task Accept()
    {
        while (!_closed.IsCancellationRequested)
        {
            try
            {
                _ = Greet(await _listener.AcceptAsync(_closed.Token));
            }
            catch (Exception gone) when (gone is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                // One that was gone before it was taken, or the door closes.
            }
        }
    }

    private async Task Greet(Socket socket)
    {
        var link = new RoomLink(new NetworkStream(socket, ownsSocket: true), RoomLink.LargestCall);
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(_closed.Token);
            patience.CancelAfter(HelloLimit);
            // The secret has 256 random bits: how long a look-up takes tells nothing that could be used before it is used up.
            if (await link.Read(patience.Token) is { Type: LinkFrameType.Hello } hello
                && _expected.TryRemove(Encoding.UTF8.GetString(hello.Payload.Span), out var expected))
            {
                link.Send(LinkFrameType.Welcome);
                if (expected.TrySetResult(link))
                    return;
            }
        }
        catch (Exception wrong) when (wrong is LinkException or OperationCanceledException)
        {
            // Not one of ours.
        }

        await link.DisposeAsync();
    }
}
