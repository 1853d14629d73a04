using Parlor.Server.Data;

namespace Parlor.Server.Audit;

/// <summary>
/// The one door for writing down acts of administration, in the transaction that does what is written down: neither is stored without the
/// other. An event of a room that says it is such an act is written down by the room's log.
/// </summary>
public static class AuditLog
{
    /// <summary>How long acts are kept.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(365);

    /// <summary>
    /// Writes an act down. What happens in a conversation or a group is nobody's administration, and is left out. Call it among the
    /// changes, after the checks.
    /// </summary>
    public static void Record(WriteTransaction transaction, AuditEntry entry)
    {
        transaction.Execute("DELETE FROM audit_log WHERE at < $1", entry.At.Milliseconds - (long)KeptFor.TotalMilliseconds);
        transaction.Execute(
            """
            INSERT INTO audit_log (id, at, action, actor_id, subject_id, room_id, reason, changes)
            SELECT $1, $2, $3, $4, $5, CAST($6 AS BIGINT), $7, $8
             WHERE $6 IS NULL OR EXISTS (SELECT 1 FROM rooms WHERE id = $6 AND kind = 'room')
            """,
            Ids.Next(entry.At), entry.At.Milliseconds, Wire.Text(entry.Action), entry.ActorId, entry.SubjectId, entry.RoomId, entry.Reason,
            AuditChange.Store(entry.Changes));
    }
}
