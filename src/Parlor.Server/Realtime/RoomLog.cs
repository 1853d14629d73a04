using Parlor.Server.Audit;
using Parlor.Server.Data;

namespace Parlor.Server.Realtime;

/// <summary>
/// A room is a log: everything that happens in it is an event with the room's next sequence number. The number is taken and the event
/// stored in one transaction, so there are no gaps and no two events with one number.
/// </summary>
public static class RoomLog
{
    /// <summary>Gives <paramref name="happened"/> the room's next number, stores it, and has it announced after the commit.</summary>
    /// <exception cref="Problem"><c>not_found</c>: the room is gone.</exception>
    public static void Append(WriteTransaction transaction, RoomEvent happened)
    {
        var seq = transaction.QueryNumber(
            "UPDATE rooms SET last_seq = last_seq + 1 WHERE id = $1 RETURNING last_seq", happened.RoomId);
        Store(transaction, happened, seq ?? throw Problem.NotFound("There is no such room."));
    }

    /// <summary>
    /// Announces an event that is stored elsewhere than in <c>events</c>, under a number that the caller has taken in this transaction.
    /// </summary>
    internal static void Announce(WriteTransaction transaction, RoomEvent happened, long seq)
    {
        happened.Seq = seq;
        transaction.Publish(happened);
    }

    private static void Store(WriteTransaction transaction, RoomEvent happened, long seq)
    {
        transaction.Execute(
            "INSERT INTO events (room_id, seq, type, actor_id, subject_id, at, body) VALUES ($1, $2, $3, $4, $5, $6, $7)",
            happened.RoomId, seq, happened.Type, happened.ActorId, happened.SubjectId, happened.At.Milliseconds, happened.StoredBody);
        if (happened.Audit is { } audited)
            AuditLog.Record(transaction, audited);
        Announce(transaction, happened, seq);
    }
}
