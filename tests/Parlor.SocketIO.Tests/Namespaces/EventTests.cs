using System.Text.Json;
using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Namespaces;

/// <summary>Socket.IO protocol, "Sending and receiving data" and "Acknowledgement".</summary>
public class EventTests : ServerFacts
{
    [Fact]
    public async Task Arguments_come_as_they_were_sent_and_go_back_compact()
    {
        await using TestServer server = await StartEchoAsync();
        using RawWebSocket webSocket = await server.JoinAsync();
        await webSocket.SendTextAsync("""42["message", 1, "2", { "3": [ true, null ] }]""");
        Assert.Equal("""42["message-back",1,"2",{"3":[true,null]}]""", await webSocket.ReadTextAsync());
    }

    [Fact]
    public async Task Text_is_escaped_as_JavaScript_does()
    {
        await using TestServer server = await StartEchoAsync();
        using RawWebSocket webSocket = await server.JoinAsync();
        const string Json = """["message-back","<b>&'ü😀\u0001\"\\\n\t/"]""";
        await webSocket.SendTextAsync("42" + Json.Replace("message-back", "message", StringComparison.Ordinal));
        Assert.Equal("42" + Json, await webSocket.ReadTextAsync());
    }

    [Fact]
    public async Task An_acknowledgement_bears_the_id_and_the_values()
    {
        await using TestServer server = await StartEchoAsync();
        using RawWebSocket webSocket = await server.JoinAsync();
        await webSocket.SendTextAsync("""42456["message-with-ack",1,"2",{"3":[false]}]""");
        Assert.Equal("""43456[1,"2",{"3":[false]}]""", await webSocket.ReadTextAsync());
        await webSocket.SendTextAsync("""420["message-with-ack"]""");
        Assert.Equal("430[]", await webSocket.ReadTextAsync());
    }

    [Fact]
    public async Task An_acknowledgement_is_sent_at_most_once()
    {
        await using TestServer server = await StartServerAsync();
        server.IO.OnConnection(socket => socket.On("twice", e =>
        {
            e.Ack!.Send(1);
            e.Ack.Send(2);
            socket.Emit("done");
        }));
        using RawWebSocket webSocket = await server.JoinAsync();
        await webSocket.SendTextAsync("""427["twice"]""");
        Assert.Equal("437[1]", await webSocket.ReadTextAsync());
        Assert.Equal("""42["done"]""", await webSocket.ReadTextAsync());
    }

    [Fact]
    public async Task The_server_can_ask_for_an_acknowledgement()
    {
        await using TestServer server = await StartServerAsync();
        var answer = new Expected<Answer?>();
        server.IO.OnConnection(async socket => answer.Set(await socket.Timeout(Wait.Limit).EmitWithAck<Answer>("question", "why?")));
        using RawWebSocket webSocket = await server.JoinAsync();
        Assert.Equal("""420["question","why?"]""", await webSocket.ReadTextAsync());
        await webSocket.SendTextAsync("""430[{"text":"because"}]""");
        Assert.Equal(new Answer("because"), await answer.Value);
    }

    [Fact]
    public async Task A_missing_acknowledgement_times_out_and_a_late_one_is_ignored()
    {
        var time = new FakeTime();
        await using TestServer server = await StartServerAsync(time: time);
        var asked = new Expected<Task<int>>();
        server.IO.OnConnection(socket =>
        {
            asked.Set(socket.Timeout(TimeSpan.FromSeconds(3)).EmitWithAck<int>("question"));
            socket.On("ping", e => e.Ack!.Send());
        });
        using RawWebSocket webSocket = await server.JoinAsync();
        await webSocket.ReadTextAsync();
        time.Advance(TimeSpan.FromSeconds(3));
        await Assert.ThrowsAsync<TimeoutException>(async () => await await asked.Value);
        await webSocket.SendTextAsync("430[1]");
        await webSocket.SendTextAsync("""421["ping"]""");
        Assert.Equal("431[]", await webSocket.ReadTextAsync());
    }

    [Fact]
    public async Task An_acknowledgement_fails_when_the_client_goes_away_or_answers_with_another_type()
    {
        await using TestServer server = await StartServerAsync();
        var asked = new Expected<(Task<int> Wrong, Task<int> Never)>();
        server.IO.OnConnection(socket =>
            asked.Set((socket.Timeout(Wait.Limit).EmitWithAck<int>("a"), socket.Timeout(Wait.Limit).EmitWithAck<int>("b"))));
        using RawWebSocket webSocket = await server.JoinAsync();
        await webSocket.SendTextAsync("""430["text"]""");
        await webSocket.SendTextAsync("41");
        (Task<int> wrong, Task<int> never) = await asked.Value;
        await Assert.ThrowsAsync<JsonException>(() => wrong.Soon());
        await Assert.ThrowsAsync<SocketDisconnectedException>(() => never.Soon());
    }

