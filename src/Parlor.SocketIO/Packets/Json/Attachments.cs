using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parlor.SocketIO.Packets;

/// <summary>
/// The attachments of the packet that this thread is encoding or decoding. Converters are shared by all packets and get no
/// state of their own, and (de)serialising never changes threads.
/// </summary>
internal static class Attachments
{
    [ThreadStatic]
    private static List<ReadOnlyMemory<byte>>? _writing;

    [ThreadStatic]
    private static IReadOnlyList<ReadOnlyMemory<byte>>? _reading;

    /// <summary>Where the encoder collects; null outside of it, and then binary data becomes base64 text as usual.</summary>
    public static List<ReadOnlyMemory<byte>>? Writing
    {
        get => _writing;
        set => _writing = value;
    }

    public static IReadOnlyList<ReadOnlyMemory<byte>>? Reading
    {
        get => _reading;
        set => _reading = value;
    }

    public static void WritePlaceholder(Utf8JsonWriter writer, int number)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("_placeholder"u8, value: true);
        writer.WriteNumber("num"u8, number);
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, ReadOnlyMemory<byte> data)
    {
        if (_writing is not { } collected)
        {
            writer.WriteBase64StringValue(data.Span);
            return;
        }

        WritePlaceholder(writer, collected.Count);
        collected.Add(data);
    }

    public static ReadOnlyMemory<byte> Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
            return reader.GetBytesFromBase64();
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("binary data was expected");

        int? number = null;
        bool isPlaceholder = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isNumber = reader.ValueTextEquals("num"u8);
            isPlaceholder |= reader.ValueTextEquals("_placeholder"u8);
            reader.Read();
            if (isNumber && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int value))
                number = value;
            else
                reader.Skip();
        }

        return isPlaceholder && number is { } index && _reading is { } given && (uint)index < (uint)given.Count
            ? given[index]
            : throw new JsonException("binary data was expected");
    }
}

/// <summary>Byte arrays travel as attachments.</summary>
internal sealed class ByteArrayConverter : JsonConverter<byte[]>
{
    public override byte[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Attachments.Read(ref reader).ToArray();

    public override void Write(Utf8JsonWriter writer, byte[] value, JsonSerializerOptions options) => Attachments.Write(writer, value);
}

/// <summary>Memory travels as attachments.</summary>
internal sealed class MemoryConverter : JsonConverter<ReadOnlyMemory<byte>>
{
    public override ReadOnlyMemory<byte> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Attachments.Read(ref reader);

    public override void Write(Utf8JsonWriter writer, ReadOnlyMemory<byte> value, JsonSerializerOptions options) =>
        Attachments.Write(writer, value);
}
