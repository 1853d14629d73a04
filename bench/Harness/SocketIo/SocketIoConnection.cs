using System.Text;
using Parlor.Bench.Net;

namespace Parlor.Bench.SocketIo;

/// <summary>
/// A Socket.IO client (protocol revision 5 over Engine.IO 4, WebSocket only) with its packets built and read by hand. It connects
/// to the main namespace and answers pings.
/// </summary>
internal abstract class SocketIoConnection(Endpoint server) : Connection(server, "/socket.io/?EIO=4&transport=websocket")
{
    /// <summary>What to send as authentication, a JSON object; by default nothing.</summary>
    protected virtual string Auth => "";

    /// <summary>A packet other than a ping or the opening.</summary>
    protected abstract void OnPacket(ReadOnlySpan<byte> packet, long now);

    protected virtual void OnBinary(ReadOnlySpan<byte> data, long now) => throw new BenchFailure("unexpected binary data");

    /// <summary>A compressed message came.</summary>
    protected virtual void OnCompressed(ReadOnlySpan<byte> payload, long now) =>
        throw new BenchFailure("a message is compressed though nobody offered that");

    protected override void OnFrame(in WebSocketFrame frame, ReadOnlySpan<byte> payload, long now)
    {
        if (!frame.Final || frame.Opcode == WebSocketFrame.Continuation)
            throw new BenchFailure("the server sent a fragmented message, which this generator does not read");
        if (frame.Compressed)
            OnCompressed(payload, now);
        else if (frame.Opcode == WebSocketFrame.Binary)
            OnBinary(payload, now);
        else
            OnText(payload, now);
    }

    protected void Send(string packet) => Send(Encoding.UTF8.GetBytes(packet, Payload));

    protected void OnText(ReadOnlySpan<byte> payload, long now)
    {
        if (payload is [(byte)'4', ..])
            OnPacket(payload, now);
        else if (payload.SequenceEqual("2"u8))
            Send("3");
        else if (payload.StartsWith("0{"u8))
            Send($"40{Auth}");
        else
            throw new BenchFailure($"unexpected packet: {Encoding.UTF8.GetString(payload)}");
    }
}
