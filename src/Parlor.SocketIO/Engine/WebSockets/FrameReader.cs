using System.Buffers.Binary;
using System.Text.Unicode;

namespace Parlor.SocketIO.Engine.WebSockets;

/// <summary>What a <see cref="FrameReader"/> finds. Arrays handed over are never written to again.</summary>
internal interface IFrameReceiver
{
    void OnText(byte[] message);

    void OnBinary(byte[] message);

    void OnPing(ReadOnlySpan<byte> payload);

    /// <summary>The peer closes; nothing after it is looked at.</summary>
    void OnClose(CloseCode code);
}

/// <summary>
/// Reads a client's frames (RFC 6455, section 5) from whatever pieces the network delivers. It keeps no buffer between
/// two calls except for a message that has begun, so an idle connection costs nothing here.
/// </summary>
internal sealed class FrameReader(IFrameReceiver receiver, int maxMessageSize)
{
    // A message grows with what has arrived, never with what its header claims.
    private const int FirstAllocation = 16 * 1024;

    private readonly byte[] _header = new byte[FrameHeader.MaxSize];
    private int _headerLength;

    private bool _inPayload;
    private bool _final;
    private Opcode _opcode;
    private int _remaining;
    private int _offset;
    private uint _key;

    private Opcode _messageOpcode;
    private byte[] _message = [];
    private int _messageLength;
    private byte[] _control = [];

    public bool Closed { get; private set; }

    /// <summary>Takes all of <paramref name="data"/>.</summary>
    /// <exception cref="FrameException">The client broke the protocol.</exception>
    public void Feed(ReadOnlySpan<byte> data)
    {
        while (!Closed)
        {
            if (!_inPayload && !TryReadHeader(ref data))
                return;

            int take = Math.Min(_remaining, data.Length);
            bool whole = take == _remaining;
            if (!whole && take == 0)
                return;

            Take(data[..take], whole);
            data = data[take..];
        }
    }

    private bool TryReadHeader(ref ReadOnlySpan<byte> data)
    {
        while (data.Length > 0)
        {
            int needed = Needed() - _headerLength;
            int take = Math.Min(needed, data.Length);
            data[..take].CopyTo(_header.AsSpan(_headerLength));
            _headerLength += take;
            data = data[take..];
            if (_headerLength >= 2 && _headerLength == Needed())
            {
                ParseHeader();
                return true;
            }
        }

        return false;
    }

    private int Needed() => _headerLength < 2
        ? 2
        : 2 + (_header[1] & 0x7F) switch { 126 => 2, 127 => 8, _ => 0 } + ((_header[1] & 0x80) != 0 ? 4 : 0);

    private void ParseHeader()
    {
        byte first = _header[0], second = _header[1];
        _final = (first & 0x80) != 0;
        _opcode = (Opcode)(first & 0x0F);
        if ((first & 0x70) != 0)
            throw new FrameException(CloseCode.ProtocolError, "a reserved bit is set and no extension was agreed on");
        if ((second & 0x80) == 0)
            throw new FrameException(CloseCode.ProtocolError, "a client's frame is not masked");

        ulong length = (second & 0x7F) switch
        {
            126 => BinaryPrimitives.ReadUInt16BigEndian(_header.AsSpan(2)),
            127 => BinaryPrimitives.ReadUInt64BigEndian(_header.AsSpan(2)),
            var small => (ulong)small,
        };
        CheckSequence(length);

        _key = Masking.ReadKey(_header.AsSpan(_headerLength - 4));
        _remaining = (int)length;
        _offset = 0;
        _headerLength = 0;
        _inPayload = true;
    }

    private void CheckSequence(ulong length)
    {
        switch (_opcode)
        {
            case Opcode.Close or Opcode.Ping or Opcode.Pong:
                if (!_final || length > FrameHeader.MaxControlPayload)
                    throw new FrameException(CloseCode.ProtocolError, "a control frame is fragmented or too long");
                return;
            case Opcode.Text or Opcode.Binary when _messageOpcode != Opcode.Continuation:
                throw new FrameException(CloseCode.ProtocolError, "a message begins within another");
            case Opcode.Continuation when _messageOpcode == Opcode.Continuation:
                throw new FrameException(CloseCode.ProtocolError, "a continuation without a beginning");
            case Opcode.Text or Opcode.Binary or Opcode.Continuation:
                if (length > (ulong)(maxMessageSize - _messageLength))
                    throw new FrameException(CloseCode.TooBig, "the message is too big");
                return;
            default:
                throw new FrameException(CloseCode.ProtocolError, "unknown opcode");
        }
    }

    private void Take(ReadOnlySpan<byte> masked, bool whole)
    {
        bool control = _opcode >= Opcode.Close;
        if (control)
        {
            if (_control.Length == 0)
                _control = new byte[FrameHeader.MaxControlPayload];
            Masking.Unmask(masked, _control.AsSpan(_offset), _key, _offset);
        }
        else
        {
            if (_opcode != Opcode.Continuation)
                _messageOpcode = _opcode;
            Reserve(masked.Length, exact: whole && _final);
            Masking.Unmask(masked, _message.AsSpan(_messageLength), _key, _offset);
            _messageLength += masked.Length;
        }

        _offset += masked.Length;
        _remaining -= masked.Length;
        if (!whole)
            _opcode = control ? _opcode : Opcode.Continuation;
        else
            EndFrame(control);
    }

    private void Reserve(int more, bool exact)
    {
        int needed = _messageLength + more;
        if (needed <= _message.Length && !exact)
            return;
        int size = exact ? needed : Math.Min(maxMessageSize, Math.Max(needed, Math.Max(FirstAllocation, _message.Length * 2)));
        if (size != _message.Length)
            Array.Resize(ref _message, size);
    }

    private void EndFrame(bool control)
    {
        _inPayload = false;
        if (control)
        {
            OnControl(_control.AsSpan(0, _offset));
            return;
        }

        if (!_final)
            return;

        byte[] message = _message;
        Opcode opcode = _messageOpcode;
        _message = [];
        _messageLength = 0;
        _messageOpcode = Opcode.Continuation;

        if (opcode == Opcode.Binary)
            receiver.OnBinary(message);
        else if (Utf8.IsValid(message))
            receiver.OnText(message);
        else
            throw new FrameException(CloseCode.InvalidPayload, "a text message is not UTF-8");
    }

    private void OnControl(ReadOnlySpan<byte> payload)
    {
        switch (_opcode)
        {
            case Opcode.Ping:
                receiver.OnPing(payload);
                break;
            case Opcode.Close:
                CloseCode code = ParseClose(payload);
                Closed = true;
                receiver.OnClose(code);
                break;
        }
    }

    // RFC 6455, 5.5.1 and 7.4: nothing, or a code that may appear on the wire and a reason in UTF-8.
    private static CloseCode ParseClose(ReadOnlySpan<byte> payload)
    {
        if (payload.Length == 0)
            return CloseCode.None;
        if (payload.Length == 1)
            throw new FrameException(CloseCode.ProtocolError, "a close frame with half a code");
        ushort code = BinaryPrimitives.ReadUInt16BigEndian(payload);
        if (code is not ((>= 1000 and <= 1003) or (>= 1007 and <= 1014) or (>= 3000 and <= 4999)))
            throw new FrameException(CloseCode.ProtocolError, "an invalid close code");
        if (!Utf8.IsValid(payload[2..]))
            throw new FrameException(CloseCode.InvalidPayload, "a close reason is not UTF-8");
        return (CloseCode)code;
    }
}
