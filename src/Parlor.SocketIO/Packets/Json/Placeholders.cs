using System.Buffers;
using System.Text;
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

    /// <summary>
    /// Copies the value, so that its placeholders name their attachments among those collected already. The rest stays as it
    /// is: a client's string may hold half a surrogate pair, which could not be decoded.
    /// </summary>
    public static void Renumber(RawJson raw, Utf8JsonWriter writer)
    {
        List<ReadOnlyMemory<byte>> collected = Attachments.Writing!;
        ReadOnlySpan<byte> json = raw.Utf8.Span;
        var copy = new ArrayBufferWriter<byte>(json.Length + 16);
        int copied = 0;
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.StartObject
                || !IsPlaceholder(reader, out int? number)
                || number is not { } index
                || (uint)index >= (uint)raw.Attachments.Count)
            {
                continue;
            }

            copy.Write(json[copied..(int)reader.TokenStartIndex]);
            copy.Write(Encoding.UTF8.GetBytes($$"""{"_placeholder":true,"num":{{collected.Count}}}"""));
            collected.Add(raw.Attachments[index]);
            reader.Skip();
            copied = (int)reader.BytesConsumed;
        }

        copy.Write(json[copied..]);
        writer.WriteRawValue(copy.WrittenSpan, skipInputValidation: true);
    }

    // Looks into the object at which a copy of the reader stands.
    private static bool IsPlaceholder(Utf8JsonReader reader, out int? number)
    {
        bool marked = false;
        number = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            // An escaped name is compared by decoding it, which fails for half a surrogate pair; nobody escapes these two.
            bool isMark = reader.ValueSpan.SequenceEqual("_placeholder"u8), isNumber = reader.ValueSpan.SequenceEqual("num"u8);
            reader.Read();
            marked |= isMark && reader.TokenType == JsonTokenType.True;
            if (isNumber && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int value))
                number = value;
            reader.Skip();
        }

        return marked;
    }
}
