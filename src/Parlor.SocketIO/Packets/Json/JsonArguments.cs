using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Parlor.SocketIO.Packets;

/// <summary>Arguments in JSON. They own their bytes.</summary>
internal sealed class JsonArguments(ArgumentList list, IReadOnlyList<ReadOnlyMemory<byte>> attachments, PacketJson json) : PacketArguments
{
    private static readonly SearchValues<byte> SpaceOrEscape = SearchValues.Create(" \t\r\n\\"u8);

    public override int Count => list.Count;

    public override IReadOnlyList<ReadOnlyMemory<byte>> Attachments => attachments;

    public override T? Get<T>(int index, JsonTypeInfo<T>? type)
        where T : default => json.Read(list[index].Span, attachments, type);

    public override ReadOnlyMemory<byte> Raw(int index) => list[index];

    public override object? Forward(int index)
    {
        ReadOnlySpan<byte> raw = list[index].Span;
        if (attachments.Count > 0 || IsAsStringified(raw))
            return new RawJson(list[index]) { Attachments = attachments };
        // Needs no description of its type, whatever the application's options know.
        var reader = new Utf8JsonReader(raw);
        return JsonElement.ParseValue(ref reader);
    }

    public override EventPayload ToPayload() => new(list.Json, attachments);

    // Whether writing it anew would change nothing, as far as a glance can tell: no white space between tokens, no escapes.
    private static bool IsAsStringified(ReadOnlySpan<byte> json) =>
        json[0] == (byte)'"' ? !json.Contains((byte)'\\') : !json.ContainsAny(SpaceOrEscape);
}
