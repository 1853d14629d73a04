using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Parlor.Server.Tests.Delivery;

/// <summary>
/// A Socket.IO connection with no cleverness of its own: it neither reconnects nor sends again, so that a test decides what happens
/// when the connection is lost. Everything that waits for an answer then fails with <see cref="ConnectionLostException"/>.
/// </summary>
internal sealed class RawSocket : IAsyncDisposable
{
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(15);

    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> _waiting = new();
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action<string, JsonElement> _onEvent;
    private Task _reading = Task.CompletedTask;
    private int _lastId;
    private bool _lost;

    /// <param name="onEvent">Gets each event's name and first argument, in the order of arrival, one at a time.</param>
    public RawSocket(Action<string, JsonElement> onEvent) => _onEvent = onEvent;

    /// <param name="server">The server's address.</param>
    /// <param name="token">The access token to connect with.</param>
    public async Task Connect(Uri server, string token)
    {
        using var limit = new CancellationTokenSource(ConnectLimit);
        var address = new UriBuilder(server) { Scheme = "ws", Path = "/socket.io/", Query = "EIO=4&transport=websocket" };
        await _socket.ConnectAsync(address.Uri, limit.Token);
        _reading = Read(JsonSerializer.Serialize(new { token }));
        await _connected.Task.WaitAsync(limit.Token);
    }

    /// <summary>Sends an event with one object and waits for its acknowledgement.</summary>
    /// <exception cref="ConnectionLostException">The connection ended before the acknowledgement came.</exception>
    public async Task<JsonElement> Emit(string name, object body)
    {
        var id = Interlocked.Increment(ref _lastId);
        var answer = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[id] = answer;
        if (Volatile.Read(ref _lost))
            FailWaiting();
        else
            await Send($"42{id}{JsonSerializer.Serialize(new[] { name, body })}");
        return await answer.Task;
    }

    /// <summary>Ends the connection at once, as a lost network does: what is on its way is not waited for.</summary>
    public void Abort() => _socket.Abort();

    public async ValueTask DisposeAsync()
    {
        Abort();
        await _reading;
        _socket.Dispose();
    }

    private async Task Read(string auth)
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
                    break;
                length += received.Count;
                if (!received.EndOfMessage)
                    continue;
                await Handle(Encoding.UTF8.GetString(buffer, 0, length), auth);
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

    private async Task Handle(string packet, string auth)
    {
        if (packet.StartsWith("42[", StringComparison.Ordinal))
        {
            var happened = JsonSerializer.Deserialize<JsonElement>(packet.AsSpan(2));
            _onEvent(happened[0].GetString()!, happened[1]);
        }
        else if (packet.StartsWith("43", StringComparison.Ordinal))
        {
            var arguments = packet.IndexOf('[', StringComparison.Ordinal);
            if (_waiting.TryRemove(int.Parse(packet.AsSpan(2, arguments - 2)), out var answer))
                answer.SetResult(JsonSerializer.Deserialize<JsonElement>(packet.AsSpan(arguments))[0]);
        }
        else if (packet is "2")
        {
            await Send("3");
        }
        else if (packet.StartsWith('0'))
        {
            await Send($"40{auth}");
        }
        else if (packet.StartsWith("40", StringComparison.Ordinal))
        {
            _connected.TrySetResult();
        }
        else
        {
            _connected.TrySetException(new InvalidOperationException($"Unexpected packet: {packet}"));
        }
    }

    private async Task Send(string packet)
    {
        await _sending.WaitAsync();
        try
        {
            await _socket.SendAsync(Encoding.UTF8.GetBytes(packet), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
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
