using Microsoft.AspNetCore.Http;

namespace Parlor.SocketIO.Engine.Polling;

/// <summary>
/// HTTP long polling: the client always has one GET waiting for what the server has to say, and sends by POST. A second
/// GET or POST at the same time, or a GET that is aborted, ends the session.
/// </summary>
internal sealed class PollingTransport(EngineConnection connection) : IOutboxWriter
{
    /// <summary>The session ended with this request, or while it waited.</summary>
    public static readonly Refusal SessionClosed = Refusal.BadRequest("SESSION_CLOSED");

    private static readonly Refusal Overlapping = Refusal.BadRequest("OVERLAPPING_REQUEST");

    // While the client tries out a WebSocket, its polls are to end soon so that it can switch over. Not at once: a poll that
    // overtook the client's "5" on another socket is to find the session moved.
    private static readonly TimeSpan ProbeHold = TimeSpan.FromMilliseconds(40);

    // A goodbye and the last poll travel on two sockets: the poll may be the later one by this much.
    private static readonly TimeSpan GoodbyeHold = TimeSpan.FromMilliseconds(50);

    // python-engineio refuses answers with more packets than this; the rest goes with the next poll.
    private const int MaxPartsPerAnswer = 16;

    private readonly PollSlot _slot = new(connection.Outbox);
    private int _posting;

    /// <summary>Completes when the session has ended and its client has fetched all that there was to tell.</summary>
    public Task Fetched => _slot.Fetched;

    private TimeProvider Time => connection.Server.Time;

    /// <summary>Answers a GET with what waits, now or as soon as there is something.</summary>
    public async Task PollAsync(HttpContext context)
    {
        var poll = new Poll();
        if (!_slot.TryEnter(poll))
        {
            connection.Close(DisconnectReason.TransportError, CloseKind.Broken);
            await connection.Server.RefuseAsync(context, Overlapping);
            return;
        }

        List<EncodedPacket>? packets;
        try
        {
            packets = await AwaitPacketsAsync(context, poll);
        }
        finally
        {
            // Before the answer is written: the client's next poll may be here before that call returns.
            _slot.BeginAnswer();
        }

        try
        {
            await (packets is null
                ? connection.Server.RefuseAsync(context, connection.IsPolling ? SessionClosed : RequestCheck.Mismatch("polling", connection))
                : PollingAnswer.WriteAsync(context, packets, connection.Server.Options.HttpCompression));
        }
        finally
        {
            _slot.EndAnswer();
        }
    }

    /// <summary>Takes the packets of a POST.</summary>
    public async Task PostAsync(HttpContext context)
    {
        if (Interlocked.Exchange(ref _posting, 1) != 0)
        {
            connection.Close(DisconnectReason.TransportError, CloseKind.Broken);
            await connection.Server.RefuseAsync(context, Overlapping);
            return;
        }

        Refusal? refusal;
        try
        {
            refusal = await PollingPost.ReceiveAsync(connection, context);
        }
        catch (Exception error) when (error is IOException or OperationCanceledException)
        {
            connection.Close(DisconnectReason.TransportError, CloseKind.Broken);
            return;
        }
        finally
        {
            // Before the answer is written, as with polls.
            Volatile.Write(ref _posting, 0);
        }

        await (refusal is null ? WriteOkAsync(context) : connection.Server.RefuseAsync(context, refusal));
    }

    /// <inheritdoc/>
    public void Wake() => _slot.Waiting?.TrySetResult();

    /// <summary>The client has moved to a WebSocket: a poll that still waits is refused, as every later one.</summary>
    public void Retire() => Wake();

    /// <summary>The client tries out a WebSocket.</summary>
    public void OnProbe() => _slot.Waiting?.EndAfter(ProbeHold, Time);

    public void Close(CloseKind kind)
    {
        EncodedPacket last = kind == CloseKind.ByClient ? EncodedPacket.Noop : EncodedPacket.Close;
        connection.Outbox.Close(last, dropRest: kind != CloseKind.Graceful);
        if (kind == CloseKind.Graceful)
            connection.Server.Sessions.Linger(connection);
    }

    /// <summary>After a goodbye: waits a moment for the poll that is perhaps still under way.</summary>
    public async Task AwaitLastPollAsync()
    {
        if (!_slot.TryExpectNext(out Task next))
            return;
        connection.Server.Sessions.Linger(connection);
        try
        {
            await next.WaitAsync(GoodbyeHold, Time);
        }
        catch (TimeoutException)
        {
            connection.Server.Sessions.EndLinger(connection);
        }
    }

    /// <summary>Whether a poll is here.</summary>
    internal bool HasPoll => _slot.Waiting is not null;

    // Null: the poll is to be refused.
    private async Task<List<EncodedPacket>?> AwaitPacketsAsync(HttpContext context, Poll poll)
    {
        if (connection.Outbox.IsFinished)
            return null;
        if (connection.Outbox.TryPark(this))
        {
            if (connection.IsProbing)
                poll.EndAfter(ProbeHold, Time);
            // The client may have moved to a WebSocket just now, before this poll could be found and retired.
            if (!connection.IsPolling)
                poll.TrySetResult();
            await using CancellationTokenRegistration aborted = context.RequestAborted.UnsafeRegister(
                static state => ((EngineConnection)state!).Close(DisconnectReason.TransportError, CloseKind.Broken), connection);
            await poll.Task;
            // Whoever adds from here on finds nobody parked, and leaves it to the next poll.
            connection.Outbox.Unpark(this);
        }

        if (!connection.IsPolling)
            return null;
        List<EncodedPacket> packets = connection.Outbox.TakeUpTo(connection.Server.Options.MaxHttpBufferSize, MaxPartsPerAnswer);
        if (packets.Count == 0)
            packets.Add(EncodedPacket.Noop);
        return packets;
    }

    private static Task WriteOkAsync(HttpContext context)
    {
        // text/html, because some browsers offer to download an answer of text/plain.
        context.Response.ContentType = "text/html";
        context.Response.ContentLength = 2;
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync("ok", CancellationToken.None);
    }
}
