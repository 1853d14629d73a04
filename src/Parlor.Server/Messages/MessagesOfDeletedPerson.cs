using Dapper;
using Parlor.Server.Accounts;
using Parlor.Server.Accounts.Deletion;
using Parlor.Server.Data;

namespace Parlor.Server.Messages;

/// <summary>
/// Deletes what somebody has said who wants that to go with their account: message by message, as if they had done it by hand, also in
/// rooms that they have left. In batches, so that others write meanwhile.
/// </summary>
internal sealed class MessagesOfDeletedPerson(Db db, People people, TimeProvider clock) : IAccountEnding
{
    /// <summary>Messages deleted by one write.</summary>
    private const int BatchSize = 200;

    public void Require(WriteTransaction transaction, long userId)
    {
        // Messages hold nobody back.
    }

    public async Task Prepare(long userId, bool deleteMessages)
    {
        if (!deleteMessages)
            return;
        List<long> rooms;
        await using (var connection = await db.OpenReadAsync())
        {
            rooms = (await connection.QueryAsync<long>(
                "SELECT DISTINCT room_id FROM messages WHERE author_id = @userId AND deleted_at IS NULL ORDER BY room_id", new { userId })).AsList();
        }

        foreach (var room in rooms)
        {
            while (await db.Write(transaction => DeleteSome(transaction, room, userId)) == BatchSize)
            {
                // There are more.
            }
        }
    }

    public void End(WriteTransaction transaction, Person leaver)
    {
        // What was to be deleted is.
    }

    private int DeleteSome(WriteTransaction transaction, long roomId, long userId)
    {
        var (author, now) = (people.Get(userId), Timestamp.Now(clock));
        var seqs = transaction.Query(
            $"SELECT seq FROM messages WHERE room_id = $1 AND author_id = $2 AND deleted_at IS NULL ORDER BY seq LIMIT {BatchSize}",
            row => row.GetInt64(0), roomId, userId);
        foreach (var seq in seqs)
        {
            MessageChangeStore.Delete(transaction, new MessageDeleted
            {
                RoomId = roomId,
                At = now,
                ActorId = userId,
                By = author,
                Message = MessageStore.Get(transaction, roomId, seq).ToMessage(author).AsDeleted(now, author),
            });
        }

        return seqs.Count;
    }
}
