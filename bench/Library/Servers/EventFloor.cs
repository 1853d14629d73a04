using System.Text;
using Parlor.Bench.Floor;
using Parlor.Bench.Net;

namespace Parlor.Bench.Library.Servers;

/// <summary>The events on the floor.</summary>
internal sealed class EventFloor : FloorServer
{
    // By what stands before the event in a packet: nothing for the main namespace, else its name and a comma.
    private readonly Dictionary<string, List<FloorConnection>> _namespaces = new(StringComparer.Ordinal);
    private string _pending = "";

    public override void OnFrame(FloorConnection from, int opcode, ReadOnlySpan<byte> payload)
    {
        if (opcode == WebSocketFrame.Binary)
        {
            Send("", [.. FloorConnection.Frame(_pending), .. FloorConnection.Frame(opcode, payload)]);
            return;
        }

        var packet = Encoding.UTF8.GetString(payload);
        var body = packet.IndexOf('[', StringComparison.Ordinal);
        if (packet.StartsWith("40", StringComparison.Ordinal))
            Join(from, packet[2..]);
        else if (packet.StartsWith("451-", StringComparison.Ordinal))
            _pending = packet.Replace("publish", "news", StringComparison.Ordinal);
        else if (packet.AsSpan(body).StartsWith("[\"publish\",", StringComparison.Ordinal))
            Send(packet[2..body], FloorConnection.Frame($"{packet[..body]}[\"news\",{packet.AsSpan(body + 11)}"));
        else if (packet.AsSpan(body).StartsWith("[\"echo\",", StringComparison.Ordinal))
            from.Send($"43{packet.AsSpan(2, body - 2)}[{packet.AsSpan(body + 8)}");
    }

    protected override void OnClosed(FloorConnection connection)
    {
        foreach (var members in _namespaces.Values)
            members.Remove(connection);
    }

    private void Join(FloorConnection from, string @namespace)
    {
        if (!_namespaces.TryGetValue(@namespace, out var members))
            _namespaces[@namespace] = members = [];
        members.Add(from);
        from.Send($"40{@namespace}{{\"sid\":\"floor\"}}");
    }

    private void Send(string @namespace, byte[] frame)
    {
        foreach (var member in _namespaces[@namespace])
            member.SendFrame(frame);
    }
}
