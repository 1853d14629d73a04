using Dapper;
using Parlor.Server.Data;

namespace Parlor.Server.Presence;

/// <summary>What is kept of a person's presence while they are away.</summary>
internal sealed record StoredPresence(PresenceChoice Choice, Timestamp? LastSeen)
{
    /// <summary>That of somebody who was never here.</summary>
    public static StoredPresence None { get; } = new(PresenceChoice.Default, null);
}

/// <summary>The SQL of presence. A person without a row has decided nothing, and was never seen.</summary>
public sealed class PresenceStore(Db db)
{
    private const string Select = "SELECT user_id, mode, show_last_seen, last_seen_at FROM presence WHERE user_id";

    internal StoredPresence Read(long userId)
    {
        using var connection = db.OpenRead();
        return connection.QueryFirstOrDefault<Row>($"{Select} = @userId", new { userId })?.ToStored() ?? StoredPresence.None;
    }

    /// <summary>What is stored of these people; those of whom nothing is are left out.</summary>
    internal async Task<IReadOnlyDictionary<long, StoredPresence>> Read(IReadOnlyCollection<long> userIds)
    {
        if (userIds.Count == 0)
            return new Dictionary<long, StoredPresence>();
        await using var connection = await db.OpenReadAsync();
        var rows = await connection.QueryAsync<Row>($"{Select} IN {{=userIds}}", new { userIds });
        return rows.ToDictionary(row => row.UserId, row => row.ToStored());
    }

    internal static PresenceChoice Choice(WriteTransaction transaction, long userId) => transaction.QueryFirst(
        "SELECT mode, show_last_seen FROM presence WHERE user_id = $1",
        row => new PresenceChoice(Wire.Parse<PresenceMode>(row.GetString(0)), row.GetInt64(1) != 0),
        PresenceChoice.Default,
        userId)!;

    internal static void Choose(WriteTransaction transaction, long userId, PresenceChoice choice) => transaction.Execute(
        """
        INSERT INTO presence (user_id, mode, show_last_seen) VALUES ($1, $2, $3)
        ON CONFLICT (user_id) DO UPDATE SET mode = excluded.mode, show_last_seen = excluded.show_last_seen
        """,
        userId, Wire.Text(choice.Mode), choice.ShowLastSeen ? 1L : 0L);

    internal static void Saw(WriteTransaction transaction, long userId, Timestamp at) => transaction.Execute(
        """
        INSERT INTO presence (user_id, mode, show_last_seen, last_seen_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (user_id) DO UPDATE SET last_seen_at = excluded.last_seen_at
        """,
        userId, Wire.Text(PresenceChoice.Default.Mode), PresenceChoice.Default.ShowLastSeen ? 1L : 0L, at.Milliseconds);

    private sealed class Row
    {
        public long UserId { get; set; }

        public string Mode { get; set; } = "";

        public long ShowLastSeen { get; set; }

        public long? LastSeenAt { get; set; }

        public StoredPresence ToStored() => new(
            new PresenceChoice(Wire.Parse<PresenceMode>(Mode), ShowLastSeen != 0),
            LastSeenAt is { } at ? new Timestamp(at) : null);
    }
}
