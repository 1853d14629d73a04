using System.Collections.Concurrent;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Parlor.Cli.Chat;

/// <summary>
/// One Socket.IO connection (protocol revision 5 over Engine.IO 4) by WebSocket. It lives once: what was lost is replaced by another one.
/// Whatever waits for an acknowledgement when it ends fails with <see cref="ChatProblem.Unreachable"/>.
/// </summary>
internal sealed class SocketConnection : IAsyncDisposable
{
    /// <summary>Larger than what the server sends at once: 2,000 events of a catch-up with the longest texts.</summary>
    private const int LongestPacket = 256 * 1024 * 1024;
    private static readonly TimeSpan OpenLimit = TimeSpan.FromSeconds(20);

    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> _waiting = new();
    private readonly Func<string, JsonElement, ValueTask> _onEvent;
    private TimeSpan _silence = OpenLimit;
    private byte[] _buffer = new byte[16 * 1024];
    private int _lastId;
    private volatile bool _ended;

    private SocketConnection(Func<string, JsonElement, ValueTask> onEvent) => _onEvent = onEvent;

    /// <summary>Connects and is let in.</summary>
    /// <param name="onEvent">Gets each event's name and first argument, in the order of arrival, one at a time; while it waits, nothing is read.</param>
    /// <exception cref="ChatProblem">Refused, with the server's code, or not reached.</exception>
    public static async Task<SocketConnection> Open(Uri server, string token, Func<string, JsonElement, ValueTask> onEvent, CancellationToken cancel)
    {
        var connection = new SocketConnection(onEvent);
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            limit.CancelAfter(OpenLimit);
            await connection.Handshake(server, token, limit.Token);
            return connection;
        }
        catch (Exception failure)
        {
            await connection.DisposeAsync();
            if (IsLoss(failure) && !cancel.IsCancellationRequested)
                throw new ChatProblem(ChatProblem.Unreachable, $"{server.Authority} does not answer.");
            throw;
        }
    }

    /// <summary>Reads until the connection ends, whoever ended it and however.</summary>
    public async Task Run(CancellationToken cancel)
    {
        try
        {
            while (await Receive(cancel) is { } packet)
            {
                // The server has closed the namespace, as it does when the session has ended.
                if (packet is ['4', '1', ..])
                    return;
                await Handle(packet, cancel);
            }
        }
        catch (Exception failure) when (IsLoss(failure))
        {
            cancel.ThrowIfCancellationRequested();
        }
        finally
        {
            _ended = true;
            FailWaiting();
        }
    }

    /// <summary>Sends an event with one argument and waits for its acknowledgement.</summary>
    /// <exception cref="ChatProblem">Refused, or the connection ended before the acknowledgement came.</exception>
    public async Task<JsonElement> Emit(string name, object body, CancellationToken cancel)
    {
        var id = Interlocked.Increment(ref _lastId);
        var answer = _waiting[id] = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            await Send($"42{id}{JsonSerializer.Serialize(new[] { name, body })}", cancel);
            if (_ended)
                FailWaiting();
            return Checked(await answer.Task.WaitAsync(cancel));
        }
        catch (Exception failure) when (IsLoss(failure) && !cancel.IsCancellationRequested)
        {
            throw ChatProblem.NoConnection();
        }
        finally
        {
            _waiting.TryRemove(id, out _);
        }
    }

    public ValueTask DisposeAsync()
    {
        _ended = true;
        _socket.Abort();
        _socket.Dispose();
        FailWaiting();
        return ValueTask.CompletedTask;
    }

    private async Task Handshake(Uri server, string token, CancellationToken cancel)
    {
        var secure = string.Equals(server.Scheme, Uri.UriSchemeHttps, StringComparison.Ordinal);
        var address = new UriBuilder(server) { Scheme = secure ? Uri.UriSchemeWss : Uri.UriSchemeWs, Path = "/socket.io/", Query = "EIO=4&transport=websocket" };
        _socket.Options.SetRequestHeader("User-Agent", "parlor-chat/1");
        await _socket.ConnectAsync(address.Uri, cancel);
        if (await Receive(cancel) is not ['0', .. var open])
            throw ChatProblem.NoConnection();
        // A server that is silent for longer than between two pings, and the time it gives us for an answer, is gone.
        var terms = JsonSerializer.Deserialize<JsonElement>(open);
        _silence = TimeSpan.FromMilliseconds(terms.Number("pingInterval") + terms.Number("pingTimeout"));
        await Send("40" + JsonSerializer.Serialize(new { token }), cancel);
        while (await Receive(cancel) is { } packet)
        {
            if (packet.StartsWith("40", StringComparison.Ordinal))
                return;
            if (packet.StartsWith("44", StringComparison.Ordinal))
            {
                var refusal = JsonSerializer.Deserialize<JsonElement>(packet.AsSpan(2));
                throw new ChatProblem(refusal.Member("data").Text("code"), refusal.Text("message"));
            }

            await Handle(packet, cancel);
        }

        throw ChatProblem.NoConnection();
    }

    /// <summary>The next packet; null when the server has closed the connection.</summary>
    private async Task<string?> Receive(CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(_silence);
        var length = 0;
        while (true)
        {
            if (length == _buffer.Length)
                Array.Resize(ref _buffer, length < LongestPacket ? length * 2 : throw new IOException("A packet is too long."));
            var received = await _socket.ReceiveAsync(_buffer.AsMemory(length), patience.Token);
            if (received.MessageType == WebSocketMessageType.Close)
                return null;
            length += received.Count;
            if (received.EndOfMessage)
                return Encoding.UTF8.GetString(_buffer, 0, length);
        }
    }

    private async Task Handle(string packet, CancellationToken cancel)
    {
        if (packet is "2")
        {
            await Send("3", cancel);
        }
        else if (packet.StartsWith("42[", StringComparison.Ordinal))
        {
            var happened = JsonSerializer.Deserialize<JsonElement>(packet.AsSpan(2));
            await _onEvent(happened[0].GetString()!, happened.GetArrayLength() > 1 ? happened[1] : default);
        }
        else if (packet.StartsWith("43", StringComparison.Ordinal))
        {
            var arguments = packet.IndexOf('[', StringComparison.Ordinal);
            if (_waiting.TryRemove(int.Parse(packet.AsSpan(2, arguments - 2), CultureInfo.InvariantCulture), out var answer))
                answer.TrySetResult(JsonSerializer.Deserialize<JsonElement>(packet.AsSpan(arguments))[0]);
        }
    }

    private async Task Send(string packet, CancellationToken cancel)
    {
        await _sending.WaitAsync(cancel);
        try
        {
            await _socket.SendAsync(Encoding.UTF8.GetBytes(packet), WebSocketMessageType.Text, endOfMessage: true, cancel);
        }
        finally
        {
            _sending.Release();
        }
    }

    private void FailWaiting()
    {
        foreach (var answer in _waiting.Values)
            answer.TrySetException(ChatProblem.NoConnection());
    }

    private static JsonElement Checked(JsonElement answer)
    {
        if (answer.Member("ok").ValueKind == JsonValueKind.True)
            return answer;
        var error = answer.Member("error");
        var retry = error.Has("retryAfterMs") ? TimeSpan.FromMilliseconds(error.Number("retryAfterMs")) : (TimeSpan?)null;
        throw new ChatProblem(error.Text("code"), error.Text("message"), retry);
    }

    /// <summary>
    /// The forms in which .NET tells that a connection failed, was reset, aborted or disposed, depending on the moment; and that what came
    /// is no packet.
    /// </summary>
    private static bool IsLoss(Exception failure) => failure
        is WebSocketException or IOException or ObjectDisposedException or OperationCanceledException or InvalidOperationException
            or JsonException or FormatException;
}
