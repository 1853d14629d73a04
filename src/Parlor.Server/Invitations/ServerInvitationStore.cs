using System.Data.Common;
using System.Globalization;
using Dapper;
using Parlor.Server.Accounts;
using Parlor.Server.Data;

namespace Parlor.Server.Invitations;

/// <summary>An invitation to the server as it is stored.</summary>
internal sealed record StoredServerInvitation(
    long Id, string Code, long CreatedBy, long CreatedAt, long? ExpiresAt, long? MaxUses, long Uses, long? RevokedAt)
{
    /// <summary>Why it does not count at that time; null when it does.</summary>
    public InvitationEnd? EndAt(Timestamp now) =>
        RevokedAt is not null ? InvitationEnd.Revoked
        : ExpiresAt <= now.Milliseconds ? InvitationEnd.Expired
        : Uses >= MaxUses ? InvitationEnd.UsedUp
        : null;
}

/// <summary>The SQL of invitations to the server.</summary>
public sealed class ServerInvitationStore(Db db, People people, TimeProvider clock)
{
    /// <summary>Invitations to the server at most. One more takes the place of the oldest that has ended.</summary>
    public const int Most = 100;

    private const string Columns =
        "SELECT id, code, created_by, created_at, expires_at, max_uses, uses, revoked_at FROM server_invitations";

    /// <summary>All of them, newest first.</summary>
    internal async Task<IReadOnlyList<ServerInvitation>> All(CancellationToken cancel)
    {
        await using var connection = await db.OpenReadAsync(cancel);
        var stored = new List<StoredServerInvitation>();
        await using (var rows = await connection.ExecuteReaderAsync(new CommandDefinition($"{Columns} ORDER BY id DESC", cancellationToken: cancel)))
        {
            while (await rows.ReadAsync(cancel))
                stored.Add(Read(rows));
        }

        var makers = people.GetMany(stored.Select(one => one.CreatedBy));
        var now = Timestamp.Now(clock);
        return [.. stored.Select(one => Shown(one, makers[one.CreatedBy], now))];
    }

    internal static StoredServerInvitation? Find(WriteTransaction transaction, string code) =>
        transaction.QueryFirst($"{Columns} WHERE code = $1", Read, none: null, code);

    /// <summary>Stores a new invitation.</summary>
    /// <exception cref="Problem"><c>too_large</c>: there are as many as can be that count.</exception>
    internal static void Add(WriteTransaction transaction, StoredServerInvitation made)
    {
        var stored = transaction.Query($"{Columns} ORDER BY id", Read);
        if (stored.Count >= Most)
        {
            var ended = stored.FirstOrDefault(one => one.EndAt(new Timestamp(made.CreatedAt)) is not null)
                ?? throw Problem.TooLarge("invitation", string.Create(CultureInfo.InvariantCulture, $"A server has {Most} invitations at most; revoke one first."));
            transaction.Execute("DELETE FROM server_invitations WHERE id = $1", ended.Id);
        }

        transaction.Execute(
            """
            INSERT INTO server_invitations (id, code, created_by, created_at, expires_at, max_uses, uses, revoked_at)
            VALUES ($1, $2, $3, $4, $5, $6, 0, NULL)
            """,
            made.Id, made.Code, made.CreatedBy, made.CreatedAt, made.ExpiresAt, made.MaxUses);
    }

    /// <summary>Takes one back, if it counts.</summary>
    /// <returns>Whether there is one of that id.</returns>
    internal static bool Revoke(WriteTransaction transaction, long id, Timestamp now)
    {
        if (transaction.QueryNumber("SELECT id FROM server_invitations WHERE id = $1", id) is null)
            return false;
        transaction.Execute("UPDATE server_invitations SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL", id, now.Milliseconds);
        return true;
    }

    internal static void CountUse(WriteTransaction transaction, long id) =>
        transaction.Execute("UPDATE server_invitations SET uses = uses + 1 WHERE id = $1", id);

    internal static ServerInvitation Shown(StoredServerInvitation stored, Person by, Timestamp now) => new()
    {
        Id = Ids.Text(stored.Id),
        Code = stored.Code,
        By = by,
        CreatedAt = new Timestamp(stored.CreatedAt),
        ExpiresAt = stored.ExpiresAt is { } at ? new Timestamp(at) : null,
        MaxUses = stored.MaxUses,
        Uses = stored.Uses,
        Ended = stored.EndAt(now),
    };

    private static StoredServerInvitation Read(DbDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3), Number(row, 4), Number(row, 5), row.GetInt64(6), Number(row, 7));

    private static long? Number(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);
}
