using System.Buffers;

namespace Parlor.SocketIO.Transport;

/// <summary>A socket without pipes: what it receives goes from one buffer for all sockets to its receiver.</summary>
internal sealed class DirectSocket(PolledSocket socket, IDirectReceiver receiver) : IReadinessHandler
{
    // What a receiver is given in one go: its handlers may answer every message in there, and nobody counts what waits meanwhile.
    private const int BufferSize = 4096;

    // Then it is the others' turn.
    private const int MaxReads = 8;

    [ThreadStatic]
    private static byte[]? _buffer;

    private bool _ended;

    /// <summary>Begins to hand on what comes.</summary>
    public void Begin()
    {
        socket.Handler = this;
        socket.Wake();
    }

    /// <summary>Goes on after <see cref="IDirectReceiver.IsReady"/> was false.</summary>
    public void Resume() => socket.Wake();

    /// <summary>Sends what there is room for, and never waits.</summary>
    /// <returns>How much, or a negative error number.</returns>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    public int Send(ReadOnlySpan<byte> bytes) => socket.Send(bytes);

    /// <summary>Keeps the socket's descriptor for a <see cref="SendRing"/>, until <see cref="Release"/>; false: it is closed.</summary>
    public bool TryHold(out int descriptor)
    {
        bool isHeld = false;
        try
        {
            socket.DangerousAddRef(ref isHeld);
        }
        catch (ObjectDisposedException)
        {
            // Somebody else was quicker.
        }

        descriptor = isHeld ? socket.Descriptor : -1;
        return isHeld;
    }

    /// <summary>Ends what <see cref="TryHold"/> began.</summary>
    public void Release() => socket.DangerousRelease();

    /// <summary>Sends everything, waiting for room as often as it takes. One party at a time may send.</summary>
    /// <exception cref="IOException">The connection is lost.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    public ValueTask SendAsync(ReadOnlyMemory<byte> bytes) => socket.SendAsync(new ReadOnlySequence<byte>(bytes));

    /// <summary>Whether that is what <see cref="Send"/> returned for want of room.</summary>
    public static bool IsFull(int sent) => sent == -Errno.Again;

    /// <inheritdoc cref="PolledSocket.HangUp"/>
    public void Close() => socket.HangUp();

    bool IReadinessHandler.OnReady(bool isHangUp)
    {
        byte[] buffer = _buffer ??= GC.AllocateUninitializedArray<byte>(BufferSize, pinned: true);
        for (int i = 0; i < MaxReads; i++)
        {
            // An end is told even to those who want no more.
            if (_ended || (!socket.IsClosed && !receiver.IsReady))
                return false;
            int count = Receive(buffer);
            if (count == -Errno.Again)
                return false;
            if (count <= 0)
            {
                _ended = true;
                receiver.OnEnd();
                return false;
            }

            receiver.OnReceived(buffer.AsSpan(0, count));
            if (count < buffer.Length && !isHangUp)
                return false;
        }

        return true;
    }

    private int Receive(byte[] buffer)
    {
        try
        {
            return socket.Receive(buffer);
        }
        catch (ObjectDisposedException)
        {
            return 0;
        }
    }
}
