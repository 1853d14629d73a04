using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Parlor.SocketIO.Diagnostics;
using Parlor.SocketIO.Engine;
using Parlor.SocketIO.Engine.WebSockets;

namespace Parlor.SocketIO;

/// <summary>
/// An Engine.IO server, protocol revision 4: sessions over WebSocket and HTTP long polling, kept alive by a heartbeat.
/// Made by <see cref="EndpointExtensions.MapEngineIO"/>; a Socket.IO server has one inside.
/// </summary>
public sealed class EngineServer : IDisposable
{
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(5);

    // Clients that add their next listener only after they saw the answer to CONNECT (the official test suite is one)
    // miss events that arrive in the same read. So that answer travels alone, and what follows waits this long, unless
    // the client speaks first.
    private static readonly TimeSpan PauseTime = TimeSpan.FromMilliseconds(10);

    private readonly Admission _admission;
    private Action<EngineConnection>? _accept;
    private Action<ConnectionError>? _refused;

    private readonly Flusher[] _flushers = [.. Enumerable.Range(0, Math.Max(1, Environment.ProcessorCount / 2)).Select(_ => new Flusher())];
    private uint _nextFlusher;

    internal EngineServer(EngineOptions options, TimeProvider time, ILogger log, Instruments instruments)
    {
        Instruments = instruments;
        options.Validate();
        Options = options;
        OpenPacket = new OpenPacket(options);
        OutboxLimits = new OutboxLimits(options.MaxBufferedMessages, options.MaxBufferedBytes, options.OverflowPolicy);
        PacketLimit = options.MaxPacketsPerSecond is { } packets ? new PacketLimit(packets, options.PacketBurst, time) : null;
        Time = time;
        Log = log;
        Heartbeats = new Heartbeats(time, options.PingInterval, options.PingTimeout);
        UpgradeDeadlines = new(time, options.UpgradeTimeout, static transport => transport.Close(CloseCode.Normal, dropRest: true));
        TimeSpan closeTimeout = options.ShutdownTimeout > CloseTimeout ? options.ShutdownTimeout : CloseTimeout;
        CloseDeadlines = new(time, closeTimeout, static transport => transport.Abort());
        Pauses = new(TimeProvider.System, PauseTime, static writer => writer.EndPause());
        Sessions = new Sessions(this);
        Shutdown = new Shutdown(this);
        _admission = new Admission(this);
    }

    /// <summary>The sessions that are open.</summary>
    public int ConnectionCount => Sessions.Count;

    internal EngineOptions Options { get; }

    internal OpenPacket OpenPacket { get; }

    internal OutboxLimits OutboxLimits { get; }

    internal PacketLimit? PacketLimit { get; }

    internal TimeProvider Time { get; }

    internal ILogger Log { get; }

    internal Instruments Instruments { get; }

    internal Sessions Sessions { get; }

    internal Shutdown Shutdown { get; }

    internal Heartbeats Heartbeats { get; }

    internal DeadlineList<WebSocketTransport> UpgradeDeadlines { get; }

    internal DeadlineList<WebSocketTransport> CloseDeadlines { get; }

    internal DeadlineList<FrameWriter> Pauses { get; }

    /// <summary>Adds what happens with a new session, before its first message is looked at.</summary>
    public void OnConnection(Action<EngineConnection> handler) => _accept += handler;

    /// <summary>
    /// Adds a handler that learns of every request that is refused with a code, before its answer is written (the official
    /// server's <c>connection_error</c>). It runs on the request's thread; what it throws is logged.
    /// </summary>
    public void OnConnectionError(Action<ConnectionError> handler) => _refused += handler;

    /// <summary>
    /// Refuses new sessions with 503 and closes every open one: what waits is sent first, then the goodbye (a close frame, or a
    /// close packet for a poll), which official clients see as <c>transport close</c> and answer by connecting again. Ends
    /// when all have it, after <see cref="EngineOptions.ShutdownTimeout"/> at the latest. Closing twice is closing once.
    /// </summary>
    public Task CloseAsync() => Shutdown.RunAsync(DisconnectReason.ForcedClose);

    /// <inheritdoc/>
    public void Dispose()
    {
        Heartbeats.Dispose();
        UpgradeDeadlines.Dispose();
        CloseDeadlines.Dispose();
        Pauses.Dispose();
        Sessions.Dispose();
    }

    /// <summary>Serves one request.</summary>
    internal async Task HandleAsync(HttpContext context)
    {
        if (await AnswerAsync(context) is { } webSocket)
            await webSocket.RunAsync();
    }

    /// <summary>
    /// Answers one request. A WebSocket that it opened is the caller's to run: so nothing of the answering, and not the
    /// request either unless the caller needs it, is held for as long as the WebSocket lives.
    /// </summary>
    internal async Task<WebSocketTransport?> AnswerAsync(HttpContext context)
    {
        if (Cors.Answers(context, Options.Cors))
            return null;

        string? sid = context.Request.Query["sid"];
        bool isNew = string.IsNullOrEmpty(sid);
        if (isNew && _admission.Check(context) is { } busy)
        {
            await RefuseAsync(context, busy);
            return null;
        }

        bool isPoll = HttpMethods.IsGet(context.Request.Method) && !WebSocketHandshake.IsRequested(context);
        EngineConnection? connection = isNew ? null : Sessions.Find(sid!, isPoll);
        if (await RequestCheck.FindErrorAsync(context, this, sid, connection) is { } error)
            await RefuseAsync(context, error);
        else if (connection is null)
            return await _admission.OpenAsync(context);
        else if (WebSocketHandshake.IsRequested(context))
            return await UpgradeAsync(context, connection);
        else if (HttpMethods.IsPost(context.Request.Method))
            await connection.Polling!.PostAsync(context);
        else
            await connection.Polling!.PollAsync(context);
        return null;
    }

    internal Task RefuseAsync(HttpContext context, Refusal refusal)
    {
        Instruments.RequestRefused((int)refusal.Error);
        Callback.Run(Log, "connection_error", _refused, new ConnectionError(context, refusal));
        return refusal.WriteAsync(context);
    }

    /// <summary>Begins the session. False when its id is in use.</summary>
    internal bool TryOpen(EngineConnection connection)
    {
        if (!Sessions.TryAdd(connection))
            return false;
        Instruments.ConnectionOpened(connection.Transport);
        Heartbeats.Start(connection.Heartbeat);
        Callback.Run(Log, "connection", _accept, connection);
        // Whoever came while the server began to close was perhaps not among those that it closed.
        if (Shutdown.HasBegun)
            connection.Close(DisconnectReason.ServerShuttingDown, CloseKind.Graceful);
        return true;
    }

    internal Flusher NextFlusher() => _flushers[Interlocked.Increment(ref _nextFlusher) % _flushers.Length];

    private async Task<WebSocketTransport?> UpgradeAsync(HttpContext context, EngineConnection connection)
    {
        if (await WebSocketHandshake.AcceptAsync(context, Options.PerMessageDeflate) is not { } accepted)
        {
            await RefuseAsync(context, Refusal.BadRequest("TRANSPORT_HANDSHAKE_ERROR"));
            return null;
        }

        var transport = new WebSocketTransport(context, accepted, connection, isProbe: true);
        if (!connection.TryStartProbe(transport))
            transport.Close(CloseCode.Normal, dropRest: true);
        return transport;
    }
}
