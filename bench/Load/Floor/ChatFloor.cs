using System.Globalization;
using System.Text;
using Parlor.Bench.Floor;

namespace Parlor.Bench.Load.Floor;

/// <summary>A chat room on the floor: numbers each message and sends it to everyone.</summary>
internal sealed class ChatFloor : FloorServer
{
    private readonly List<FloorConnection> _room = [];
    private long _lastSeq;

    /// <summary>Answers a packet of <see cref="SocketIo.SocketIoClient"/>.</summary>
    public override void OnFrame(FloorConnection from, int opcode, ReadOnlySpan<byte> payload)
    {
        var text = Encoding.UTF8.GetString(payload);
        if (text.StartsWith("40", StringComparison.Ordinal))
            from.Send("""40{"sid":"floor"}""");
        else if (text.Contains("[\"join_room\",", StringComparison.Ordinal))
            Join(from, text);
        else if (text.Contains("[\"send_message\",", StringComparison.Ordinal))
            Post(from, text);
    }

    private void Join(FloorConnection from, string packet)
    {
        _room.Add(from);
        from.Send($"43{Number(packet)}[{{\"ok\":true,\"lastSeq\":{_lastSeq}}}]");
    }

    private void Post(FloorConnection from, string packet)
    {
        // room, clientId and text are the request's own members, so they go back as they came.
        var request = packet.AsSpan(packet.IndexOf('{', StringComparison.Ordinal)).TrimEnd("]}");
        var at = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        var message = $"{request},\"seq\":{++_lastSeq},\"author\":{{\"id\":\"1\",\"username\":\"floor\",\"displayName\":\"floor\"}},\"at\":\"{at}\"}}";
        var frame = FloorConnection.Frame($"42[\"receive_message\",{{\"message\":{message}}}]");
        foreach (var member in _room)
            member.SendFrame(frame);
        from.Send($"43{Number(packet)}[{{\"ok\":true,\"message\":{message}}}]");
    }

    private static ReadOnlySpan<char> Number(string packet) => packet.AsSpan(2, packet.IndexOf('[', StringComparison.Ordinal) - 2);
}
