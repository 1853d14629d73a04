using Dapper;
using Parlor.Server.Accounts.Export;
using Parlor.Server.Data;

namespace Parlor.Server.Rooms;

/// <summary>The rooms that a person is in, and what they are there, in their archive.</summary>
internal sealed class RoomsExport(Db db) : IExportPart
{
    public async Task Write(long userId, ExportArchive archive, CancellationToken cancel)
    {
        await using var connection = await db.OpenReadAsync(cancel);
        var rows = await connection.QueryAsync<(long Id, string Name, string Title, string Kind, string Role, long JoinedAt, long LastReadSeq)>(
            new CommandDefinition(
                """
                SELECT r.id, r.name, r.title, r.kind, m.role, m.joined_at, m.last_read_seq
                  FROM memberships m JOIN rooms r ON r.id = m.room_id WHERE m.user_id = @userId ORDER BY r.id
                """,
                new { userId },
                cancellationToken: cancel));
        var rooms = rows.Select(row => new ExportedRoom(
            Ids.Text(row.Id), row.Name, row.Title, row.Kind, row.Role, new Timestamp(row.JoinedAt), row.LastReadSeq)).ToList();
        await archive.Add("rooms.json", rooms, RoomsJson.Wire.ListExportedRoom, cancel);
    }
}

internal sealed record ExportedRoom(string Id, string Name, string Title, string Kind, string Role, Timestamp JoinedAt, long LastReadSeq);
