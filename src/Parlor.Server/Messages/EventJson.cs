using System.Buffers;
using System.Text.Json;

namespace Parlor.Server.Messages;

/// <summary>Puts events, which are JSON already, into answers without taking them apart again.</summary>
internal static class EventJson
{
    public static ReadOnlyMemory<byte> Page(LoggedEvents logged)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        WriteEvents(json, logged.Events);
        json.WriteNumber("lastSeq", logged.LastSeq);
        json.WriteBoolean("hasBefore", logged.HasBefore);
        json.WriteBoolean("hasAfter", logged.HasAfter);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    public static void WriteMissed(Utf8JsonWriter json, MissedEvents missed)
    {
        json.WriteStartObject();
        if (missed.Problem is { } problem)
        {
            json.WriteStartObject("error");
            json.WriteString("code", problem.WireCode);
            json.WriteString("message", problem.Message);
            json.WriteEndObject();
        }
        else
        {
            WriteEvents(json, missed.Events);
            json.WriteNumber("lastSeq", missed.LastSeq);
            if (missed.Reset)
                json.WriteBoolean("reset", true);
        }

        json.WriteEndObject();
    }

    private static void WriteEvents(Utf8JsonWriter json, IReadOnlyList<byte[]> events)
    {
        json.WriteStartArray("events");
        foreach (var happened in events)
            json.WriteRawValue(happened, skipInputValidation: true);
        json.WriteEndArray();
    }
}

/// <summary>Writes the answer to <c>sync</c>.</summary>
internal sealed class MissedEventsJson : System.Text.Json.Serialization.JsonConverter<MissedEvents>
{
    public override MissedEvents Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Missed events are only written.");

    public override void Write(Utf8JsonWriter writer, MissedEvents value, JsonSerializerOptions options) => EventJson.WriteMissed(writer, value);
}
