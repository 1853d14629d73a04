using System.IO.Pipelines;
using System.Threading.Channels;

namespace Parlor.Server.Terminal.RoomProcesses;

/// <summary>
/// One side of the link between the server and a room's process. Frames arrive in the order in which they were sent. Sending never waits:
/// what waits is bounded in bytes, and a link whose other side does not read is cut.
/// </summary>
internal sealed class RoomLink : IAsyncDisposable
{
    /// <summary>Bytes of a payload that a room's process may send: a packet of a client, and room to spare.</summary>
    public const int LargestCall = 2 * 1024 * 1024;

    /// <summary>Bytes of a payload that the server may send: an answer to <c>sync</c> is the largest.</summary>
    public const int LargestAnswer = 32 * 1024 * 1024;

    /// <summary>Bytes that may wait to be sent.</summary>
    public const int MostWaiting = 64 * 1024 * 1024;

    private const int BatchBytes = 64 * 1024;

    private readonly Stream _stream;
    private readonly int _largest;
    private readonly PipeReader _input;
    private readonly Channel<LinkFrame> _output = Channel.CreateUnbounded<LinkFrame>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _sending;
    private long _waiting;

    /// <param name="stream">The connection; the link owns it.</param>
    /// <param name="largest">Bytes of a payload that the other side may send.</param>
    public RoomLink(Stream stream, int largest)
    {
        (_stream, _largest, _input) = (stream, largest, PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true)));
        _sending = Task.Run(SendAll);
    }

    /// <summary>Sends; never waits. Nothing is sent over a link that has ended.</summary>
    public void Send(LinkFrameType type, uint connection = 0, ReadOnlyMemory<byte> payload = default)
    {
        var frame = new LinkFrame(type, connection, payload);
        if (Interlocked.Add(ref _waiting, frame.Length) > MostWaiting)
            Cut();
        else
            _output.Writer.TryWrite(frame);
    }

    /// <summary>The next frame; null when the other side has ended the link.</summary>
    /// <exception cref="LinkException">What came is no frame, or the link was cut amid one.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled, or this side has ended the link.</exception>
    public async ValueTask<LinkFrame?> Read(CancellationToken cancel = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, _ended.Token);
        var isAmid = false;
        while (true)
        {
            ReadResult read;
            try
            {
                read = await _input.ReadAsync(either.Token);
            }
            catch (IOException)
            {
                // The other side is gone without having read all.
                return isAmid ? throw new LinkException("The link was cut amid a frame.") : null;
            }

            var rest = read.Buffer;
            if (LinkFrame.TryTake(ref rest, _largest, out var frame))
            {
                _input.AdvanceTo(rest.Start);
                return frame;
            }

            isAmid = !rest.IsEmpty;
            _input.AdvanceTo(rest.Start, rest.End);
            if (read.IsCompleted)
                return isAmid ? throw new LinkException("The link was cut amid a frame.") : null;
        }
    }

    /// <summary>Ends the link at once; what waits is not sent.</summary>
    public void Cut()
    {
        _output.Writer.TryComplete();
        _ended.Cancel();
    }

    /// <summary>Sends what waits, as long as <paramref name="patience"/> allows, and ends the link.</summary>
    public async Task End(TimeSpan patience)
    {
        _output.Writer.TryComplete();
        await Task.WhenAny(_sending, Task.Delay(patience));
        Cut();
    }

    public async ValueTask DisposeAsync()
    {
        Cut();
        await _sending;
        await _stream.DisposeAsync();
        _ended.Dispose();
    }

    private async Task SendAll()
    {
        var output = PipeWriter.Create(_stream, new StreamPipeWriterOptions(leaveOpen: true));
        try
        {
            while (await _output.Reader.WaitToReadAsync(_ended.Token))
            {
                // What has gathered goes out together.
                var batch = 0;
                while (batch < BatchBytes && _output.Reader.TryRead(out var frame))
                {
                    frame.WriteTo(output);
                    batch += frame.Length;
                }

                await output.FlushAsync(_ended.Token);
                Interlocked.Add(ref _waiting, -batch);
            }
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The other side is gone, or this one has ended the link; whoever reads learns of it.
        }
    }
}
