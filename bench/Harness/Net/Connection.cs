using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace Parlor.Bench.Net;

/// <summary>
/// A WebSocket client on a plain socket. Frames are read in place from one buffer, however they were split or joined on the
/// way; sending never waits, and a server that does not take a few hundred bytes at once is a failure.
/// </summary>
internal abstract unsafe class Connection : IDisposable
{
    private const int HandshakeRoom = 16 * 1024;

    // One for all connections: frames are built and sent on the one thread that there is.
    private static readonly byte[] Outgoing = new byte[64 * 1024];

    private readonly Endpoint _server;
    private readonly string _target;
    private readonly Socket _socket;
    private readonly TlsChannel? _tls;
    private byte[] _buffer = new byte[2048];
    private int _start;
    private int _end;
    private bool _upgraded;

    /// <param name="server">where to connect to; blocks until the connection stands</param>
    /// <param name="target">path and query of the upgrade request</param>
    protected Connection(Endpoint server, string target)
    {
        _server = server;
        _target = target;
        _socket = new Socket(server.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        _socket.Connect(server.Address);
        Descriptor = (int)_socket.Handle;
        _tls = server.Certificate is null ? null : new TlsChannel(this, server.Certificate);
    }

    /// <summary>What all connections have read from the kernel, in bytes.</summary>
    public static long TotalReceived { get; private set; }

    public int Descriptor { get; }

    /// <summary>Whether the server said that it forgets, after each message, what it has compressed (RFC 7692, section 7.1.1.1).</summary>
    protected bool NoContextTakeover { get; private set; }

    /// <summary>Where to write the payload of the next <see cref="Send"/>.</summary>
    protected static Span<byte> Payload => Outgoing.AsSpan(WebSocketFrame.MaxHeader);

    /// <summary>The server has agreed to WebSocket.</summary>
    protected virtual void OnUpgraded()
    {
    }

    /// <summary>A text or binary frame came.</summary>
    /// <param name="frame">its header</param>
    /// <param name="payload">valid during the call only</param>
    /// <param name="now">when it was read, in ticks of <see cref="Clock"/></param>
    protected abstract void OnFrame(in WebSocketFrame frame, ReadOnlySpan<byte> payload, long now);

    /// <summary>Begins to talk. Not part of the constructor, since a quick server may have answered before this returns.</summary>
    public void Start()
    {
        if (_tls is null)
            RequestUpgrade();
        else
            _tls.Start();
    }

    public void OnReadable()
    {
        if (_tls is not null)
        {
            _tls.OnReadable();
            return;
        }

        while (true)
        {
            var free = FreeSpace.Span;
            var count = Receive(free);
            if (count == 0)
                return;
            OnReceived(count);
            if (count < free.Length)
                return;
        }
    }

    /// <summary>Sends the first <paramref name="length"/> bytes of <see cref="Payload"/> as one message.</summary>
    protected void Send(int length, int opcode = WebSocketFrame.Text)
    {
        var start = WebSocketFrame.WriteHeader(Outgoing, WebSocketFrame.MaxHeader, length, opcode);
        SendBytes(Outgoing.AsSpan(start, WebSocketFrame.MaxHeader + length - start));
    }

    public void RequestUpgrade()
    {
        // RFC 6455, section 4.1. The key is the one of the specification's example: nobody here needs it to be random.
        // What is offered is what browsers offer.
        var offer = _server.Deflate ? "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n" : "";
        SendBytes(Encoding.ASCII.GetBytes(
            $"GET {_target} HTTP/1.1\r\nHost: {_server.Address}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
            $"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n{offer}\r\n"));
    }

    /// <summary>Where received bytes go; then they are handed over with <see cref="OnReceived"/>.</summary>
    public Memory<byte> FreeSpace
    {
        get
        {
            MakeRoom();
            return _buffer.AsMemory(_end);
        }
    }

    /// <summary>Takes note of bytes written to <see cref="FreeSpace"/>.</summary>
    public void OnReceived(int count)
    {
        _end += count;
        ReadFrames(Clock.Now);
    }

    /// <summary>Reads what the kernel has; 0 if that is nothing.</summary>
    public int Receive(Span<byte> free)
    {
        nint count;
        fixed (byte* first = free)
            count = Libc.recv(Descriptor, first, free.Length, Libc.MsgDontWait);
        if (count == 0)
            throw new BenchFailure("the server ended a connection");
        if (count > 0)
        {
            TotalReceived += count;
            return (int)count;
        }

        return Marshal.GetLastPInvokeError() is Libc.Eagain or Libc.Eintr
            ? 0
            : throw new BenchFailure($"recv: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    /// <summary>Hands bytes to the kernel as they are.</summary>
    public void SendRaw(ReadOnlySpan<byte> bytes)
    {
        nint count;
        fixed (byte* first = bytes)
            count = Libc.send(Descriptor, first, bytes.Length, Libc.MsgDontWait | Libc.MsgNoSignal);
        if (count != bytes.Length)
            throw new BenchFailure($"send: {(count < 0 ? Marshal.GetLastPInvokeErrorMessage() : "the server does not read")}");
    }

    private void SendBytes(ReadOnlySpan<byte> bytes)
    {
        if (_tls is null)
            SendRaw(bytes);
        else
            _tls.Send(bytes);
    }

    private void ReadFrames(long now)
    {
        if (!_upgraded && !ReadUpgrade())
            return;

        while (WebSocketFrame.TryRead(_buffer.AsSpan(_start, _end - _start), out var frame))
        {
            var payload = _buffer.AsSpan(_start + frame.PayloadStart, frame.PayloadLength);
            _start += frame.PayloadStart + frame.PayloadLength;
            switch (frame.Opcode)
            {
                case WebSocketFrame.Continuation or WebSocketFrame.Text or WebSocketFrame.Binary:
                    OnFrame(frame, payload, now);
                    break;
                case WebSocketFrame.Ping:
                    payload.CopyTo(Payload);
                    Send(payload.Length, WebSocketFrame.Pong);
                    break;
                case WebSocketFrame.Close:
                    // A status code of two bytes, then a reason (RFC 6455, section 5.5.1).
                    var reason = Encoding.UTF8.GetString(payload[Math.Min(2, payload.Length)..]);
                    throw new BenchFailure($"the server closed a connection: {reason}");
                default:
                    throw new BenchFailure($"unexpected WebSocket opcode {frame.Opcode}");
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
        if (_server.Deflate && head[..end].IndexOf("permessage-deflate"u8) < 0)
            throw new BenchFailure("the server does not take the offer to compress");
        NoContextTakeover = head[..end].IndexOf("server_no_context_takeover"u8) >= 0;
        _start += end + 4;
        _upgraded = true;
        OnUpgraded();
        return true;
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
        _tls?.Dispose();
        _socket.Dispose();
        GC.SuppressFinalize(this);
    }
}
