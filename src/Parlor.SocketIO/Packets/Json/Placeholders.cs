using System.Text.Json;

namespace Parlor.SocketIO.Packets;

/// <summary>The objects that stand for attachments inside a packet's JSON: <c>{"_placeholder":true,"num":0}</c>.</summary>
internal static class Placeholders
{
    /// <summary>Whether every placeholder names one of <paramref name="count"/> attachments.</summary>
    public static bool AreValid(ReadOnlySpan<byte> json, int count)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.StartObject || !IsPlaceholder(reader, out int? number))
                continue;
            if (number is not { } index || (uint)index >= (uint)count)
                return false;
        }

        return true;
    }

    /// <summary>Copies the value, so that its placeholders name their attachments among those collected already.</summary>
    public static void Renumber(RawJson raw, Utf8JsonWriter writer)
    {
        List<ReadOnlyMemory<byte>> collected = Attachments.Writing!;
        var reader = new Utf8JsonReader(raw.Utf8.Span);
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject when IsPlaceholder(reader, out int? number) && number < raw.Attachments.Count:
                    Attachments.WritePlaceholder(writer, collected.Count);
                    collected.Add(raw.Attachments[number.Value]);
                    reader.Skip();
                    break;
                case JsonTokenType.StartObject:
                    writer.WriteStartObject();
                    break;
                case JsonTokenType.EndObject:
                    writer.WriteEndObject();
                    break;
                case JsonTokenType.StartArray:
                    writer.WriteStartArray();
                    break;
                case JsonTokenType.EndArray:
                    writer.WriteEndArray();
                    break;
                case JsonTokenType.PropertyName:
                    writer.WritePropertyName(reader.GetString()!);
                    break;
                case JsonTokenType.String:
                    writer.WriteStringValue(reader.GetString());
                    break;
                default:
                    writer.WriteRawValue(reader.ValueSpan, skipInputValidation: true);
                    break;
            }
        }
    }

    // Looks into the object at which a copy of the reader stands.
    private static bool IsPlaceholder(Utf8JsonReader reader, out int? number)
    {
        bool marked = false;
        number = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isMark = reader.ValueTextEquals("_placeholder"u8), isNumber = reader.ValueTextEquals("num"u8);
            reader.Read();
            marked |= isMark && reader.TokenType == JsonTokenType.True;
            if (isNumber && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int value))
                number = value;
            reader.Skip();
        }

        return marked;
    }
}
