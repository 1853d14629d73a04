using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Parlor.SocketIO.Engine;
using Parlor.SocketIO.Engine.WebSockets;

namespace Parlor.SocketIO;

/// <summary>
/// An Engine.IO server, protocol revision 4: sessions over WebSocket and HTTP long polling, kept alive by a heartbeat.
/// Made by <see cref="EndpointExtensions.MapEngineIO"/>; a Socket.IO server has one inside.
/// </summary>
public sealed class EngineServer : IDisposable
{
    // A session that the server closed is kept this long for the poll that fetches its last messages.
    private static readonly TimeSpan LingerTime = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(5);

    // Clients that add their next listener only after they saw the answer to CONNECT (the official test suite is one)
    // miss events that arrive in the same read. So that answer travels alone, and what follows waits this long, unless
    // the client speaks first.
    private static readonly TimeSpan PauseTime = TimeSpan.FromMilliseconds(10);

    private readonly ConcurrentDictionary<string, EngineConnection> _connections = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, EngineConnection> _lingering = new(StringComparer.Ordinal);
    private readonly DeadlineList<EngineConnection> _lingerDeadlines;
    private readonly ConcurrentDictionary<WebSocketTransport, byte> _webSockets = [];
    private volatile bool _closing;
    private Action<EngineConnection> _accept = static _ => { };

    private readonly Flusher[] _flushers = [.. Enumerable.Range(0, Math.Max(1, Environment.ProcessorCount / 2)).Select(_ => new Flusher())];
    private uint _nextFlusher;

    internal EngineServer(EngineOptions options, TimeProvider time, ILogger log)
    {
        options.Validate();
        Options = options;
        Time = time;
        Log = log;
        Heartbeats = new Heartbeats(time, options.PingInterval, options.PingTimeout);
        UpgradeDeadlines = new(time, options.UpgradeTimeout, static transport => transport.Close(CloseCode.Normal, dropRest: true));
        CloseDeadlines = new(time, CloseTimeout, static transport => transport.Abort());
        Pauses = new(TimeProvider.System, PauseTime, static writer => writer.EndPause());
        _lingerDeadlines = new(time, LingerTime, EndLinger);
    }

    /// <summary>The sessions that are open.</summary>
    public int ConnectionCount => _connections.Count;

    internal EngineOptions Options { get; }

    internal TimeProvider Time { get; }

    internal ILogger Log { get; }

    internal Heartbeats Heartbeats { get; }

    internal DeadlineList<WebSocketTransport> UpgradeDeadlines { get; }

    internal DeadlineList<WebSocketTransport> CloseDeadlines { get; }

    internal DeadlineList<FrameWriter> Pauses { get; }

    /// <summary>Sets what happens with a new session, before its first message is looked at.</summary>
    public void OnConnection(Action<EngineConnection> handler) => _accept = handler;

    /// <summary>Refuses new sessions, closes every open one, and waits for the WebSockets to end, five seconds at most.</summary>
    public Task CloseAsync() => CloseAsync(DisconnectReason.ForcedClose);

    /// <inheritdoc/>
    public void Dispose()
    {
        Heartbeats.Dispose();
        UpgradeDeadlines.Dispose();
        CloseDeadlines.Dispose();
        Pauses.Dispose();
        _lingerDeadlines.Dispose();
    }

    /// <summary>Serves one request.</summary>
    internal async Task HandleAsync(HttpContext context)
    {
        if (Cors.Answers(context, Options.Cors))
            return;

        string? sid = context.Request.Query["sid"];
        if (_closing && string.IsNullOrEmpty(sid))
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        EngineConnection? connection = Find(sid, HttpMethods.IsGet(context.Request.Method));
        if (await RequestCheck.FindErrorAsync(context, this, sid, connection) is { } error)
            await EngineErrors.WriteAsync(context, error);
        else if (WebSocketHandshake.IsRequested(context))
            await ServeWebSocketAsync(context, connection);
        else if (HttpMethods.IsPost(context.Request.Method))
            await connection!.Polling!.PostAsync(context);
        else
            await (connection ?? OpenPolling(context)).Polling!.PollAsync(context);
    }

    internal Flusher NextFlusher() => _flushers[Interlocked.Increment(ref _nextFlusher) % _flushers.Length];

    internal async Task CloseAsync(string reason)
    {
        _closing = true;
        foreach (EngineConnection connection in _connections.Values)
            connection.Close(reason, CloseKind.Graceful);
        try
        {
            await Task.WhenAll(_webSockets.Keys.Select(webSocket => webSocket.Ended)).WaitAsync(CloseTimeout, Time);
        }
        catch (TimeoutException)
        {
            foreach (WebSocketTransport webSocket in _webSockets.Keys)
                webSocket.Abort();
        }
    }

    internal void Forget(EngineConnection connection)
    {
        _connections.TryRemove(connection.Id, out _);
        Heartbeats.Stop(connection.Heartbeat);
    }

    /// <summary>Keeps a closed session for one more poll, if there is something to tell, and for posts until then.</summary>
    internal void Linger(EngineConnection connection)
    {
        _lingering[connection.Id] = connection;
        _lingerDeadlines.Renew(connection.LingerDeadline, Time.GetTimestamp());
    }

    internal void EndLinger(EngineConnection connection)
    {
        _lingering.TryRemove(connection.Id, out _);
        _lingerDeadlines.Remove(connection.LingerDeadline);
    }

    private EngineConnection? Find(string? sid, bool isPoll)
    {
        if (string.IsNullOrEmpty(sid))
            return null;
        if (_connections.TryGetValue(sid, out EngineConnection? connection))
        {
            if (!Heartbeats.IsExpired(connection.Heartbeat))
                return connection;
            connection.Close(DisconnectReason.PingTimeout, CloseKind.Broken);
            return null;
        }

        if (!_lingering.TryGetValue(sid, out connection))
            return null;
        // A post, with a pong perhaps, was sent before the client could know.
        if (!isPoll)
            return connection;
        EndLinger(connection);
        return connection.Outbox.IsFinished ? null : connection;
    }

    private EngineConnection OpenPolling(HttpContext context)
    {
        EngineConnection connection = Create(context);
        connection.StartPolling();
        Open(connection);
        return connection;
    }

    private async Task ServeWebSocketAsync(HttpContext context, EngineConnection? existing)
    {
        AcceptedWebSocket? accepted = await WebSocketHandshake.AcceptAsync(context, Options.PerMessageDeflate);
        if (accepted is null)
        {
            await EngineErrors.WriteAsync(context, EngineError.BadRequest);
            return;
        }

        EngineConnection connection = existing ?? Create(context);
        var transport = new WebSocketTransport(context, accepted, connection, isProbe: existing is not null);
        if (existing is null)
        {
            connection.StartWebSocket(transport);
            Open(connection);
        }
        else if (!existing.TryStartProbe(transport))
        {
            transport.Close(CloseCode.Normal, dropRest: true);
        }

        _webSockets.TryAdd(transport, 0);
        // Whoever came while the server began to close was perhaps not among those that it closed.
        if (_closing)
            connection.Close(DisconnectReason.ServerShuttingDown, CloseKind.Graceful);
        await transport.RunAsync();
        _webSockets.TryRemove(transport, out _);
    }

    private EngineConnection Create(HttpContext context)
    {
        string id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(15));
        return new EngineConnection(this, id, new Handshake(context, Time.GetUtcNow()));
    }

    private void Open(EngineConnection connection)
    {
        _connections[connection.Id] = connection;
        Heartbeats.Start(connection.Heartbeat);
        _accept(connection);
    }
}
