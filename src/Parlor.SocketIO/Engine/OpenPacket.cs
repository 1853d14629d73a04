using System.Buffers;
using System.Text.Json;

namespace Parlor.SocketIO.Engine;

/// <summary>The first packet of a session: exactly <c>sid, upgrades, pingInterval, pingTimeout, maxPayload</c>.</summary>
internal static class OpenPacket
{
    public static EncodedPacket Create(EngineConnection connection, ReadOnlySpan<string> upgrades)
    {
        EngineOptions options = connection.Server.Options;
        var buffer = new ArrayBufferWriter<byte>(128);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("sid", connection.Id);
            json.WriteStartArray("upgrades");
            if (options.Transports.HasFlag(Transports.WebSocket))
            {
                foreach (string upgrade in upgrades)
                    json.WriteStringValue(upgrade);
            }

            json.WriteEndArray();
            json.WriteNumber("pingInterval", (long)options.PingInterval.TotalMilliseconds);
            json.WriteNumber("pingTimeout", (long)options.PingTimeout.TotalMilliseconds);
            json.WriteNumber("maxPayload", options.MaxHttpBufferSize);
            json.WriteEndObject();
        }

        return EncodedPacket.FromText("0"u8, buffer.WrittenSpan);
    }
}
