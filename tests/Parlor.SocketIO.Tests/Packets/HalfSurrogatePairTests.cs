using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Packets;

/// <summary>A string cut in the middle of an emoji is a string in JavaScript, and <c>JSON.stringify</c> escapes the half that is left.</summary>
public sealed class HalfSurrogatePairTests
{
    [Theory]
    [InlineData("""["echo","cut \ud83d"]""")]
    [InlineData("""["echo",{"\uDE00":["\udfff",1]}]""")]
    public async Task Arguments_are_sent_on_as_they_came(string json)
    {
        await using TestServer server = await StartAsync();
        using RawWebSocket client = await server.JoinAsync();
        await client.SendTextAsync("42" + json);
        Assert.Equal("42" + json, await client.ReadTextAsync());
    }

    [Fact]
    public async Task With_attachments_too()
    {
        await using TestServer server = await StartAsync();
        using RawWebSocket client = await server.JoinAsync();
        const string Packet = """451-["echo",{"\udfff":"\ud800"},{"_placeholder":true,"num":0}]""";
        await client.SendTextAsync(Packet);
        await client.SendBinaryAsync(1, 2);
        Assert.Equal(Packet, await client.ReadTextAsync());
        Assert.Equal([1, 2], await client.ReadBinaryAsync());
    }

    [Theory]
    [InlineData("""421["typed","\ud800"]""", null)]
    [InlineData("""451-1["typed",{"\udfff":1,"_placeholder":true,"num":0}]""", new byte[] { 1 })]
    public async Task A_typed_handler_is_not_called_or_gets_what_can_be_read(string packet, byte[]? attachment)
    {
        await using TestServer server = await StartAsync();
        using RawWebSocket client = await server.JoinAsync();
        await client.SendTextAsync(packet);
        if (attachment is not null)
            await client.SendBinaryAsync(attachment);
        Assert.Equal("""431[{"error":"invalid arguments"}]""", await client.ReadTextAsync());
    }

    [Fact]
    public async Task An_event_name_is_refused()
    {
        await using TestServer server = await StartAsync();
        var reason = new Expected<string>();
        server.IO.OnConnection(socket => socket.OnDisconnect(reason.Set));
        using RawWebSocket client = await server.JoinAsync();
        await client.SendTextAsync("""42["\ud800"]""");
        Assert.Equal(DisconnectReason.ParseError, await reason.Value);
    }

    private static async Task<TestServer> StartAsync()
    {
        TestServer server = await TestServer.StartAsync();
        server.IO.OnConnection(socket =>
        {
            socket.On("echo", e => socket.Emit("echo", e.Arguments));
            socket.On("typed", (byte[] data) => data.Length);
        });
        return server;
    }
}
