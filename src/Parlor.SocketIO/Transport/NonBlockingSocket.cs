using System.Buffers;
using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Parlor.SocketIO.Transport;

/// <summary>A socket's descriptor, whose number is not given to another one while a call is using it.</summary>
internal unsafe class NonBlockingSocket : SafeHandleMinusOneIsInvalid
{
    private const int MaxPieces = 32;

    protected NonBlockingSocket(int descriptor)
        : base(ownsHandle: true) => SetHandle(descriptor);

    public int Descriptor => (int)handle;

    /// <summary>Another descriptor of the same socket, which child processes do not get.</summary>
    /// <exception cref="Win32Exception">There is none left.</exception>
    public static int Duplicate(SafeHandle socket)
    {
        int descriptor = Libc.fcntl(socket, Libc.DuplicateCloseOnExec, argument: 0);
        return descriptor >= 0 ? descriptor : throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    /// <summary>Receives what there is.</summary>
    /// <returns>How much; 0 at the end of the stream, and a negative error number otherwise.</returns>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    public int Receive(Span<byte> buffer)
    {
        bool isHeld = false;
        try
        {
            DangerousAddRef(ref isHeld);
            return Receive(Descriptor, buffer);
        }
        finally
        {
            if (isHeld)
                DangerousRelease();
        }
    }

    /// <summary>Sends what there is room for.</summary>
    /// <returns>How much, or a negative error number.</returns>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    public int Send(ReadOnlySpan<byte> bytes)
    {
        bool isHeld = false;
        try
        {
            DangerousAddRef(ref isHeld);
            return Send(Descriptor, bytes);
        }
        finally
        {
            if (isHeld)
                DangerousRelease();
        }
    }

    /// <inheritdoc cref="Send(ReadOnlySpan{byte})"/>
    public int Send(in ReadOnlySequence<byte> bytes)
    {
        if (bytes.IsSingleSegment)
            return Send(bytes.FirstSpan);
        Libc.Piece* pieces = stackalloc Libc.Piece[MaxPieces];
        var pins = new MemoryHandle[MaxPieces];
        int used = 0;
        try
        {
            foreach (ReadOnlyMemory<byte> piece in bytes)
            {
                if (used == MaxPieces)
                    break;
                pins[used] = piece.Pin();
                pieces[used] = new Libc.Piece { Start = pins[used].Pointer, Length = piece.Length };
                used++;
            }

            var message = new Libc.MessageHeader { Pieces = pieces, PieceCount = used };
            nint count;
            do
                count = Libc.sendmsg(this, &message, Libc.NoSignal);
            while (WasInterrupted(count));
            return Result(count);
        }
        finally
        {
            foreach (ref MemoryHandle pin in pins.AsSpan(0, used))
                pin.Dispose();
        }
    }

    /// <summary>Ends the connection in both directions.</summary>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    protected void Shutdown() => _ = Libc.shutdown(this, Libc.ShutdownBoth);

    protected override bool ReleaseHandle() => Libc.close(Descriptor) == 0;

    private static int Receive(int descriptor, Span<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            while (true)
            {
                nint count = Libc.recv(descriptor, start, buffer.Length, flags: 0);
                if (count >= 0)
                    return (int)count;
                if (Marshal.GetLastSystemError() is not Errno.Interrupted and var error)
                    return -error;
            }
        }
    }

    private static int Send(int descriptor, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            while (true)
            {
                nint count = Libc.send(descriptor, start, bytes.Length, Libc.NoSignal);
                if (count >= 0)
                    return (int)count;
                if (Marshal.GetLastSystemError() is not Errno.Interrupted and var error)
                    return -error;
            }
        }
    }

    private static bool WasInterrupted(nint result) => result < 0 && Marshal.GetLastPInvokeError() == Errno.Interrupted;

    private static int Result(nint count) => count >= 0 ? (int)count : -Marshal.GetLastPInvokeError();
}