    [Fact]
    public async Task A_question_to_a_socket_that_is_not_connected_fails_at_once_and_later_ones_do_not()
    {
        await using TestServer server = await StartServerAsync();
        var early = new Expected<Task<int>>();
        var answer = new Expected<int>();
        server.IO.Use((socket, next) =>
        {
            early.Set(socket.Timeout(Wait.Limit).EmitWithAck<int>("too early"));
            return next();
        });
        server.IO.OnConnection(async socket => answer.Set(await socket.Timeout(Wait.Limit).EmitWithAck<int>("q")));
        using RawWebSocket webSocket = await server.JoinAsync();
        await Assert.ThrowsAsync<SocketDisconnectedException>(async () => await await early.Value);
        Assert.Equal("""421["q"]""", await webSocket.ReadTextAsync());
        await webSocket.SendTextAsync("431[5]");
        Assert.Equal(5, await answer.Value);
    }

    [Fact]
    public async Task Handlers_start_in_order_of_arrival_and_are_not_waited_for()
    {
        await using TestServer server = await StartServerAsync();
        var gate = new TaskCompletionSource();
        server.IO.OnConnection(socket =>
        {
            int started = 0;
            socket.On("slow", async e =>
            {
                int mine = started++;
                await gate.Task;
                e.Ack!.Send(mine);
            });
            socket.On("go", _ => gate.SetResult());
            socket.On("count", e => e.Ack!.Send(started));
        });
        using RawWebSocket webSocket = await server.JoinAsync();
        await webSocket.SendTextAsync("""420["slow"]""");
        await webSocket.SendTextAsync("""421["slow"]""");
        await webSocket.SendTextAsync("""422["count"]""");
        Assert.Equal("432[2]", await webSocket.ReadTextAsync());
        await webSocket.SendTextAsync("""42["go"]""");
        string[] answers = [await webSocket.ReadTextAsync(), await webSocket.ReadTextAsync()];
        Assert.Equal("430[0] 431[1]", string.Join(' ', answers.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task A_room_joined_while_connecting_is_in_effect_before_the_first_event()
    {
        await using TestServer server = await StartServerAsync();
        server.IO.OnConnection(socket =>
        {
            socket.Join("room");
            socket.On("say", e => server.IO.To("room").Emit("said", e.Get<string>(0)));
        });
        using RawWebSocket webSocket = await server.OpenAsync();
        await webSocket.WriteAsync([.. RawWebSocket.Frame(1, "40"u8.ToArray()), .. RawWebSocket.Frame(1, """42["say","x"]"""u8.ToArray())]);
        await webSocket.ReadTextAsync();
        Assert.Equal("""42["said","x"]""", await webSocket.ReadTextAsync());
    }

    [Fact]
    public async Task A_failing_handler_is_logged_and_hurts_nobody()
    {
        var failures = new List<string>();
        await using TestServer server = await StartServerAsync(options =>
            options.ClientHandlerFailed = (_, name, error) => failures.Add($"{name}: {error.Message}"));
        server.IO.OnConnection(socket =>
        {
            socket.On("sync", (Action<SocketEvent>)(_ => throw new InvalidOperationException("one")));
            socket.On("async", async _ =>
            {
                await Task.Yield();
                throw new InvalidOperationException("two");
            });
            socket.On("fine", e => e.Ack!.Send(true));
            throw new InvalidOperationException("zero");
        });
        using RawWebSocket webSocket = await server.JoinAsync();
        await webSocket.SendTextAsync("""42["async"]""");
        await webSocket.SendTextAsync("""42["sync"]""");
        await webSocket.SendTextAsync("""421["fine"]""");
        Assert.Equal("431[true]", await webSocket.ReadTextAsync());
        Assert.Contains(failures, failure => failure is "connection: zero");
        Assert.Contains(failures, failure => failure is "sync: one");
    }

    [Fact]
    public async Task Listeners_to_any_event_see_it_before_its_handlers()
    {
        await using TestServer server = await StartServerAsync();
        server.IO.OnConnection(socket =>
        {
            var seen = new List<string>();
            socket.On("a", e => seen.Add("handler"));
            socket.OnAny(e => seen.Add("any " + e.Name));
            socket.On("a", e => e.Ack!.Send(string.Join(", ", seen)));
        });
        using RawWebSocket webSocket = await server.JoinAsync();
        await webSocket.SendTextAsync("""421["a"]""");
        Assert.Equal("""431["any a, handler"]""", await webSocket.ReadTextAsync());
    }

    [Fact]
    public async Task An_event_can_be_kept_and_read_piece_by_piece()
    {
        await using TestServer server = await StartServerAsync();
        var kept = new Expected<SocketEvent>();
        server.IO.OnConnection(socket => socket.On("keep", kept.Set));
        using RawWebSocket webSocket = await server.JoinAsync();
        await webSocket.SendTextAsync("""42["keep",{"text":"t"},[1,2]]""");
        await webSocket.SendTextAsync("""42["overwrites?","xxxxxxxxxxxxxxxxxxxxxxxxx"]""");
        SocketEvent e = await kept.Value;
        Assert.Equal(2, e.Count);
        Assert.Equal(new Answer("t"), e.Get<Answer>(0));
        Assert.Equal("[1,2]"u8.ToArray(), e.Raw(1).ToArray());
        Assert.Null(e.Get<string>(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => e.Raw(2));
        Assert.ThrowsAny<JsonException>(() => e.Get<int>(0));
        Assert.Null(e.Ack);
        Assert.False(e.HasBinary);
    }

    [Theory]
    [InlineData("42")]
    [InlineData("42{}")]
    [InlineData("42[]")]
    [InlineData("42[{}]")]
    [InlineData("42[null]")]
    [InlineData("42[\"connect\"]")]
    [InlineData("42[\"connect_error\"]")]
    [InlineData("42[\"disconnect\"]")]
    [InlineData("42[\"disconnecting\"]")]
    [InlineData("42[\"newListener\"]")]
    [InlineData("42[\"removeListener\"]")]
    [InlineData("42abc[\"a\"]")]
    [InlineData("42[\"a\"")]
    [InlineData("42[\"a\"]]")]
    [InlineData("42[\"a\",]")]
    [InlineData("42[\"a\",NaN]")]
    [InlineData("42/custom")]
    [InlineData("4299999999999999999999[\"a\"]")]
    [InlineData("43[]")]
    [InlineData("430{}")]
    [InlineData("41{}")]
    [InlineData("45[\"a\"]")]
    [InlineData("45x-[\"a\"]")]
    [InlineData("45-1-[\"a\"]")]
    [InlineData("4511-[\"a\"]")]
    [InlineData("4599999999999-[\"a\"]")]
    [InlineData("451-[\"a\",{\"_placeholder\":true,\"num\":1}]")]
    [InlineData("451-[\"a\",{\"_placeholder\":true,\"num\":-1}]")]
    [InlineData("451-[\"a\",{\"_placeholder\":true,\"num\":\"0\"}]")]
    [InlineData("451-[\"a\",{\"deep\":[{\"_placeholder\":true}]}]")]
    public async Task A_malformed_packet_closes_that_connection_and_no_other(string packet)
    {
        await using TestServer server = await StartEchoAsync();
        using RawWebSocket bystander = await server.JoinAsync();
        using RawWebSocket webSocket = await server.JoinAsync();
        await webSocket.SendTextAsync(packet);
        await webSocket.ReadCloseAsync();
        await bystander.SendTextAsync("""421["message-with-ack","still here"]""");
        Assert.Equal("""431["still here"]""", await bystander.ReadTextAsync());
    }

    [Fact]
    public async Task JSON_nested_too_deeply_closes_that_connection()
    {
        await using TestServer server = await StartEchoAsync();
        using RawWebSocket webSocket = await server.JoinAsync();
        await webSocket.SendTextAsync("42[\"a\"," + new string('[', 100_000) + new string(']', 100_000) + "]");
        await webSocket.ReadCloseAsync();
    }

    private async Task<TestServer> StartEchoAsync()
    {
        TestServer server = await StartServerAsync();
        server.IO.OnConnection(socket =>
        {
            socket.On("message", e => socket.Emit("message-back", e.Arguments));
            socket.On("message-with-ack", e => e.Ack?.Send(e.Arguments));
        });
        return server;
    }

    private sealed record Answer(string Text);
}
