using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace Parlor.Bench.Load.Net;

/// <summary>
/// A WebSocket client on a plain socket. Frames are read in place from one buffer, however they were split or joined on the
/// way; sending never waits, and a server that does not take a few hundred bytes at once is a failure.
/// </summary>
internal abstract unsafe class Connection : IDisposable
{
    private const int HandshakeRoom = 16 * 1024;

    // One for all connections: frames are built and sent on the one thread that there is.
    private static readonly byte[] Outgoing = new byte[64 * 1024];

    private readonly Socket _socket;
    private byte[] _buffer = new byte[2048];
    private int _start;
    private int _end;
    private bool _upgraded;

    /// <param name="server">where to connect to; blocks until the connection stands</param>
    /// <param name="target">path and query of the upgrade request</param>
    protected Connection(IPEndPoint server, string target)
    {
        _socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        _socket.Connect(server);
        Descriptor = (int)_socket.Handle;
        // RFC 6455, section 4.1. The key is the one of the specification's example: nobody here needs it to be random.
        SendRaw(Encoding.ASCII.GetBytes(
            $"GET {target} HTTP/1.1\r\nHost: {server}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"));
    }

    public int Descriptor { get; }

    /// <summary>Where to write the payload of the next <see cref="SendText"/>.</summary>
    protected static Span<byte> Payload => Outgoing.AsSpan(WebSocketFrame.MaxHeader);

    protected abstract void OnText(ReadOnlySpan<byte> payload, long now);

    public void OnReadable()
    {
        while (true)
        {
            MakeRoom();
            var space = _buffer.Length - _end;
            nint count;
            fixed (byte* free = &_buffer[_end])
                count = Libc.recv(Descriptor, free, space, Libc.MsgDontWait);

            if (count == 0)
                throw new BenchFailure("the server ended a connection");
            if (count < 0)
            {
                if (Marshal.GetLastPInvokeError() is Libc.Eagain or Libc.Eintr)
                    return;
                throw new BenchFailure($"recv: {Marshal.GetLastPInvokeErrorMessage()}");
            }

            _end += (int)count;
            ReadFrames(Clock.Now);
            if (count < space)
                return;
        }
    }

    /// <summary>Sends the first <paramref name="length"/> bytes of <see cref="Payload"/> as one message.</summary>
    protected void SendText(int length) => SendFrame(length, WebSocketFrame.Text);

    private void SendFrame(int length, int opcode)
    {
        var start = WebSocketFrame.WriteHeader(Outgoing, WebSocketFrame.MaxHeader, length, opcode);
        SendRaw(Outgoing.AsSpan(start, WebSocketFrame.MaxHeader + length - start));
    }

    private void SendRaw(ReadOnlySpan<byte> bytes)
    {
        nint count;
        fixed (byte* first = bytes)
            count = Libc.send(Descriptor, first, bytes.Length, Libc.MsgDontWait | Libc.MsgNoSignal);
        if (count != bytes.Length)
            throw new BenchFailure($"send: {(count < 0 ? Marshal.GetLastPInvokeErrorMessage() : "the server does not read")}");
    }

    private void ReadFrames(long now)
    {
        if (!_upgraded && !ReadUpgrade())
            return;

        while (WebSocketFrame.TryRead(_buffer.AsSpan(_start, _end - _start), out var opcode, out var offset, out var length))
        {
            var payload = _buffer.AsSpan(_start + offset, length);
            _start += offset + length;
            switch (opcode)
            {
                case WebSocketFrame.Text:
                    OnText(payload, now);
                    break;
                case WebSocketFrame.Ping:
                    payload.CopyTo(Payload);
                    SendFrame(length, 0xA);
                    break;
                case WebSocketFrame.Close:
                    // A status code of two bytes, then a reason (RFC 6455, section 5.5.1).
                    throw new BenchFailure($"the server closed a connection: {Encoding.UTF8.GetString(payload[Math.Min(2, length)..])}");
                default:
                    throw new BenchFailure($"unexpected WebSocket opcode {opcode}");
            }
        }
    }

    private bool ReadUpgrade()
    {
        var head = _buffer.AsSpan(_start, _end - _start);
        var end = head.IndexOf("\r\n\r\n"u8);
        if (end < 0 && head.Length < HandshakeRoom)
            return false;
        if (!head.StartsWith("HTTP/1.1 101"u8))
            throw new BenchFailure($"no WebSocket: {Encoding.UTF8.GetString(head[..Math.Min(head.Length, 300)])}");
        _start += end + 4;
        return _upgraded = true;
    }

    private void MakeRoom()
    {
        if (_start == _end)
        {
            _start = _end = 0;
        }
        else if (_end == _buffer.Length)
        {
            // What is left of a frame moves to the front; one that fills the whole buffer gets a larger one.
            var rest = _buffer.AsSpan(_start, _end - _start);
            var target = _start > 0 ? _buffer : new byte[_buffer.Length * 2];
            rest.CopyTo(target);
            _buffer = target;
            _end = rest.Length;
            _start = 0;
        }
    }

    public virtual void Dispose()
    {
        _socket.Dispose();
        GC.SuppressFinalize(this);
    }
}
