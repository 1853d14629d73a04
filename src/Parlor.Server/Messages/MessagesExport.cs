using System.Runtime.CompilerServices;
using Dapper;
using Parlor.Server.Accounts.Export;
using Parlor.Server.Data;

namespace Parlor.Server.Messages;

/// <summary>What a person has said, a file for each room, in their archive; also of rooms that they have left.</summary>
internal sealed class MessagesExport(Db db) : IExportPart
{
    /// <summary>Messages read at a time.</summary>
    private const int PageSize = 500;

    public async Task Write(long userId, ExportArchive archive, CancellationToken cancel)
    {
        List<long> rooms;
        await using (var connection = await db.OpenReadAsync(cancel))
        {
            rooms = (await connection.QueryAsync<long>(new CommandDefinition(
                "SELECT DISTINCT room_id FROM messages WHERE author_id = @userId ORDER BY room_id", new { userId }, cancellationToken: cancel))).AsList();
        }

        foreach (var room in rooms)
            await archive.AddList($"messages/{Ids.Text(room)}.json", Read(room, userId, cancel), MessagesJson.Wire.ExportedMessage, cancel);
    }

    private async IAsyncEnumerable<ExportedMessage> Read(long roomId, long userId, [EnumeratorCancellation] CancellationToken cancel)
    {
        var after = 0L;
        while (true)
        {
            List<(long Seq, string Text, long At, long? ReplyTo, long? EditedAt, long? DeletedAt)> page;
            await using (var connection = await db.OpenReadAsync(cancel))
            {
                page = (await connection.QueryAsync<(long Seq, string Text, long At, long? ReplyTo, long? EditedAt, long? DeletedAt)>(
                    new CommandDefinition(
                        $"""
                        SELECT seq, text, at, reply_to, edited_at, deleted_at FROM messages
                         WHERE room_id = @roomId AND author_id = @userId AND seq > @after ORDER BY seq LIMIT {PageSize}
                        """,
                        new { roomId, userId, after },
                        cancellationToken: cancel))).AsList();
            }

            foreach (var (seq, text, at, replyTo, editedAt, deletedAt) in page)
                yield return new ExportedMessage(seq, new Timestamp(at), text, replyTo, TimeOf(editedAt), TimeOf(deletedAt));
            if (page.Count < PageSize)
                yield break;
            after = page[^1].Seq;
        }
    }

    private static Timestamp? TimeOf(long? milliseconds) => milliseconds is { } time ? new Timestamp(time) : null;
}

internal sealed record ExportedMessage(long Seq, Timestamp At, string Text, long? ReplyTo, Timestamp? EditedAt, Timestamp? DeletedAt);
