using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Parlor.SocketIO.Packets;

/// <summary>How arguments become JSON and back.</summary>
internal sealed class PacketJson
{
    public PacketJson(JsonSerializerOptions? given)
    {
        Options = given is null ? Defaults() : new JsonSerializerOptions(given);
        Options.Encoder ??= StringifyEncoder.Instance;
        Options.Converters.Add(new ByteArrayConverter());
        Options.Converters.Add(new MemoryConverter());
        if (Options.TypeInfoResolver is null && JsonSerializer.IsReflectionEnabledByDefault)
            Options.TypeInfoResolver = Reflection();
        Options.MakeReadOnly();
        WriterOptions = new JsonWriterOptions { Encoder = Options.Encoder, SkipValidation = true, MaxDepth = Options.MaxDepth };
    }

    public JsonSerializerOptions Options { get; }

    public JsonWriterOptions WriterOptions { get; }

    /// <exception cref="JsonException">The JSON does not fit the type.</exception>
    public T? Read<T>(ReadOnlySpan<byte> json, IReadOnlyList<ReadOnlyMemory<byte>> attachments, JsonTypeInfo<T>? type = null)
    {
        Attachments.Reading = attachments;
        try
        {
            return JsonSerializer.Deserialize(json, type ?? (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T)));
        }
        finally
        {
            Attachments.Reading = null;
        }
    }

    public void Write(Utf8JsonWriter writer, object? argument)
    {
        switch (argument)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case RawJson raw when raw.Attachments is null or { Count: 0 }:
                writer.WriteRawValue(raw.Utf8.Span, skipInputValidation: true);
                break;
            case RawJson raw:
                Placeholders.Renumber(raw, writer);
                break;
            case JsonElement element when MayHoldHalfAPair(JsonMarshal.GetRawUtf8Value(element)):
                writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(element), skipInputValidation: true);
                break;
            case JsonElement element:
                element.WriteTo(writer);
                break;
            default:
                JsonSerializer.Serialize(writer, argument, Options.GetTypeInfo(argument.GetType()));
                break;
        }
    }

    // JavaScript's strings may hold half a surrogate pair, which .NET refuses to decode.
    private static bool MayHoldHalfAPair(ReadOnlySpan<byte> json) => json.IndexOf("\\ud"u8) >= 0 || json.IndexOf("\\uD"u8) >= 0;

    private static JsonSerializerOptions Defaults() => new(JsonSerializerDefaults.Web);

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Only where reflection-based serialisation is enabled.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Only where reflection-based serialisation is enabled.")]
    private static DefaultJsonTypeInfoResolver Reflection() => new();
}
