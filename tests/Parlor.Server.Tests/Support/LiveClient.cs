using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace Parlor.Server.Tests.Support;

/// <summary>
/// A small Socket.IO client over WebSocket: sends events, awaits acknowledgements, and keeps every event it gets, in order. It does no
/// more than tests need, so that they see what is on the wire.
/// </summary>
public sealed class LiveClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ClientWebSocket _socket = new();
    private readonly Channel<LiveEventSeen> _events = Channel.CreateUnbounded<LiveEventSeen>();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> _acks = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly TaskCompletionSource<JsonElement> _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _reading = Task.CompletedTask;
    private int _lastAck;

    /// <summary>Ends when the connection does, whoever ended it.</summary>
    public Task Closed => _reading;

    /// <summary>Connects with a token; the answer to CONNECT is in <see cref="Connected"/>, be it a welcome or a refusal.</summary>
    public static async Task<LiveClient> Connect(Uri server, object? auth)
    {
        var client = new LiveClient();
        using var patience = new CancellationTokenSource(Patience);
        await client._socket.ConnectAsync(
            new UriBuilder(server) { Scheme = "ws", Path = "/socket.io/", Query = "EIO=4&transport=websocket" }.Uri, patience.Token);
        client._reading = client.Read();
        await client.SendRaw("40" + (auth is null ? "" : JsonSerializer.Serialize(auth)));
        return client;
    }

    /// <summary>Connects as somebody, and waits until the server has said welcome.</summary>
    public static async Task<LiveClient> Connect(Uri server, Someone someone)
    {
        var client = await Connect(server, new { token = someone.Token });
        await client.Connected;
        return client;
    }

    /// <summary>The server's welcome; fails with the refusal's JSON as message when it refuses.</summary>
    public Task<JsonElement> Connected => _connected.Task.WaitAsync(Patience);

    /// <summary>Sends an event and awaits its acknowledgement.</summary>
    public async Task<JsonElement> Emit(string name, object? data)
    {
        var id = Interlocked.Increment(ref _lastAck);
        var ack = _acks[id] = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        await SendRaw($"42{id}{JsonSerializer.Serialize(new[] { name, data })}");
        return await ack.Task.WaitAsync(Patience);
    }

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

    /// <summary>Sends an event with one binary attachment and awaits its acknowledgement.</summary>
    public async Task<JsonElement> EmitBinary(string name, string json, byte[] attachment)
    {
        var id = Interlocked.Increment(ref _lastAck);
        var ack = _acks[id] = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        await SendRaw($"451-{id}[\"{name}\",{json}]");
        await SendBinary(attachment);
        return await ack.Task.WaitAsync(Patience);
    }

    public Task SendRaw(string packet) => Send(Encoding.UTF8.GetBytes(packet), WebSocketMessageType.Text);

    public Task SendBinary(byte[] data) => Send(data, WebSocketMessageType.Binary);

    private async Task Send(byte[] data, WebSocketMessageType type)
    {
        await _sending.WaitAsync();
        try
        {
            await _socket.SendAsync(data, type, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Ends the connection without a word, as a lost network does.</summary>
    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _reading;
        _socket.Dispose();
        _sending.Dispose();
    }

    private async Task Read()
    {
        var buffer = new byte[64 * 1024];
        using var packet = new MemoryStream();
        try
        {
            while (true)
            {
                var part = await _socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                if (part.MessageType == WebSocketMessageType.Close)
                    break;
                packet.Write(buffer, 0, part.Count);
                if (!part.EndOfMessage)
                    continue;
                await Handle(Encoding.UTF8.GetString(packet.GetBuffer(), 0, (int)packet.Length));
                packet.SetLength(0);
            }
        }
        catch (WebSocketException)
        {
            // The end of the connection, however it came, is what Closed tells.
        }
        catch (OperationCanceledException)
        {
            // Aborted by the test.
        }

        var lost = new IOException("The connection has ended.");
        _connected.TrySetException(lost);
        foreach (var ack in _acks.Values)
            ack.TrySetException(lost);
        _events.Writer.TryComplete(lost);
    }

    private async Task Handle(string packet)
    {
        if (string.Equals(packet, "2", StringComparison.Ordinal))
            await SendRaw("3");
        else if (packet.StartsWith("40", StringComparison.Ordinal))
            _connected.TrySetResult(JsonSerializer.Deserialize<JsonElement>(packet[2..]));
        else if (packet.StartsWith("44", StringComparison.Ordinal))
            _connected.TrySetException(new InvalidOperationException(packet[2..]));
        else if (packet.StartsWith("42", StringComparison.Ordinal))
            Keep(JsonSerializer.Deserialize<JsonElement>(packet[2..]));
        else if (packet.StartsWith("43", StringComparison.Ordinal))
            Acknowledge(packet[2..]);
    }

    private void Keep(JsonElement happened) => _events.Writer.TryWrite(new LiveEventSeen(happened[0].GetString()!, happened[1]));

    private void Acknowledge(string packet)
    {
        var start = packet.IndexOf('[', StringComparison.Ordinal);
        if (_acks.TryRemove(int.Parse(packet[..start]), out var ack))
            ack.SetResult(JsonSerializer.Deserialize<JsonElement>(packet[start..])[0]);
    }
}

/// <summary>An event that a client got.</summary>
public sealed record LiveEventSeen(string Name, JsonElement Data);
