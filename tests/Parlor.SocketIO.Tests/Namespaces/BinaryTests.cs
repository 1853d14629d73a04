using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Namespaces;

/// <summary>Socket.IO protocol, binary events and binary acknowledgements.</summary>
public class BinaryTests : ServerFacts
{
    private const string Two = """[{0}{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]""";

    [Theory]
    [InlineData("452-", "\"message\",", "452-", "\"message-back\",")]
    [InlineData("452-789", "\"message-with-ack\",", "462-789", "")]
    public async Task Attachments_come_and_go_in_order(string prefix, string name, string answerPrefix, string answerName)
    {
        await using TestServer server = await StartAsync();
        using RawWebSocket webSocket = await server.JoinAsync();
        await webSocket.SendTextAsync(prefix + Two.Replace("{0}", name, StringComparison.Ordinal));
        await webSocket.SendBinaryAsync(1, 2, 3);
        await webSocket.SendBinaryAsync(4, 5, 6);
        Assert.Equal(answerPrefix + Two.Replace("{0}", answerName, StringComparison.Ordinal), await webSocket.ReadTextAsync());
        Assert.Equal([1, 2, 3], await webSocket.ReadBinaryAsync());
        Assert.Equal([4, 5, 6], await webSocket.ReadBinaryAsync());
    }

    [Fact]
    public async Task Nested_data_is_found_on_the_way_in_and_out()
    {
        await using TestServer server = await StartAsync();
        using RawWebSocket webSocket = await server.JoinAsync();
        await webSocket.SendTextAsync(
            """452-["nested",{"name":"f","data":{"_placeholder":true,"num":1},"more":{"_placeholder":true,"num":0}}]""");
        await webSocket.SendBinaryAsync(7);
        await webSocket.SendBinaryAsync(8, 9);
        Assert.Equal(
            """453-["nested",{"name":"f","data":{"_placeholder":true,"num":0},"more":{"_placeholder":true,"num":1}},"""
            + """{"_placeholder":true,"num":2}]""",
            await webSocket.ReadTextAsync());
        Assert.Equal([8, 9], await webSocket.ReadBinaryAsync());
        Assert.Equal([7], await webSocket.ReadBinaryAsync());
        Assert.Equal([1, 2, 3], await webSocket.ReadBinaryAsync());
    }

    [Fact]
    public async Task What_is_sent_on_keeps_its_data_though_numbers_change()
    {
        await using TestServer server = await StartAsync();
        using RawWebSocket webSocket = await server.JoinAsync();
        await webSocket.SendTextAsync("""452-["message",{"b":{"num":1,"_placeholder":true}},"t",{"_placeholder":true,"num":0}]""");
        await webSocket.SendBinaryAsync(1);
        await webSocket.SendBinaryAsync(2);
        Assert.Equal(
            """452-["message-back",{"b":{"_placeholder":true,"num":0}},"t",{"_placeholder":true,"num":1}]""",
            await webSocket.ReadTextAsync());
        Assert.Equal([2], await webSocket.ReadBinaryAsync());
        Assert.Equal([1], await webSocket.ReadBinaryAsync());
    }

    [Fact]
    public async Task A_binary_event_without_attachments_is_complete_at_once()
    {
        await using TestServer server = await StartAsync();
        using RawWebSocket webSocket = await server.JoinAsync();
        await webSocket.SendTextAsync("""450-["message","x"]""");
        Assert.Equal("""42["message-back","x"]""", await webSocket.ReadTextAsync());
    }

    [Fact]
    public async Task Ten_attachments_are_taken()
    {
        await using TestServer server = await StartAsync();
        using RawWebSocket webSocket = await server.JoinAsync();
        string placeholders = string.Join(',', Enumerable.Range(0, 10).Select(i => $$"""{"_placeholder":true,"num":{{i}}}"""));
        await webSocket.SendTextAsync($"4510-[\"message\",{placeholders}]");
        for (byte i = 0; i < 10; i++)
            await webSocket.SendBinaryAsync(i);
        Assert.Equal($"4510-[\"message-back\",{placeholders}]", await webSocket.ReadTextAsync());
        for (byte i = 0; i < 10; i++)
            Assert.Equal([i], await webSocket.ReadBinaryAsync());
    }

    [Fact]
    public async Task Over_polling_attachments_are_base64()
    {
        await using TestServer server = await StartAsync();
        PollingClient client = await server.PollAsync();
        await client.PostAsync("40");
        await client.ReadAsync();
        await client.PostAsync("""451-["message",{"_placeholder":true,"num":0}]""" + "\u001ebAQID");
        Assert.Equal("""451-["message-back",{"_placeholder":true,"num":0}]""" + "\u001ebAQID", await client.ReadAsync());
    }

    [Fact]
    public async Task The_server_asks_and_the_client_answers_with_data()
    {
        await using TestServer server = await StartServerAsync();
        var answer = new Expected<byte[]?>();
        server.IO.OnConnection(async socket => answer.Set(await socket.Timeout(Wait.Limit).EmitWithAck<byte[]>("q", new byte[] { 5 })));
        using RawWebSocket webSocket = await server.JoinAsync();
        Assert.Equal("""451-0["q",{"_placeholder":true,"num":0}]""", await webSocket.ReadTextAsync());
        Assert.Equal([5], await webSocket.ReadBinaryAsync());
        await webSocket.SendTextAsync("""461-0[{"_placeholder":true,"num":0}]""");
        await webSocket.SendBinaryAsync(6, 7);
        Assert.Equal([6, 7], await answer.Value);
    }

    [Fact]
    public async Task Data_that_nobody_announced_closes_the_connection()
    {
        await using TestServer server = await StartAsync();
        using RawWebSocket webSocket = await server.JoinAsync();
        await webSocket.SendBinaryAsync(1);
        await webSocket.ReadCloseAsync();
    }

    [Fact]
    public async Task Text_where_data_was_announced_closes_the_connection()
    {
        await using TestServer server = await StartAsync();
        using RawWebSocket webSocket = await server.JoinAsync();
        await webSocket.SendTextAsync("""451-["message",{"_placeholder":true,"num":0}]""");
        await webSocket.SendTextAsync("""42["message"]""");
        await webSocket.ReadCloseAsync();
    }

    [Fact]
    public async Task A_broadcast_with_data_reaches_WebSocket_and_polling_alike()
    {
        await using TestServer server = await StartAsync();
        using RawWebSocket webSocket = await server.JoinAsync();
        PollingClient client = await server.PollAsync();
        await client.PostAsync("40");
        await client.ReadAsync();
        server.IO.Emit("file", "name", (ReadOnlyMemory<byte>)new byte[] { 1, 2 });
        Assert.Equal("""451-["file","name",{"_placeholder":true,"num":0}]""", await webSocket.ReadTextAsync());
        Assert.Equal([1, 2], await webSocket.ReadBinaryAsync());
        Assert.Equal("""451-["file","name",{"_placeholder":true,"num":0}]""" + "\u001ebAQI=", await client.ReadAsync());
    }

    private async Task<TestServer> StartAsync()
    {
        TestServer server = await StartServerAsync();
        server.IO.OnConnection(socket =>
        {
            socket.On("message", e => socket.Emit("message-back", e.Arguments));
            socket.On("message-with-ack", e => e.Ack?.Send(e.Arguments));
            socket.On("nested", e => socket.Emit("nested", e.Get<Upload>(0), new byte[] { 1, 2, 3 }));
        });
        return server;
    }

    private sealed record Upload(string Name, byte[] Data, ReadOnlyMemory<byte> More);
}
