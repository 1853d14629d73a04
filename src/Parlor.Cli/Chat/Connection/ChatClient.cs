using System.Security.Cryptography;
using System.Text.Json;
using System.Threading.Channels;

namespace Parlor.Cli.Chat;

/// <summary>
/// A person's connection to a server that stays: it renews the access token, comes back after a loss with growing pauses, and asks for what
/// was missed. Whoever shows the chat reads <see cref="Updates"/>; what is typed goes out by <see cref="Send"/> and <see cref="Call"/>.
/// </summary>
internal sealed class ChatClient : IAsyncDisposable
{
    /// <summary>What waits to be shown. Beyond it nothing is read from the connection, and the server's bounds apply.</summary>
    private const int MostUpdates = 4_096;

    /// <summary>Further behind than this, a room is better loaded afresh than told event by event.</summary>
    private const int TooFarBehind = 1_000;

    /// <summary>The server answers for so many rooms at once.</summary>
    private const int MostSyncRooms = 1_000;

    private readonly Channel<ChatUpdate> _updates = Channel.CreateBounded<ChatUpdate>(MostUpdates);
    private readonly SemaphoreSlim _telling = new(1);
    private readonly LogOrder _order = new();
    private readonly ChatApi _api;
    private readonly string _me;
    private readonly TimeProvider _clock;
    private readonly Func<int, TimeSpan> _pause;
    private readonly Outbox _outbox;
    private SocketConnection? _connection;
    private bool _catchingUp;

    /// <param name="me">The person's id.</param>
    /// <param name="pause">How long to wait before an attempt; gets how many have failed.</param>
    public ChatClient(ChatApi api, string me, TimeProvider clock, Func<int, TimeSpan>? pause = null)
    {
        _api = api;
        _me = me;
        _clock = clock;
        _pause = pause ?? BackOff;
        _outbox = new Outbox(Call, clock);
    }

    public ChannelReader<ChatUpdate> Updates => _updates.Reader;

