using System.Text.Json;
using System.Threading.Channels;
using Parlor.Server.Terminal.Ports;

namespace Parlor.Server.Tests.Support;

/// <summary>A connection for tests of what goes over the wire: it keeps every event it gets, in order, and checks answers.</summary>
public sealed class LiveClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Channel<LiveEventSeen> _events = Channel.CreateUnbounded<LiveEventSeen>();
    private readonly RawSocket _socket;

    private LiveClient() => _socket = new RawSocket((name, data) => _events.Writer.TryWrite(new LiveEventSeen(name, data)));

    /// <summary>The server's welcome; fails with the refusal's JSON as message when it refuses.</summary>
    public Task<JsonElement> Connected => _socket.Connected.WaitAsync(Patience);

    /// <summary>Ends when the connection does, whoever ended it.</summary>
    public Task Closed => _socket.Closed.WaitAsync(Patience);

    /// <summary>Connects with a token; the answer to CONNECT is in <see cref="Connected"/>, be it a welcome or a refusal.</summary>
    public static async Task<LiveClient> Connect(Uri server, object? auth)
    {
        var client = new LiveClient();
        await client._socket.Open(server, auth);
        return client;
    }

    /// <summary>
    /// Connects as somebody and asks for what was missed, as clients do: the welcome comes before the server knows whose rooms these are,
    /// and once it answers, everything that happens is heard.
    /// </summary>
    public static async Task<LiveClient> Connect(Uri server, Someone someone)
    {
        var client = await Connect(server, new { token = someone.Token });
        await client.Connected;
        await client.Emit("sync", new { rooms = new { } });
        return client;
    }

    /// <summary>Makes a room and waits until its first event has gone out to those who are connected.</summary>
    public static async Task<JsonElement> MakeRoom(Uri server, Someone owner, object room)
    {
        await using var listening = await Connect(server, owner);
        var made = await owner.Post("/api/v1/rooms", room);
        await listening.Next("join_room_announcement");
        return made.GetProperty("room");
    }

    /// <summary>Sends an event and awaits its acknowledgement.</summary>
    public Task<JsonElement> Emit(string name, object? data) => _socket.Emit(name, data).WaitAsync(Patience);

    /// <summary>Sends an event with one binary attachment and awaits its acknowledgement.</summary>
    public Task<JsonElement> EmitBinary(string name, string json, byte[] attachment) =>
        _socket.EmitBinary(name, json, attachment).WaitAsync(Patience);

    public Task SendRaw(string packet) => _socket.SendRaw(packet);

    public Task SendBinary(byte[] data) => _socket.SendBinary(data);

    /// <summary>Sends an event and checks that it is acknowledged as done.</summary>
    public async Task<JsonElement> Done(string name, object? data)
    {
        var answer = await Emit(name, data);
        Assert.True(answer.GetProperty("ok").GetBoolean(), $"{name} answered {answer}");
        return answer;
    }

    /// <summary>Sends an event and checks that it is refused with this code, naming this field.</summary>
    public async Task Refused(string name, object? data, string code, string? field = null)
    {
        var answer = await Emit(name, data);
        Assert.False(answer.GetProperty("ok").GetBoolean(), $"{name} answered {answer}");
        var error = answer.GetProperty("error");
        Assert.Equal(code, error.Text("code"));
        Assert.False(string.IsNullOrEmpty(error.Text("message")));
        if (field is not null)
            Assert.Equal(field, error.Text("field"));
    }

    /// <summary>The next event of that name. What was on its way when the client connected may come before it.</summary>
    public async Task<JsonElement> NextOf(string name)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            if (await _events.Reader.ReadAsync(patience.Token) is { } seen && string.Equals(seen.Name, name, StringComparison.Ordinal))
                return seen.Data;
        }
    }

    /// <summary>A round trip that is no event, behind the answers to the server's pings.</summary>
    public Task KeepAlive() => _socket.AskInVain().WaitAsync(Patience);

    /// <summary>Whether something has come that was not looked at yet.</summary>
    public bool HasMore => _events.Reader.TryPeek(out _);

    /// <summary>What came of an event: <c>ok</c>, or the code of its error.</summary>
    public async Task<string> Outcome(string name, object? data)
    {
        var answer = await Emit(name, data);
        return answer.GetProperty("ok").GetBoolean() ? "ok" : answer.GetProperty("error").Text("code")!;
    }

    /// <summary>The next event; fails when none comes.</summary>
    public async Task<LiveEventSeen> Next()
    {
        using var patience = new CancellationTokenSource(Patience);
        return await _events.Reader.ReadAsync(patience.Token);
    }

    /// <summary>The next event, which must have this name.</summary>
    public async Task<JsonElement> Next(string name)
    {
        var (actual, data) = await Next();
        Assert.Equal(name, actual);
        return data;
    }

    /// <summary>Checks that nothing has come, after a round trip that anything sent before would have come ahead of.</summary>
    public async Task HasNothing()
    {
        await Emit("sync", new { rooms = new { } });
        Assert.False(_events.Reader.TryPeek(out var unexpected), $"unexpected: {unexpected}");
    }

    /// <summary>Ends the connection without a word, as a lost network does.</summary>
    public ValueTask DisposeAsync() => _socket.DisposeAsync();
}

/// <summary>An event that a client got.</summary>
public sealed record LiveEventSeen(string Name, JsonElement Data);
