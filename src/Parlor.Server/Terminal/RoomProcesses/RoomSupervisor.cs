using System.Collections.Concurrent;
using Dapper;
using Parlor.Server.Data;
using Parlor.Server.Rooms;

namespace Parlor.Server.Terminal.RoomProcesses;

/// <summary>Has each room that the operator wants it for served by a process of its own, for as long as the server runs.</summary>
internal sealed partial class RoomSupervisor(
    Settings settings, DataFolder folder, DedicatedRoomStore store, RoomFrontServices services, TimeProvider clock, ILogger<RoomSupervisor> logger)
    : IHostedService, ICommitListener
{
    private readonly ConcurrentDictionary<long, RoomKeeper> _keepers = new();
    // Rooms that the configuration names, by id, once there are such rooms.
    private readonly ConcurrentDictionary<long, string> _configured = new();
    private readonly Lock _lock = new();
    private LinkDoor? _door;
    private bool _isStopped;

    /// <summary>Starts the processes; tests bring their own.</summary>
    public LaunchRoom Launch { get; set; } = RoomProgram.Launch;

    public IReadOnlyList<RoomKeeper> Keepers => [.. _keepers.Values];

    private IEnumerable<string> Missing => settings.Rooms.Keys.Except(_configured.Values, StringComparer.Ordinal);

    public RoomKeeper? Find(long roomId) => _keepers.GetValueOrDefault(roomId);

    /// <exception cref="SettingException">There are such rooms, and the path of the data folder is too long for a socket.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await SetConfigured();
        foreach (var room in Missing)
            LogMissing(room);
        foreach (var (roomId, listen) in await store.All())
        {
            if (Find(roomId) is null)
                await Set(roomId, listen);
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
            _isStopped = true;
        await Task.WhenAll(_keepers.Keys.Select(Remove));
        if (_door is not null)
            await _door.DisposeAsync();
    }

    /// <summary>Has a room served by a process of its own at this address.</summary>
    public async Task Set(long roomId, string listen)
    {
        await Remove(roomId);
        lock (_lock)
        {
            if (_isStopped)
                return;
            _door ??= LinkDoor.Open(folder.File("rooms"));
            var keeper = new RoomKeeper(roomId, listen, _door, services, Launch, clock, logger);
            // Of two who set it at once, the first counts.
            if (_keepers.TryAdd(roomId, keeper))
                keeper.Start();
        }
    }

    /// <summary>Has a room served by this process alone again.</summary>
    public async Task Remove(long roomId)
    {
        if (_keepers.TryRemove(roomId, out var keeper))
            await keeper.DisposeAsync();
    }

    void ICommitListener.Committed(IReadOnlyList<CommittedEvent> committed)
    {
        var isNew = false;
        foreach (var happened in committed)
        {
            if (happened is RoomDeleted { RoomId: var deleted })
            {
                _configured.TryRemove(deleted, out _);
                _ = Remove(deleted);
            }

            // What makes a room gives it an owner; a new name can be the one that is waited for as well.
            isNew = isNew || happened is MemberJoined { Given.Role: RoomRole.Owner } or RoomUpdated;
        }

        if (isNew && Missing.Any())
            _ = Task.Run(SetNew);
    }

    private async Task SetNew()
    {
        try
        {
            await SetConfigured();
        }
        catch (Exception failure)
        {
            LogFailure(failure);
        }
    }

    /// <summary>Has those of the configuration's rooms served by processes of their own that are there and are not yet.</summary>
    private async Task SetConfigured()
    {
        foreach (var room in Missing.ToArray())
        {
            // Of two who look at once, one sets it.
            if (await store.FindRoom(room) is { } roomId && _configured.TryAdd(roomId, room))
                await Set(roomId, settings.Rooms[room]);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "There is no room {Room} yet; it has a port of its own once it is made")]
    private partial void LogMissing(string room);

    [LoggerMessage(Level = LogLevel.Error, Message = "A room of the configuration could not be given its port")]
    private partial void LogFailure(Exception failure);
}

/// <summary>The SQL of rooms with a process of their own.</summary>
internal sealed class DedicatedRoomStore(Db db)
{
    public async Task<IReadOnlyList<(long RoomId, string Listen)>> All()
    {
        await using var connection = await db.OpenReadAsync();
        return (await connection.QueryAsync<(long, string)>("SELECT room_id, listen FROM dedicated_rooms ORDER BY room_id")).AsList();
    }

    /// <summary>The room of that name or id; null when there is none.</summary>
    public async Task<long?> FindRoom(string room)
    {
        await using var connection = await db.OpenReadAsync();
        return await connection.QueryFirstOrDefaultAsync<long?>(
            "SELECT id FROM rooms WHERE kind = 'room' AND (name = @name OR id = @id)",
            new { name = room.ToLowerInvariant(), id = Ids.TryParse(room, out var id) ? id : 0 });
    }

    public async Task<IReadOnlyDictionary<long, (string Name, string Title)>> Names(long[] roomIds)
    {
        await using var connection = await db.OpenReadAsync();
        var names = new Dictionary<long, (string, string)>();
        foreach (var roomId in roomIds)
        {
            if (await connection.QueryFirstOrDefaultAsync<(string Name, string Title)?>("SELECT name, title FROM rooms WHERE id = @roomId", new { roomId }) is { } found)
                names[roomId] = found;
        }

        return names;
    }

    public static void Put(WriteTransaction transaction, long roomId, string listen) => transaction.Execute(
        "INSERT INTO dedicated_rooms (room_id, listen) VALUES ($1, $2) ON CONFLICT (room_id) DO UPDATE SET listen = excluded.listen", roomId, listen);

    public static void Delete(WriteTransaction transaction, long roomId) =>
        transaction.Execute("DELETE FROM dedicated_rooms WHERE room_id = $1", roomId);
}