    /// <summary>Keeps the connection until it is cancelled.</summary>
    /// <exception cref="ChatProblem">The session is over, or its person may not connect.</exception>
    public async Task Run(CancellationToken cancel)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var sending = _outbox.Run(end.Token);
        Exception? failure = null;
        try
        {
            await KeepConnected(end.Token);
        }
        catch (Exception over) when (over is ChatProblem or OperationCanceledException)
        {
            failure = over;
            throw;
        }
        finally
        {
            await end.CancelAsync();
            await sending.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            _outbox.Fail(failure ?? ChatProblem.NoConnection());
            _updates.Writer.TryComplete(failure as ChatProblem);
        }
    }

    /// <summary>Asks something of the server, once.</summary>
    /// <exception cref="ChatProblem">Refused, or there is no connection.</exception>
    public Task<JsonElement> Call(string name, object body, CancellationToken cancel) =>
        (Volatile.Read(ref _connection) ?? throw ChatProblem.NoConnection()).Emit(name, body, cancel);

    /// <summary>Tells the server what nobody needs to hear of when it fails: another will follow, or the connection is gone, which is told.</summary>
    public async Task Tell(string name, object body, CancellationToken cancel)
    {
        try
        {
            await Call(name, body, cancel);
        }
        catch (Exception unimportant) when (unimportant is ChatProblem or OperationCanceledException)
        {
            // As it says above.
        }
    }

    /// <summary>Posts a message; over as many connections as it takes, once and in the order of sending.</summary>
    /// <returns>The acknowledgement: <c>{message}</c>, or <c>{held}</c>.</returns>
    /// <exception cref="ChatProblem">Refused; or too many wait.</exception>
    public Task<JsonElement> Send(OutgoingMessage message) => _outbox.Add(message);

    public async ValueTask DisposeAsync()
    {
        if (_connection is { } open)
            await open.DisposeAsync();
        _telling.Dispose();
    }

    private async Task KeepConnected(CancellationToken cancel)
    {
        var renewedFor = "";
        for (var failures = 0; ;)
        {
            var token = _api.AccessToken;
            string why;
            try
            {
                await using var connection = await SocketConnection.Open(_api.Server, token, Arrive, cancel);
                var reading = connection.Run(cancel);
                await CatchUp(connection, cancel);
                _outbox.Open();
                (failures, renewedFor) = (0, "");
                await reading;
                why = "The connection was lost.";
            }
            catch (ChatProblem refused) when (refused.Code is ChatProblem.Unauthorized && !string.Equals(token, renewedFor, StringComparison.Ordinal))
            {
                // A fresh token that is refused as well is no matter of its age.
                if (await Renew(token, cancel))
                    renewedFor = _api.AccessToken;
                why = refused.Message;
            }
            catch (ChatProblem problem) when (problem.Code is ChatProblem.Unreachable || problem.IsPassing)
            {
                why = problem.Message;
            }
            finally
            {
                Volatile.Write(ref _connection, null);
                _outbox.Close();
            }

            // Straight on with a new token.
            if (string.Equals(renewedFor, _api.AccessToken, StringComparison.Ordinal) && !string.Equals(token, renewedFor, StringComparison.Ordinal))
                continue;
            var pause = _pause(failures++);
            await Tell(new Lost(why, pause), cancel);
            await Task.Delay(pause, _clock, cancel);
        }
    }

    /// <returns>Whether there is a new token; if not, the server is away, and the connection will wait for it.</returns>
    private async Task<bool> Renew(string token, CancellationToken cancel)
    {
        try
        {
            await _api.Renew(token, cancel);
            return true;
        }
        catch (ChatProblem away) when (away.Code is ChatProblem.Unreachable || away.IsPassing)
        {
            return false;
        }
    }

    /// <summary>Asks for what happened meanwhile, then for the rooms as they are now.</summary>
    private async Task CatchUp(SocketConnection connection, CancellationToken cancel)
    {
        await Told(() => _catchingUp = true, cancel);
        var behind = _order.Told;
        do
        {
            // Also where there is nothing to ask for: once this is answered, the connection follows its rooms.
            var asked = behind.Take(MostSyncRooms).ToDictionary(StringComparer.Ordinal);
            var answer = await connection.Emit("sync", new { rooms = asked }, cancel);
            foreach (var room in asked.Keys)
                behind.Remove(room);
            foreach (var room in answer.Member("rooms").EnumerateObject())
            {
                if (await Apply(room.Name, asked[room.Name], room.Value, cancel) is { } reached)
                    behind[room.Name] = reached;
            }
        }
        while (behind.Count > 0);

        var rooms = (await connection.Emit("request", new { method = "GET", path = "/api/v1/rooms" }, cancel)).Member("body").Items("rooms").ToList();
        await _telling.WaitAsync(cancel);
        try
        {
            // Whoever hears of the connection may use it. First the rooms are told, then what happened in them since.
            Volatile.Write(ref _connection, connection);
            await Tell(new Connected(rooms), cancel);
            foreach (var room in rooms)
                await TellAll(_order.Begin(room.Text("id"), room.Number("lastSeq")), cancel);
            await TellAll(_order.RoomsAreKnown(), cancel);
            _catchingUp = false;
        }
        finally
        {
            _telling.Release();
        }
    }

    /// <summary>Tells what one room's answer brings; how far it got, if there is more.</summary>
    private async Task<long?> Apply(string room, long from, JsonElement answer, CancellationToken cancel)
    {
        await _telling.WaitAsync(cancel);
        try
        {
            var lastSeq = answer.Number("lastSeq");
            if (answer.Has("error"))
            {
                _order.Forget(room);
                await Tell(new RoomGone(room), cancel);
                return null;
            }

            if (answer.Member("reset").ValueKind == JsonValueKind.True || lastSeq - from > TooFarBehind)
            {
                await Tell(new RoomReset(room, lastSeq), cancel);
                await TellAll(_order.SkipTo(room, lastSeq), cancel);
                return null;
            }

            foreach (var happened in answer.Items("events"))
            {
                from = Math.Max(from, happened.Number("seq"));
                await TellAll(_order.Take(happened), cancel);
            }

            return from < lastSeq ? from : null;
        }
        finally
        {
            _telling.Release();
        }
    }

    /// <summary>Takes an event that came live.</summary>
    private async ValueTask Arrive(string name, JsonElement body)
    {
        await _telling.WaitAsync();
        try
        {
            if (name is "room_deleted" or "removed_from_room")
                _order.Forget(body.Text("room"));
            // Events of a log, and they alone, have a number and a type.
            if (!body.Has("seq") || !body.Has("type"))
            {
                await Tell(new Happened(name, body), CancellationToken.None);
                return;
            }

            await TellAll(_order.Take(body), CancellationToken.None);
            // Whoever comes back has missed what was said meanwhile, and begins anew.
            if (body.Text("type") is "leave_room_announcement" && string.Equals(body.Member("user").Text("id"), _me, StringComparison.Ordinal))
                _order.Forget(body.Text("room"));
            // The server sends without gaps; should one be there all the same, another connection closes it.
            if (_order.HasGap && !_catchingUp && _connection is { } open)
                await open.DisposeAsync();
        }
        finally
        {
            _telling.Release();
        }
    }

    private async Task Told(Action act, CancellationToken cancel)
    {
        await _telling.WaitAsync(cancel);
        act();
        _telling.Release();
    }

    private async Task TellAll(IEnumerable<JsonElement> log, CancellationToken cancel)
    {
        foreach (var happened in log)
            await Tell(new Happened(happened.Text("type"), happened), cancel);
    }

    private ValueTask Tell(ChatUpdate update, CancellationToken cancel) => _updates.Writer.WriteAsync(update, cancel);

    /// <summary>Half a second, doubled with each failure up to half a minute, give or take a fifth: so that not all come back at once.</summary>
    private static TimeSpan BackOff(int failures) =>
        TimeSpan.FromSeconds(Math.Min(30, 0.5 * Math.Pow(2, Math.Min(failures, 6)))) * (0.8 + (RandomNumberGenerator.GetInt32(400) / 1000.0));
}
