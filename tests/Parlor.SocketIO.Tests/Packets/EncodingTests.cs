using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Parlor.SocketIO.Packets;

namespace Parlor.SocketIO.Tests.Packets;

/// <summary>Socket.IO protocol, "Packet encoding".</summary>
public sealed partial class EncodingTests
{
    private readonly PacketEncoder _encoder = new(new PacketJson(given: null));

    [Fact]
    public void Every_packet_type_has_its_form()
    {
        Assert.Equal("""42["a",1,true,null,"t",1.5]""", Text(_encoder.Event("/", "a", [1, true, null, "t", 1.5])));
        Assert.Equal("""42/n,12["a"]""", Text(_encoder.Event("/n", "a", [], id: 12)));
        Assert.Equal("""43/n,12[{"someName":1}]""", Text(_encoder.Ack("/n", [new { SomeName = 1 }], 12)));
        Assert.Equal("""40/n,{"sid":"x"}""", Text(_encoder.Connect("/n", "x", pid: null)));
        Assert.Equal("""40{"sid":"x","pid":"y"}""", Text(_encoder.Connect("/", "x", "y")));
        Assert.Equal("""44{"message":"m"}""", Text(_encoder.ConnectError("/", "m", data: null)));
        Assert.Equal("41", Text(PacketEncoder.Disconnect("/")));
        Assert.Equal("41/n,", Text(PacketEncoder.Disconnect("/n")));
    }

    [Fact]
    public void Binary_data_anywhere_becomes_attachments()
    {
        EncodedPacket packet = _encoder.Event("/", "a", [new byte[] { 1 }, new { Data = new byte[] { 2 }, Text = "t" }]);
        Assert.Equal("""452-["a",{"_placeholder":true,"num":0},{"data":{"_placeholder":true,"num":1},"text":"t"}]""", Text(packet));
        Assert.Equal([1], packet.Attachments[0].ToArray());
        Assert.Equal([2], packet.Attachments[1].ToArray());
        Assert.StartsWith("461-3[", Text(_encoder.Ack("/", [new byte[] { 1 }], 3)), StringComparison.Ordinal);
    }

    [Fact]
    public void Encoded_JSON_is_written_as_it_is() =>
        Assert.Equal("""42["a",{ "raw" : 1 }]""", Text(_encoder.Event("/", "a", [new RawJson("""{ "raw" : 1 }"""u8.ToArray())])));

    [Fact]
    public void A_converter_may_itself_encode()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        var nested = new Nested(_encoder);
        options.Converters.Add(nested);
        EncodedPacket packet = new PacketEncoder(new PacketJson(options)).Event("/", "outer", [DayOfWeek.Friday, new byte[] { 9 }]);
        Assert.Equal("""451-["outer","Friday",{"_placeholder":true,"num":0}]""", Text(packet));
        Assert.Equal("""451-["inner",{"_placeholder":true,"num":0}]""", Text(nested.Inner!));
    }

    [Fact]
    public void Source_generated_descriptions_are_enough()
    {
        var json = new PacketJson(new JsonSerializerOptions(JsonSerializerDefaults.Web) { TypeInfoResolver = Context.Default });
        EncodedPacket packet = new PacketEncoder(json).Event("/", "a", [new Post("hi", [1])]);
        Assert.Equal("""451-["a",{"text":"hi","file":{"_placeholder":true,"num":0}}]""", Text(packet));
        Post? post = json.Read<Post>("""{"text":"hi","file":{"_placeholder":true,"num":0}}"""u8, [new byte[] { 1 }]);
        Assert.Equal([1], post!.File);
        Assert.Throws<NotSupportedException>(() => new PacketEncoder(json).Event("/", "a", [new { Unknown = 1 }]));
    }

    [Fact]
    public void After_an_argument_that_cannot_be_encoded_the_next_packet_is_whole()
    {
        Assert.ThrowsAny<Exception>(() => _encoder.Event("/", "a", ["half", new byte[] { 1 }, new Unwritable()]));
        Assert.Equal("""42["b"]""", Text(_encoder.Event("/", "b", [])));
    }

    private static string Text(EncodedPacket packet) => Encoding.UTF8.GetString(packet.Text.Span);

    internal sealed record Post(string Text, byte[] File);

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
    [JsonSerializable(typeof(Post))]
    internal sealed partial class Context : JsonSerializerContext;

    private sealed class Unwritable(string? none = null)
    {
        public string Value => none ?? throw new InvalidOperationException("no value");
    }

    private sealed class Nested(PacketEncoder encoder) : JsonConverter<DayOfWeek>
    {
        public EncodedPacket? Inner { get; private set; }

        public override DayOfWeek Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Enum.Parse<DayOfWeek>(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, DayOfWeek value, JsonSerializerOptions options)
        {
            Inner = encoder.Event("/", "inner", [new byte[] { 5 }]);
            writer.WriteStringValue(value.ToString());
        }
    }
}
