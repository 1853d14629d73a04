using System.Net.Sockets;
using System.Runtime.InteropServices;
using Parlor.Bench.Net;

namespace Parlor.Bench.Load.Lines;

/// <summary>Takes a line that came, without its end.</summary>
internal delegate void LineHeard(LineClient client, ReadOnlySpan<byte> line);

/// <summary>One connection of a <see cref="LineCrowd"/>.</summary>
internal sealed class LineClient : IDisposable
{
    // One for all: what is left of a client's last line is kept by the client.
    private static readonly byte[] Buffer = new byte[256 * 1024];

    private readonly Socket _socket;
    private byte[] _rest = [];

    /// <param name="index">its number in the crowd</param>
    /// <param name="seat">where it connects to; blocks until the connection stands</param>
    /// <param name="senders">how many talk</param>
    public LineClient(int index, LineSeat seat, int senders)
    {
        (Index, Seat, Heard) = (index, seat, new int[senders]);
        _socket = new Socket(seat.Server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        _socket.Connect(seat.Server);
        Descriptor = (int)_socket.Handle;
    }

    public int Index { get; }

    public LineSeat Seat { get; }

    public int Descriptor { get; }

    public bool IsIn { get; private set; }

    /// <summary>Posts that it has heard of each sender.</summary>
    public int[] Heard { get; }

    public void Send(ReadOnlySpan<byte> bytes)
    {
        if (Libc.Send(Descriptor, bytes) != bytes.Length)
            throw new BenchFailure("the server does not read");
    }

    /// <summary>Reads all that there is.</summary>
    public void Read(LineHeard heard)
    {
        while (true)
        {
            var count = Libc.Receive(Descriptor, Buffer);
            if (count < 0 && Marshal.GetLastPInvokeError() is Libc.Eagain or Libc.Eintr)
                return;
            if (count <= 0)
                throw new BenchFailure("the server ended a connection");
            Take(Buffer.AsSpan(0, (int)count), heard);
            if (count < Buffer.Length)
                return;
        }
    }

    /// <summary>Takes what was read.</summary>
    public void Take(ReadOnlySpan<byte> bytes, LineHeard heard)
    {
        if (_rest.Length > 0)
            bytes = (byte[])[.. _rest, .. bytes];
        while (bytes.IndexOf((byte)'\n') is >= 0 and var end)
        {
            var line = bytes[..end].TrimEnd((byte)'\r');
            IsIn = IsIn || line.IndexOf(Seat.IsIn) >= 0;
            heard(this, line);
            bytes = bytes[(end + 1)..];
        }

        _rest = bytes.Length == 0 ? [] : bytes.ToArray();
    }

    public void Dispose() => _socket.Dispose();
}
