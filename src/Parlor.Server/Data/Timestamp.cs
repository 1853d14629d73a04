using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parlor.Server.Data;

/// <summary>
/// A moment: milliseconds since 1970 in the database, ISO 8601 UTC with milliseconds on the wire. Order never comes from it; that is
/// what sequence numbers are for.
/// </summary>
[JsonConverter(typeof(TimestampJson))]
public readonly record struct Timestamp(long Milliseconds)
{
    public DateTimeOffset Value => DateTimeOffset.FromUnixTimeMilliseconds(Milliseconds);

    public static Timestamp Now(TimeProvider clock) => new(clock.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>So many seconds later.</summary>
    public Timestamp After(int seconds) => new(Milliseconds + (seconds * 1000L));

    public override string ToString() => Value.ToString(TimestampJson.Format, CultureInfo.InvariantCulture);
}

internal sealed class TimestampJson : JsonConverter<Timestamp>
{
    public const string Format = "yyyy-MM-ddTHH:mm:ss.fffZ";

    private const int Length = 24;

    public override Timestamp Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetDateTimeOffset().ToUnixTimeMilliseconds());

    public override void Write(Utf8JsonWriter writer, Timestamp value, JsonSerializerOptions options)
    {
        Span<char> text = stackalloc char[Length];
        value.Value.UtcDateTime.TryFormat(text, out _, Format, CultureInfo.InvariantCulture);
        writer.WriteStringValue(text);
    }
}
