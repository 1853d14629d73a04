using System.Text.Json;

namespace Parlor.SocketIO.Packets;

/// <summary>
/// The JSON array of an event or an acknowledgement, checked as a whole and cut into its elements without decoding them.
/// </summary>
internal readonly struct ArgumentList
{
    private readonly ReadOnlyMemory<byte> _json;
    private readonly int[] _bounds;

    private ArgumentList(ReadOnlyMemory<byte> json, int[] bounds, int count)
    {
        _json = json;
        _bounds = bounds;
        Count = count;
    }

    public int Count { get; }

    /// <summary>The whole array, with the name of an event.</summary>
    public ReadOnlyMemory<byte> Json => _json;

    /// <summary>One value that stands alone.</summary>
    public static ArgumentList One(ReadOnlyMemory<byte> json) => new(json, [0, json.Length], 1);

    public ReadOnlyMemory<byte> this[int index] => _json[_bounds[2 * index].._bounds[(2 * index) + 1]];

    /// <param name="json">The array, and nothing after it.</param>
    /// <param name="names">Where event names are made.</param>
    /// <param name="name">The first element of an event; null for an acknowledgement.</param>
    /// <param name="isEvent">Whether the first element is an event's name.</param>
    /// <exception cref="PacketException">No array, or no name or a reserved one.</exception>
    /// <exception cref="JsonException">No JSON.</exception>
    public static ArgumentList Read(ReadOnlyMemory<byte> json, NameCache names, bool isEvent, out string? name)
    {
        var reader = new Utf8JsonReader(json.Span);
        name = null;
        if (json.IsEmpty || !reader.Read() || reader.TokenType != JsonTokenType.StartArray)
            throw new PacketException("the payload is no array");
        if (isEvent)
        {
            reader.Read();
            name = ReadName(ref reader, names);
        }

        int[] bounds = new int[4];
        int count = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (2 * count == bounds.Length)
                Array.Resize(ref bounds, bounds.Length * 2);
            bounds[2 * count] = (int)reader.TokenStartIndex;
            reader.Skip();
            bounds[(2 * count++) + 1] = (int)reader.BytesConsumed;
        }

        // Throws when something follows.
        reader.Read();
        return new ArgumentList(json, bounds, count);
    }

    private static string ReadName(ref Utf8JsonReader reader, NameCache names)
    {
        if (reader.TokenType == JsonTokenType.Number)
            return names.Get(reader.ValueSpan);
        if (reader.TokenType != JsonTokenType.String)
            throw new PacketException("an event without a name");
        string name = reader.ValueIsEscaped ? Unescape(ref reader) : names.Get(reader.ValueSpan);
        return ReservedEvents.Contains(name) ? throw new PacketException("a reserved event name") : name;
    }

    private static string Unescape(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException error)
        {
            throw new PacketException("an event name with half a surrogate pair", error);
        }
    }
}
