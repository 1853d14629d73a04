using System.Buffers.Binary;
using System.Runtime.CompilerServices;
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
internal sealed class FrameReader(IFrameReceiver receiver, int maxMessageSize, bool inflates = false)
{
    private HeaderBytes _header;
    private int _headerLength;

    private bool _inPayload;
    private bool _final;
    private Opcode _opcode;
    private int _remaining;
    private int _offset;
    private uint _key;

    private IncomingMessage _message = new(maxMessageSize);
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
            data[..take].CopyTo(_header[_headerLength..]);
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
        if ((second & 0x80) == 0)
            throw new FrameException(CloseCode.ProtocolError, "a client's frame is not masked");
        // Never on a continuation or a control frame (RFC 7692, 6.1).
        bool compressed = inflates && (first & 0x70) == FrameHeader.Compressed && _opcode is Opcode.Text or Opcode.Binary;
        if (!compressed && (first & 0x70) != 0)
            throw new FrameException(CloseCode.ProtocolError, "a reserved bit is set that no extension gives a meaning");

        ulong length = (second & 0x7F) switch
        {
            126 => BinaryPrimitives.ReadUInt16BigEndian(_header[2..]),
            127 => BinaryPrimitives.ReadUInt64BigEndian(_header[2..]),
            var small => (ulong)small,
        };
        Check(length, compressed);

        _key = Masking.ReadKey(_header[(_headerLength - 4)..]);
        _remaining = (int)length;
        _offset = 0;
        _headerLength = 0;
        _inPayload = true;
    }

    private void Check(ulong length, bool compressed)
    {
        switch (_opcode)
        {
            case Opcode.Close or Opcode.Ping or Opcode.Pong:
                if (!_final || (_header[1] & 0x7F) > FrameHeader.MaxControlPayload)
                    throw new FrameException(CloseCode.ProtocolError, "a control frame is fragmented or too long");
                break;
            case Opcode.Text or Opcode.Binary or Opcode.Continuation:
                _message.BeginFrame(_opcode, length, compressed);
                break;
            default:
                throw new FrameException(CloseCode.ProtocolError, "unknown opcode");
        }
    }

    private void Take(ReadOnlySpan<byte> masked, bool whole)
    {
        bool control = _opcode >= Opcode.Close;
        if (!control)
        {
            _message.Append(masked, _key, _offset, isLast: whole && _final);
        }
        else
        {
            if (_control.Length == 0)
                _control = new byte[FrameHeader.MaxControlPayload];
            Masking.Unmask(masked, _control.AsSpan(_offset), _key, _offset);
        }

        _offset += masked.Length;
        _remaining -= masked.Length;
        if (!whole)
            return;
        _inPayload = false;
        if (control)
            OnControl(_control.AsSpan(0, _offset));
        else if (_final)
            OnMessage(_message.Finish(out bool isText), isText);
    }

    private void OnMessage(byte[] message, bool isText)
    {
        if (!isText)
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
                CloseCode code = CloseFrame.Read(payload);
                Closed = true;
                receiver.OnClose(code);
                break;
        }
    }

    [InlineArray(FrameHeader.MaxSize)]
    private struct HeaderBytes
    {
        private byte _first;
    }
}
