using System.Text;
using Parlor.SocketIO.Packets;

namespace Parlor.SocketIO.Tests.Packets;

/// <summary>What is added to a packet that is encoded already.</summary>
public sealed class PacketEditTests
{
    private readonly PacketEncoder _encoder = new(new PacketJson(given: null));

    [Theory]
    [InlineData("/", """427["a",[1]]""", """42["a",[1],"9"]""")]
    [InlineData("/n", """42/n,7["a",[1]]""", """42/n,["a",[1],"9"]""")]
    [InlineData("/[1]-2", """42/[1]-2,7["a",[1]]""", """42/[1]-2,["a",[1],"9"]""")]
    public void An_acknowledgement_id_and_a_last_argument_find_their_place(string @namespace, string asking, string longer)
    {
        EncodedPacket packet = _encoder.Event(@namespace, "a", [new[] { 1 }]);
        Assert.Equal(asking, Text(packet.WithAckId(7)));
        Assert.Equal(longer, Text(packet.WithLastArgument("9")));
        Assert.Equal("""["a",[1]]""", Encoding.UTF8.GetString(EventPayload.Of(packet).Json.Span));
    }

    [Fact]
    public void Attachments_stay()
    {
        EncodedPacket packet = _encoder.Event("/n", "a", [new byte[] { 1 }, new byte[] { 2, 3 }]);
        EncodedPacket edited = packet.WithAckId(int.MaxValue).WithLastArgument("1");
        const string placeholders = """{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}""";
        Assert.Equal($"""452-/n,2147483647["a",{placeholders},"1"]""", Text(edited));
        Assert.Equal([[1], [2, 3]], edited.Attachments.Select(data => data.ToArray()));
    }

    [Fact]
    public void A_packet_survives_the_way_to_another_server()
    {
        EncodedPacket packet = _encoder.Event("/n", "a", ["ä", new byte[] { 1 }]);
        EncodedPacket copy = PacketEdits.FromWire(packet.Text.Span, packet.Attachments);
        Assert.Equal(packet.Frames, copy.Frames);
    }

    private static string Text(EncodedPacket packet) => Encoding.UTF8.GetString(packet.Text.Span);
}
