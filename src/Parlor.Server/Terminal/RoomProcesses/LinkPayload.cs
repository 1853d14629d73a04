using System.Buffers.Binary;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Parlor.Server.Terminal.Ports;

namespace Parlor.Server.Terminal.RoomProcesses;

/// <summary>Reads and writes what frames carry.</summary>
internal static class LinkPayload
{
    private const int NumberLength = 4;

    /// <summary>An event: the length of its name in one byte, the name, and its JSON.</summary>
    public static byte[] Event(string name, ReadOnlySpan<byte> json)
    {
        var length = Encoding.UTF8.GetByteCount(name);
        if (length > byte.MaxValue)
            throw new LinkException("The name of an event is too long.");
        var payload = new byte[1 + length + json.Length];
        payload[0] = (byte)length;
        Encoding.UTF8.GetBytes(name, payload.AsSpan(1));
        json.CopyTo(payload.AsSpan(1 + length));
        return payload;
    }

    /// <exception cref="LinkException">It is cut.</exception>
    public static (string Name, ReadOnlyMemory<byte> Json) ReadEvent(ReadOnlyMemory<byte> payload)
    {
        if (payload.IsEmpty || payload.Length < 1 + payload.Span[0])
            throw new LinkException("An event is cut.");
        var end = 1 + payload.Span[0];
        return (Encoding.UTF8.GetString(payload.Span[1..end]), payload[end..]);
    }

    /// <summary>Something that is known by a number, such as a call and its answer.</summary>
    public static byte[] Numbered(uint number, ReadOnlySpan<byte> rest)
    {
        var payload = new byte[NumberLength + rest.Length];
        BinaryPrimitives.WriteUInt32BigEndian(payload, number);
        rest.CopyTo(payload.AsSpan(NumberLength));
        return payload;
    }

    /// <exception cref="LinkException">It is cut.</exception>
    public static (uint Number, ReadOnlyMemory<byte> Body) ReadNumbered(ReadOnlyMemory<byte> payload) =>
        payload.Length >= NumberLength
            ? (BinaryPrimitives.ReadUInt32BigEndian(payload.Span), payload[NumberLength..])
            : throw new LinkException("A number is cut.");

    /// <summary>A line: a byte that says whether it was too long, and it.</summary>
    public static byte[] Line(TextLine line) => line.IsTooLong ? [1] : [0, .. line.Bytes.Span];

    /// <exception cref="LinkException">It is cut.</exception>
    public static TextLine ReadLine(ReadOnlyMemory<byte> payload) =>
        payload.IsEmpty ? throw new LinkException("A line is cut.")
        : payload.Span[0] == 0 ? new TextLine(payload[1..])
        : TextLine.TooLong;

    public static byte[] Json(OpenPayload opened) => JsonSerializer.SerializeToUtf8Bytes(opened, LinkJson.Wire.OpenPayload);

    /// <exception cref="LinkException">It is no such thing.</exception>
    public static OpenPayload ReadOpen(ReadOnlyMemory<byte> payload)
    {
        try
        {
            return JsonSerializer.Deserialize(payload.Span, LinkJson.Wire.OpenPayload) ?? throw new LinkException("A client is described by nothing.");
        }
        catch (JsonException)
        {
            throw new LinkException("The description of a client is no JSON of its kind.");
        }
    }

    public static byte[] Json(RefusePayload refused) => JsonSerializer.SerializeToUtf8Bytes(refused, LinkJson.Wire.RefusePayload);

    /// <exception cref="LinkException">It is no such thing.</exception>
    public static RefusePayload ReadRefuse(ReadOnlyMemory<byte> payload)
    {
        try
        {
            return JsonSerializer.Deserialize(payload.Span, LinkJson.Wire.RefusePayload) ?? throw new LinkException("A refusal says nothing.");
        }
        catch (JsonException)
        {
            throw new LinkException("A refusal is no JSON of its kind.");
        }
    }
}

/// <summary>A client that has come to a room's process.</summary>
/// <param name="Kind">How it talks.</param>
/// <param name="Address">Where it comes from.</param>
/// <param name="UserAgent">What it calls itself.</param>
/// <param name="Token">The access token that it shows; null when it shows none.</param>
internal sealed record OpenPayload(RemoteKind Kind, string? Address, string? UserAgent, string? Token)
{
    [JsonIgnore]
    public IPAddress? Ip => IPAddress.TryParse(Address, out var address) ? address : null;
}

/// <summary>How a client of a room's process talks.</summary>
[JsonConverter(typeof(WireEnum<RemoteKind>))]
internal enum RemoteKind
{
    SocketIo,
    Lines,
}

/// <summary>Why a client is not let in.</summary>
internal sealed record RefusePayload(string Code, string Message);

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(OpenPayload))]
[JsonSerializable(typeof(RefusePayload))]
internal sealed partial class LinkJson : JsonSerializerContext
{
    public static LinkJson Wire { get; } = new(WireJson.Options());
}
