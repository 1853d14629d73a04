using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Parlor.Server.Tests.Support;

/// <summary>
/// A Socket.IO connection over WebSocket with no cleverness of its own: it neither reconnects nor sends again, so that a test decides
/// what happens when the connection is lost. Everything that waits for an answer then fails with <see cref="ConnectionLostException"/>.
/// </summary>
internal sealed class RawSocket : IAsyncDisposable
{
    private static readonly TimeSpan OpenLimit = TimeSpan.FromSeconds(15);

    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> _waiting = new();
    private readonly TaskCompletionSource<JsonElement> _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action<string, JsonElement> _onEvent;
    private TaskCompletionSource _refused = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _lastId;
    private bool _lost;

    /// <param name="onEvent">Gets each event's name and first argument, in the order of arrival, one at a time.</param>
    public RawSocket(Action<string, JsonElement> onEvent) => _onEvent = onEvent;

    /// <summary>The server's welcome; fails with the refusal's JSON as message when it refuses.</summary>
    public Task<JsonElement> Connected => _connected.Task;

    /// <summary>Ends when the connection does, whoever ended it and however.</summary>
    public Task Closed { get; private set; } = Task.CompletedTask;

    /// <summary>Opens the connection and asks to be let in; the answer is in <see cref="Connected"/>.</summary>
    /// <param name="server">The server's address.</param>
    /// <param name="auth">What goes with CONNECT; null for none.</param>
    public async Task Open(Uri server, object? auth)
    {
        using var limit = new CancellationTokenSource(OpenLimit);
        var address = new UriBuilder(server) { Scheme = "ws", Path = "/socket.io/", Query = "EIO=4&transport=websocket" };
        await _socket.ConnectAsync(address.Uri, limit.Token);
        Closed = Read();
        await SendRaw("40" + (auth is null ? "" : JsonSerializer.Serialize(auth)));
    }

    /// <summary>Sends an event with one argument and waits for its acknowledgement.</summary>
    /// <exception cref="ConnectionLostException">The connection ended before the acknowledgement came.</exception>
    public async Task<JsonElement> Emit(string name, object? body)
    {
        var answer = Wait(out var id);
        await SendRaw($"42{id}{JsonSerializer.Serialize(new[] { name, body })}");
        return await answer;
    }

    /// <summary>Sends an event with one argument and one binary attachment, and waits for its acknowledgement.</summary>
    public async Task<JsonElement> EmitBinary(string name, string json, byte[] attachment)
    {
        var answer = Wait(out var id);
        await SendRaw($"451-{id}[\"{name}\",{json}]");
        await SendBinary(attachment);
        return await answer;
    }

    /// <summary>Asks for a namespace that is none, and waits for the refusal.</summary>
    public async Task AskInVain()
    {
        _refused = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await SendRaw("40/nowhere,");
        if (await Task.WhenAny(_refused.Task, Closed) != _refused.Task)
            throw new IOException("The connection ended before the answer.");
    }

    public Task SendRaw(string packet) => Send(Encoding.UTF8.GetBytes(packet), WebSocketMessageType.Text);

    public Task SendBinary(byte[] data) => Send(data, WebSocketMessageType.Binary);

    /// <summary>Ends the connection at once, as a lost network does: what is on its way is not waited for.</summary>
    public void Abort() => _socket.Abort();

    public async ValueTask DisposeAsync()
    {
        Abort();
        await Closed;
        _socket.Dispose();
    }

    private async Task Read()
    {
        var buffer = new byte[64 * 1024];
        var length = 0;
        try
        {
            while (true)
            {
                if (length == buffer.Length)
                    Array.Resize(ref buffer, length * 2);
                var received = await _socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    // RFC 6455, 5.5.1: without an answer the server would wait for one.
                    await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, CancellationToken.None);
                    break;
                }

                length += received.Count;
                if (!received.EndOfMessage)
                    continue;
                await Handle(Encoding.UTF8.GetString(buffer, 0, length));
                length = 0;
            }
        }
        catch (Exception failure) when (IsLoss(failure))
        {
            // Being lost is what these connections are for.
        }

        Volatile.Write(ref _lost, true);
        _connected.TrySetException(new ConnectionLostException());
        FailWaiting();
    }

    private async Task Handle(string packet)
    {
        if (packet is "2")
            await SendRaw("3");
        else if (packet.StartsWith("40", StringComparison.Ordinal))
            _connected.TrySetResult(JsonSerializer.Deserialize<JsonElement>(packet.AsSpan(2)));
        else if (packet.StartsWith("44/nowhere,", StringComparison.Ordinal))
            _refused.TrySetResult();
        else if (packet.StartsWith("44", StringComparison.Ordinal))
            _connected.TrySetException(new InvalidOperationException(packet[2..]));
        else if (packet.StartsWith("42[", StringComparison.Ordinal))
            Happen(JsonSerializer.Deserialize<JsonElement>(packet.AsSpan(2)));
        else if (packet.StartsWith("43", StringComparison.Ordinal))
            Answer(packet);
    }

    private void Happen(JsonElement happened) => _onEvent(happened[0].GetString()!, happened[1]);

    private void Answer(string packet)
    {
        var arguments = packet.IndexOf('[', StringComparison.Ordinal);
        if (_waiting.TryRemove(int.Parse(packet.AsSpan(2, arguments - 2)), out var answer))
            answer.SetResult(JsonSerializer.Deserialize<JsonElement>(packet.AsSpan(arguments))[0]);
    }

    private Task<JsonElement> Wait(out int id)
    {
        id = Interlocked.Increment(ref _lastId);
        var answer = _waiting[id] = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (Volatile.Read(ref _lost))
            FailWaiting();
        return answer.Task;
    }

    private async Task Send(byte[] data, WebSocketMessageType type)
    {
        await _sending.WaitAsync();
        try
        {
            await _socket.SendAsync(data, type, endOfMessage: true, CancellationToken.None);
        }
        catch (Exception failure) when (IsLoss(failure))
        {
            // The reading side finds out too and tells whoever waits.
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>The forms in which .NET's client tells that a connection was reset, aborted or disposed, depending on the moment.</summary>
    private static bool IsLoss(Exception failure) => failure
        is WebSocketException or IOException or ObjectDisposedException or OperationCanceledException or InvalidOperationException;

    private void FailWaiting()
    {
        foreach (var id in _waiting.Keys)
        {
            if (_waiting.TryRemove(id, out var answer))
                answer.TrySetException(new ConnectionLostException());
        }
    }
}

internal sealed class ConnectionLostException() : Exception("The connection was lost.");
