using System.Text.Json;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Realtime;

/// <summary>What is wrong gets a clear error, to its sender alone, and changes nothing.</summary>
public sealed class BadInputTests : IAsyncLifetime
{
    private TestServer _server = null!;
    private Someone _ada = null!;
    private LiveClient _bystander = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.Start();
        _ada = await _server.SignUp("ada");
        await LiveClient.MakeRoom(_server.Address, _ada, new { name = "lobby", visibility = "public" });
        _bystander = await LiveClient.Connect(_server.Address, _ada);
    }

    /// <summary>Whatever a test threw at the server: others are still connected, and nothing was stored.</summary>
    public async ValueTask DisposeAsync()
    {
        await _bystander.HasNothing();
        Assert.Equal(1, (await _ada.Get("/api/v1/rooms/lobby")).GetProperty("room").Number("lastSeq"));
        await _bystander.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_connection_without_a_valid_token_is_refused_with_a_code()
    {
        foreach (var auth in new object?[] { null, new { }, new { token = 5 }, new { token = "" }, new { token = "a.b.c" }, new { token = new[] { 1 } } })
        {
            await using var client = await LiveClient.Connect(_server.Address, auth);
            var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => client.Connected);
            Assert.Equal("unauthorized", JsonSerializer.Deserialize<JsonElement>(refusal.Message).GetProperty("data").Text("code"));
        }
    }

    [Fact]
    public async Task An_unknown_event_is_refused_by_name()
    {
        await using var client = await LiveClient.Connect(_server.Address, _ada);
        await client.Refused("launch_rocket", new { }, "invalid", "event");
        await client.Refused(new string('x', 10_000), new { }, "invalid", "event");
    }

    [Fact]
    public async Task Data_of_the_wrong_type_is_refused_with_the_field()
    {
        await using var client = await LiveClient.Connect(_server.Address, _ada);
        await client.Refused("send_message", null, "invalid");
        await client.Refused("send_message", "hello", "invalid");
        await client.Refused("send_message", new[] { 1 }, "invalid");
        await client.Refused("send_message", new { }, "invalid", "room");
        await client.Refused("send_message", new { room = 5, text = "hi", clientId = "1" }, "invalid", "room");
        await client.Refused("send_message", new { room = "lobby", text = new { }, clientId = "1" }, "invalid", "text");
        await client.Refused("send_message", new { room = "lobby", clientId = "1" }, "invalid", "text");
        await client.Refused("send_message", new { room = "lobby", text = "hi" }, "invalid", "clientId");
        await client.Refused("send_message", new { room = "lobby", text = "hi", clientId = new string('x', 65) }, "too_large", "clientId");
        await client.Refused("send_message", new { room = "lobby", text = new string('x', 16_001), clientId = "1" }, "too_large", "text");
        await client.Refused("send_message", new { room = "lobby", text = "hi", clientId = "1", replyTo = 1.5 }, "invalid", "replyTo");
        await client.Refused("send_message", new { room = "lobby", text = "hi", clientId = "1", replyTo = 1 }, "invalid", "replyTo");
        await client.Refused("mark_read", new { room = "lobby" }, "invalid", "seq");
        await client.Refused("sync", new { rooms = "all" }, "invalid", "rooms");
        await client.Refused("sync", new { rooms = Enumerable.Range(0, 1_001).ToDictionary(i => $"{i}", i => 0) }, "too_large", "rooms");
        await client.Refused("join_room", new { room = "" }, "not_found");
        await client.Refused("join_room", new { room = "nul\0" }, "invalid", "room");
        await client.Refused("join_room", new { room = new string('x', 10_000) }, "too_large", "room");
    }

    [Fact]
    public async Task An_event_without_data_is_refused()
    {
        await using var client = await LiveClient.Connect(_server.Address, _ada);
        await client.SendRaw("""421["send_message"]""");
        await client.Refused("send_message", null, "invalid");
    }

    [Fact]
    public async Task Binary_data_where_text_belongs_is_refused()
    {
        await using var client = await LiveClient.Connect(_server.Address, _ada);
        var answer = client.EmitBinary("send_message", """{"room":"lobby","text":{"_placeholder":true,"num":0},"clientId":"1"}""", [1, 2, 3]);
        var error = (await answer).GetProperty("error");
        Assert.Equal(("invalid", "data"), (error.Text("code"), error.Text("field")));
    }

    [Theory]
    [InlineData("4abc")]
    [InlineData("42{}")]
    [InlineData("42[")]
    [InlineData("42[{}]")]
    [InlineData("9")]
    [InlineData("451-[\"x\",{\"_placeholder\":true,\"num\":7}]")]
    [InlineData("42[\"connect\",{}]")]
    public async Task A_packet_that_is_none_ends_its_own_connection_alone(string packet)
    {
        await using var client = await LiveClient.Connect(_server.Address, _ada);
        await client.SendRaw(packet);
        if (packet.StartsWith("45", StringComparison.Ordinal))
            await client.SendBinary([1]);
        await client.Closed;
    }

    [Fact]
    public async Task A_packet_over_the_size_limit_ends_its_own_connection_alone()
    {
        await using var client = await LiveClient.Connect(_server.Address, _ada);
        await client.SendRaw($"42[\"send_message\",{{\"room\":\"lobby\",\"text\":\"{new string('x', 1_100_000)}\"}}]");
        await client.Closed;
    }
}
