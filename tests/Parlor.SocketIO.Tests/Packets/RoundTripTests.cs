using System.Buffers;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Parlor.SocketIO.Engine;
using Parlor.SocketIO.Engine.Polling;
using Parlor.SocketIO.Engine.WebSockets;
using Parlor.SocketIO.Packets;
using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Packets;

/// <summary>What is encoded is decoded to the same, whatever it is and however it is cut.</summary>
public sealed class RoundTripTests
{
    private readonly NameCache _names = new();
    private readonly PacketJson _json = new(given: null);

    [Fact]
    public void Packets() => Prop.ForAll<NonNull<string>, int[], string[]>((name, numbers, texts) =>
    {
        string eventName = "e" + name.Get.Replace("\ud800", "", StringComparison.Ordinal);
        if (!IsUnicode(eventName) || texts.Any(text => text is not null && !IsUnicode(text)))
            return true;
        EncodedPacket packet = new PacketEncoder(_json).Event("/ns", eventName, [numbers, .. texts], id: 7);
        PacketHeader header = PacketHeader.Read(packet.Text.Span[1..], _names);
        ArgumentList arguments = ArgumentList.Read(packet.Text[(1 + header.JsonStart)..], _names, isEvent: true, out string? decoded);
        return header is { Type: PacketType.Event, Namespace: "/ns", Id: 7, Attachments: 0 }
            && string.Equals(decoded, eventName, StringComparison.Ordinal)
            && _json.Read<int[]>(arguments[0].Span, [])!.SequenceEqual(numbers)
            && texts.Index().All(text =>
                string.Equals(_json.Read<string>(arguments[text.Index + 1].Span, []), text.Item, StringComparison.Ordinal));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Json_is_what_the_standard_encoder_means() => Prop.ForAll<NonNull<string>>(text =>
    {
        if (!IsUnicode(text.Get))
            return true;
        EncodedPacket packet = new PacketEncoder(_json).Event("/", "e", [text.Get]);
        using JsonDocument document = JsonDocument.Parse(packet.Text[2..]);
        return string.Equals(document.RootElement[1].GetString(), text.Get, StringComparison.Ordinal);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Frames_cut_anywhere() => Prop.ForAll<byte[][], PositiveInt, bool>((messages, size, fragment) =>
    {
        byte[] wire = [.. messages.SelectMany(message => fragment && message.Length > 1
            ? [.. RawWebSocket.Frame(2, message[..1], final: false), .. RawWebSocket.Frame(0, message[1..])]
            : RawWebSocket.Frame(2, message))];
        var received = new Received();
        var reader = new FrameReader(received, maxMessageSize: 1_000_000);
        foreach (byte[] piece in wire.Chunk(size.Get))
            reader.Feed(piece);
        return received.Binary.Count == messages.Length && received.Binary.Zip(messages).All(pair => pair.First.SequenceEqual(pair.Second));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_bytes_are_frames_or_a_refusal_and_never_anything_else() => Prop.ForAll<byte[][]>(pieces =>
    {
        var reader = new FrameReader(new Received(), maxMessageSize: 1000);
        try
        {
            foreach (byte[] piece in pieces)
                reader.Feed(piece);
            return true;
        }
        catch (FrameException)
        {
            return true;
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_text_is_a_packet_or_a_refusal_and_never_anything_else() => Prop.ForAll(Texts(), text =>
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        try
        {
            PacketHeader header = PacketHeader.Read(utf8, _names);
            _ = Placeholders.AreValid(utf8.AsSpan(header.JsonStart), header.Attachments);
            ArgumentList.Read(utf8.AsMemory(header.JsonStart), _names, isEvent: true, out _);
            return true;
        }
        catch (Exception error) when (error is PacketException or JsonException)
        {
            return true;
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Unmasking_is_the_same_wherever_it_begins() => Prop.ForAll<byte[], uint, PositiveInt>((data, key, cut) =>
    {
        byte[] keyBytes = BitConverter.GetBytes(key);
        byte[] expected = [.. data.Select((b, i) => (byte)(b ^ keyBytes[i % 4]))];
        int at = Math.Min(cut.Get, data.Length);
        byte[] actual = new byte[data.Length];
        Masking.Unmask(data.AsSpan(0, at), actual, Masking.ReadKey(keyBytes), 0);
        Masking.Unmask(data.AsSpan(at), actual.AsSpan(at), Masking.ReadKey(keyBytes), at);
        return actual.SequenceEqual(expected);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Payloads() => Prop.ForAll<byte[][]>(messages =>
    {
        var buffer = new ArrayBufferWriter<byte>();
        PayloadFormat.Write(buffer, [.. messages.Select(message => EncodedPacket.FromBinary(message))]);
        string[] parts = messages.Length == 0 ? [] : Encoding.UTF8.GetString(buffer.WrittenSpan).Split('\u001e');
        return parts.Length == messages.Length && parts.Zip(messages).All(pair =>
            pair.First[0] == 'b'
            && PayloadFormat.TryDecodeBinary(Encoding.UTF8.GetBytes(pair.First[1..]), out byte[] data)
            && data.SequenceEqual(pair.Second));
    }).QuickCheckThrowOnFailure();

    // Characters that mean something to the parsers, so that they are met in every order.
    private static Arbitrary<string> Texts() =>
        Gen.Elements("0123456789-/,abc[]{}\"\\:_ placeholdernumtrue".ToCharArray())
            .ArrayOf()
            .Select(chars => new string(chars))
            .ToArbitrary();

    private static bool IsUnicode(string text) => !text.EnumerateRunes().Any(rune => rune == Rune.ReplacementChar);

    private sealed class Received : IFrameReceiver
    {
        public List<byte[]> Binary { get; } = [];

        public void OnText(byte[] message) => Assert.NotNull(message);

        public void OnBinary(byte[] message) => Binary.Add(message);

        public void OnPing(ReadOnlySpan<byte> payload) => Assert.True(payload.Length <= FrameHeader.MaxControlPayload);

        public void OnClose(CloseCode code) => Assert.True((int)code >= 1000);
    }
}
