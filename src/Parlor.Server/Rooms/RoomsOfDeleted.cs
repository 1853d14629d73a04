using Parlor.Server.Accounts;
using Parlor.Server.Accounts.Deletion;
using Parlor.Server.Data;

namespace Parlor.Server.Rooms;

/// <summary>
/// What becomes of the rooms of somebody who deletes their account: those that they own alone are handed over first; those where nobody
/// else is go with them; they leave the others. Direct conversations stay, for they are the other's as well.
/// Somebody without an account leaves rooms as they were before they came; those that they have made for themselves go with the last there.
/// </summary>
internal sealed class RoomsOfDeleted(TimeProvider clock) : IAccountEnding
{
    /// <summary>Names of rooms that a refusal lists; there may be more.</summary>
    private const int MostNamed = 5;

    public void Require(WriteTransaction transaction, long userId)
    {
        var owned = transaction.Query(
            $"""
            SELECT r.name FROM memberships m JOIN rooms r ON r.id = m.room_id
             WHERE m.user_id = $1 AND m.role = 'owner' AND r.member_count > 1
               AND NOT EXISTS (SELECT 1 FROM memberships o WHERE o.room_id = r.id AND o.role = 'owner' AND o.user_id <> $1)
             ORDER BY r.name LIMIT {MostNamed}
            """,
            row => row.GetString(0),
            userId);
        if (owned.Count > 0)
            throw Problem.Conflict("rooms", $"You are the last owner of {string.Join(", ", owned)}: hand each over or delete it first.");
    }

    public Task Prepare(long userId, bool deleteMessages) => Task.CompletedTask;

    public void End(WriteTransaction transaction, Person leaver)
    {
        var userId = Ids.Parse(leaver.Id);
        var rooms = transaction.Query(
            "SELECT r.id, r.kind, r.member_count FROM memberships m JOIN rooms r ON r.id = m.room_id WHERE m.user_id = $1 ORDER BY r.id",
            row => (Id: row.GetInt64(0), Kind: Wire.Parse<RoomKind>(row.GetString(1)), Members: row.GetInt64(2)),
            userId);
        if (leaver.IsDeleted)
            Announce(transaction, leaver, rooms);
        foreach (var (id, kind, members) in rooms)
        {
            if (kind == RoomKind.Direct)
                continue;
            if (members == 1 && leaver.IsDeleted)
            {
                RoomStore.Delete(transaction, id);
                continue;
            }

            MembershipStore.Remove(transaction, new MemberLeft { RoomId = id, At = Timestamp.Now(clock), ActorId = userId, User = leaver });
            if (!leaver.IsDeleted)
                RoomStore.DeleteAbandoned(transaction, id);
        }

        transaction.Execute("DELETE FROM sidebars WHERE user_id = $1", userId);
        transaction.Execute("DELETE FROM mentions WHERE user_id = $1", userId);
    }

    private void Announce(WriteTransaction transaction, Person leaver, IEnumerable<(long Id, RoomKind Kind, long Members)> rooms)
    {
        var profile = new Profile(About: null, Pronouns: null, TimeZone: null, Status: null, Role.Guest, Timestamp.Now(clock));
        // Where they leave: once they have, nobody there counts as knowing them, and would hear of it from ProfileBroadcast.
        var left = rooms.Where(room => room.Kind != RoomKind.Direct).Select(room => room.Id).ToList();
        transaction.Publish(new ProfileAnnouncement(left, userIds: [], connections: [], leaver, profile));
    }
}
