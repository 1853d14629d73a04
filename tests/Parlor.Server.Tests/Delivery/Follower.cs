using System.Text.Json;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Delivery;

/// <summary>
/// A client as the protocol means one to be: it keeps a copy of each of its rooms' logs by live events, and after connecting or
/// joining asks <c>sync</c> for what it lacks.
/// </summary>
internal sealed class Follower(Uri server, Someone person) : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, RoomCopy> _rooms = new(StringComparer.Ordinal);
    private readonly List<Task> _syncing = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private RawSocket? _socket;

    public Someone Person => person;

    /// <summary>Connects, or connects anew after the connection was lost, and catches up in every room that the person is in.</summary>
    public async Task Connect()
    {
        if (_socket is not null)
            await _socket.DisposeAsync();
        lock (_lock)
        {
            foreach (var room in _rooms.Values)
                room.OnDisconnected();
        }

        // There before the first event, which may make this client ask something.
        _socket = new RawSocket(OnEvent);
        await _socket.Open(server, new { token = person.Token });
        await _socket.Connected.WaitAsync(Limit);
        var mine = await person.Get("/api/v1/rooms");
        await Task.WhenAll(mine.GetProperty("rooms").EnumerateArray().Select(room => Sync(room.Text("id")!)));
    }

    public Task<JsonElement> Emit(string name, object body) => _socket!.Emit(name, body);

    /// <summary>The number of the newest message that this client has of a room; of any event when there is none.</summary>
    public long Newest(string room)
    {
        lock (_lock)
            return Copy(room).NewestMessage;
    }

    /// <summary>Loses the connection, as a network that goes away does.</summary>
    public void Lose() => _socket!.Abort();

    /// <summary>Waits until live events have brought a room's copy up to a number, and answers the copy, which must have no fault.</summary>
    public async Task<RoomCopy> Reached(string room, long seq)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                var copy = Copy(room);
                Assert.True(copy.Fault is null, $"{person.Username}: {copy.Fault}");
                if (copy.LastSeq >= seq)
                    return copy;
                changed = _changed.Task;
            }

            try
            {
                await changed.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"{person.Username} has {Copy(room).LastSeq} events of {room}, live: {Copy(room).IsLive}, and {seq} are stored");
            }
        }
    }

    /// <summary>Waits for what this client has asked for on its own.</summary>
    public async Task Synced()
    {
        Task[] syncing;
        lock (_lock)
            syncing = [.. _syncing];
        await Task.WhenAll(syncing).WaitAsync(Limit);
    }

    public async ValueTask DisposeAsync()
    {
        if (_socket is not null)
            await _socket.DisposeAsync();
    }

    private void OnEvent(string name, JsonElement body)
    {
        // Events without a number are not part of a log.
        if (!body.TryGetProperty("seq", out _))
            return;

        lock (_lock)
        {
            var room = Copy(body.Text("room")!);
            var mine = body.TryGetProperty("user", out var user) && user.GetProperty("id").ValueEquals(person.Id);
            var joined = mine && name is "join_room_announcement";
            room.OnLive(body, joined);
            if (joined)
                _syncing.Add(Sync(room.Room));
            else if (mine && name is "leave_room_announcement")
                room.OnLeft();
            Change();
        }
    }

    private async Task Sync(string room)
    {
        try
        {
            while (true)
            {
                long have;
                int version;
                lock (_lock)
                    (have, version) = (Copy(room).LastSeq, Copy(room).Version);

                var answer = await Emit("sync", new { rooms = new Dictionary<string, long> { [room] = have } });
                Assert.True(answer.GetProperty("ok").GetBoolean(), answer.ToString());
                if (Take(answer.GetProperty("rooms").GetProperty(room), room, version))
                    return;
            }
        }
        catch (ConnectionLostException)
        {
            // Connecting again asks again.
        }
    }

    private bool Take(JsonElement missed, string room, int version)
    {
        lock (_lock)
        {
            var copy = Copy(room);
            // The person has left, or the connection is another, since the question: its answer no longer matters.
            if (copy.Version != version || missed.TryGetProperty("error", out _))
                return true;

            copy.OnMissed(missed.GetProperty("events"));
            var whole = copy.LastSeq >= missed.Number("lastSeq");
            if (whole)
                copy.OnCaughtUp();
            Change();
            return whole;
        }
    }

    private RoomCopy Copy(string room)
    {
        if (!_rooms.TryGetValue(room, out var copy))
            _rooms[room] = copy = new RoomCopy(room, person.Id);
        return copy;
    }

    private void Change()
    {
        var changed = _changed;
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        changed.SetResult();
    }
}
