using Parlor.Server.Accounts;
using Parlor.Server.Audit;
using Parlor.Server.Data;

namespace Parlor.Server.Terminal.RoomProcesses;

/// <summary>
/// Gives rooms a port and a process of their own, and takes them away, while the server runs. It is kept in the database; what the
/// configuration says stays as it says.
/// </summary>
internal sealed class ManageDedicatedRooms(Db db, DedicatedRoomStore store, RoomSupervisor supervisor, Settings settings, People people, TimeProvider clock)
{
    /// <exception cref="Problem"><c>forbidden</c>.</exception>
    public async Task<IReadOnlyList<DedicatedRoom>> List(Administrator by, CancellationToken cancel)
    {
        await by.Require(people, cancel);
        var keepers = supervisor.Keepers;
        var names = await store.Names([.. keepers.Select(keeper => keeper.RoomId)]);
        return
        [
            .. keepers.Where(keeper => names.ContainsKey(keeper.RoomId)).OrderBy(keeper => names[keeper.RoomId].Name, StringComparer.Ordinal).Select(keeper =>
            {
                var (status, (name, title)) = (keeper.Status, names[keeper.RoomId]);
                return new DedicatedRoom(
                    name, title, keeper.Address ?? keeper.Listen, status.Pid, status.State, status.Connections, status.StartedAt, status.Restarts,
                    settings.Rooms.ContainsKey(name), status.Problem);
            }),
        ];
    }

    /// <exception cref="Problem">
    /// <c>forbidden</c>, <c>not_found</c>; <c>invalid</c>, field <c>listen</c>; <c>conflict</c>: the configuration says where it listens.
    /// </exception>
    public async Task Put(Administrator by, string room, string? listen)
    {
        await by.Require(people);
        var address = Check(listen);
        var roomId = await Require(room);
        var now = Timestamp.Now(clock);
        await db.Write(transaction =>
        {
            by.Require(transaction);
            DedicatedRoomStore.Put(transaction, roomId, address);
            AuditLog.Record(transaction, new AuditEntry(AuditAction.DedicatedRoomSet, by.UserId, now)
            {
                RoomId = roomId,
                Changes = [AuditChange.Of("listen", supervisor.Find(roomId)?.Listen, address)],
            });
        });
        await supervisor.Set(roomId, address);
    }

    /// <exception cref="Problem"><c>forbidden</c>; <c>not_found</c>: no such room, or it has none; <c>conflict</c>: the configuration says so.</exception>
    public async Task Delete(Administrator by, string room)
    {
        await by.Require(people);
        var roomId = await Require(room);
        var keeper = supervisor.Find(roomId) ?? throw Problem.NotFound("That room has no port of its own.");
        var now = Timestamp.Now(clock);
        await db.Write(transaction =>
        {
            by.Require(transaction);
            DedicatedRoomStore.Delete(transaction, roomId);
            AuditLog.Record(transaction, new AuditEntry(AuditAction.DedicatedRoomRemoved, by.UserId, now)
            {
                RoomId = roomId,
                Changes = [AuditChange.Of("listen", keeper.Listen, null)],
            });
        });
        await supervisor.Remove(roomId);
    }

    private async Task<long> Require(string room)
    {
        var roomId = await store.FindRoom(room) ?? throw Problem.NotFound("There is no such room.");
        var (name, _) = (await store.Names([roomId]))[roomId];
        return settings.Rooms.ContainsKey(name)
            ? throw Problem.Conflict("room", "The server's configuration says where that room listens; change it there.")
            : roomId;
    }

    private static string Check(string? listen)
    {
        var text = Input.Line("listen", Input.Required("listen", listen), longest: 100);
        try
        {
            var address = DedicatedAddress.Parse("listen", text);
            return $"{address.Host}:{address.Port}";
        }
        catch (SettingException wrong)
        {
            throw Problem.Invalid("listen", wrong.Wrong!);
        }
    }
}

/// <summary>A room with a port and a process of its own.</summary>
/// <param name="Room">Its name.</param>
/// <param name="Title">What people read.</param>
/// <param name="Address">Where it listens, or is to listen.</param>
/// <param name="Pid">The process; absent while there is none.</param>
/// <param name="State">Whether it runs.</param>
/// <param name="Connections">Clients there.</param>
/// <param name="StartedAt">Since when the process runs.</param>
/// <param name="Restarts">How often it was started again.</param>
/// <param name="IsConfigured">Whether the server's configuration says so, where alone it can be changed.</param>
/// <param name="Problem">What keeps it from listening, if anything.</param>
internal sealed record DedicatedRoom(
    string Room,
    string Title,
    string Address,
    int? Pid,
    RoomProcessState State,
    int Connections,
    Timestamp? StartedAt,
    int Restarts,
    bool IsConfigured,
    string? Problem);
