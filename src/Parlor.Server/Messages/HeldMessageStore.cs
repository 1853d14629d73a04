using System.Data.Common;
using System.Globalization;
using Dapper;
using Parlor.Server.Accounts;
using Parlor.Server.Data;
using Parlor.Server.Rooms;

namespace Parlor.Server.Messages;

/// <summary>The SQL of held messages.</summary>
public sealed class HeldMessageStore(Db db, People people)
{
    /// <summary>Messages that wait in one room.</summary>
    public const int MostInRoom = 500;

    /// <summary>Those of one person among them.</summary>
    public const int MostOfPerson = 20;

    /// <summary>People who are told that one waits.</summary>
    private const int MostTold = 200;

    private const string Columns = "id, author_id, text, client_id, reply_to, pattern, at, state, room_id";

    /// <summary>What waits in a room, the oldest first: all of it, or what one person wrote.</summary>
    public async Task<IReadOnlyList<HeldMessage>> Waiting(long roomId, long? authorId)
    {
        await using var connection = await db.OpenReadAsync();
        await using var reader = await connection.ExecuteReaderAsync(
            $"""
            SELECT {Columns} FROM held_messages
             WHERE room_id = @roomId AND state = 'waiting'{(authorId is null ? "" : " AND author_id = @authorId")} ORDER BY id LIMIT {MostInRoom}
            """,
            new { roomId, authorId });
        var rows = new List<Row>();
        while (await reader.ReadAsync())
            rows.Add(Row.From(reader));
        var authors = people.GetMany(rows.Select(row => row.AuthorId));
        return [.. rows.Select(row => row.ToHeld(authors[row.AuthorId]))];
    }

    /// <summary>The author of a held message of the room.</summary>
    /// <exception cref="Problem"><c>not_found</c>.</exception>
    internal async Task<Person> AuthorOf(long roomId, long id)
    {
        await using var connection = await db.OpenReadAsync();
        var author = await connection.ExecuteScalarAsync<long?>(
            "SELECT author_id FROM held_messages WHERE id = @id AND room_id = @roomId", new { id, roomId });
        return author is { } authorId ? people.Get(authorId) : throw NoSuchMessage();
    }

    /// <summary>Holds a message; one that the author has sent before is found as it is.</summary>
    /// <exception cref="Problem"><c>too_large</c>: too much waits.</exception>
    internal static HeldMessage Hold(WriteTransaction transaction, HeldMessage held)
    {
        var (room, author) = (Ids.Parse(held.Room), Ids.Parse(held.Author.Id));
        var before = transaction.QueryFirst(
            $"SELECT {Columns} FROM held_messages WHERE room_id = $1 AND author_id = $2 AND client_id = $3", Row.From, none: null, room, author, held.ClientId);
        if (before is not null)
            return before.ToHeld(held.Author);
        RequireSpace(transaction, "room_id = $1", MostInRoom, room);
        RequireSpace(transaction, "room_id = $1 AND author_id = $2", MostOfPerson, room, author);
        transaction.Execute(
            $"INSERT INTO held_messages ({Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, 'waiting', $8)",
            Ids.Parse(held.Id), author, held.Text, held.ClientId, held.ReplyTo, held.Pattern, held.At.Milliseconds, room);
        Tell(transaction, held);
        return held;
    }

    /// <summary>A message that waits.</summary>
    /// <exception cref="Problem"><c>not_found</c>; <c>conflict</c>: somebody has decided already.</exception>
    internal static HeldMessage Get(WriteTransaction transaction, long roomId, long id, Person author)
    {
        var held = transaction.QueryFirst(
            $"SELECT {Columns} FROM held_messages WHERE id = $1 AND room_id = $2", Row.From, none: null, id, roomId)?.ToHeld(author)
            ?? throw NoSuchMessage();
        return held.State == HeldState.Waiting ? held : throw Problem.Conflict("held", "Somebody has decided on that already.");
    }

    internal static HeldMessage Decide(WriteTransaction transaction, HeldMessage held, HeldState state)
    {
        transaction.Execute("UPDATE held_messages SET state = $2, text = '' WHERE id = $1", Ids.Parse(held.Id), Wire.Text(state));
        var decided = held with { State = state, Text = "" };
        Tell(transaction, decided);
        return decided;
    }

    private static void Tell(WriteTransaction transaction, HeldMessage held)
    {
        var deciders = transaction.Query(
            string.Create(CultureInfo.InvariantCulture, $"""
            SELECT m.user_id FROM memberships m LEFT JOIN room_roles c ON c.id = m.custom_role_id
             WHERE m.room_id = $1
               AND ((c.id IS NULL AND m.role IN ('moderator', 'admin', 'owner')) OR ' ' || c.permissions || ' ' LIKE '% {Wire.Text(RoomPermission.DeleteMessages)} %')
             LIMIT {MostTold}
            """),
            row => row.GetInt64(0),
            Ids.Parse(held.Room));
        transaction.Publish(new HeldChanged(held, [.. deciders.Append(Ids.Parse(held.Author.Id)).Distinct()]));
    }

    private static void RequireSpace(WriteTransaction transaction, string where, int most, params ReadOnlySpan<object?> args)
    {
        if (transaction.QueryNumber($"SELECT COUNT(*) FROM held_messages WHERE {where} AND state = 'waiting'", args) >= most)
            throw Problem.TooLarge("text", "Too many messages wait to be looked at; try again later.");
    }

    private static Problem NoSuchMessage() => Problem.NotFound("There is no such message.");

    private sealed record Row(
        long Id, long AuthorId, string Text, string ClientId, long? ReplyTo, string Pattern, long At, string State, long RoomId)
    {
        public static Row From(DbDataReader row) => new(
            row.GetInt64(0),
            row.GetInt64(1),
            row.GetString(2),
            row.GetString(3),
            row.IsDBNull(4) ? null : row.GetInt64(4),
            row.GetString(5),
            row.GetInt64(6),
            row.GetString(7),
            row.GetInt64(8));

        public HeldMessage ToHeld(Person author) => new(
            Ids.Text(Id), Ids.Text(RoomId), author, Text, ClientId, ReplyTo, Pattern, new Timestamp(At), Wire.Parse<HeldState>(State));
    }
}
