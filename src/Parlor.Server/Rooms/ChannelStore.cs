using Dapper;
using Parlor.Server.Data;

namespace Parlor.Server.Rooms;

/// <summary>The SQL of how rooms may be used: their settings, voices and masks.</summary>
public sealed class ChannelStore(Db db)
{
    /// <summary>The settings of a room.</summary>
    /// <exception cref="Problem"><c>not_found</c>: it is gone.</exception>
    public async Task<ChannelSettings> Settings(long roomId)
    {
        await using var connection = await db.OpenReadAsync();
        var row = await connection.QueryFirstOrDefaultAsync<(long Options, string? Key, long? MostMembers, string? ForwardTo)?>(
            "SELECT options, join_key, most_members, forward_to FROM rooms WHERE id = @roomId", new { roomId });
        return row is { } found ? new ChannelSettings((RoomOptions)found.Options, found.Key, found.MostMembers, found.ForwardTo) : throw Gone();
    }

    /// <summary>The room of this name, whoever may know of it; null: there is none.</summary>
    public async Task<long?> FindId(string name)
    {
        await using var connection = await db.OpenReadAsync();
        return await connection.QueryFirstOrDefaultAsync<long?>("SELECT id FROM rooms WHERE name = @name AND kind = 'room'", new { name });
    }

    internal IReadOnlyList<ChannelMask> Masks(long roomId)
    {
        using var connection = db.OpenRead();
        return
        [
            .. connection.Query<(string Kind, string Mask, long ById, long At)>(
                "SELECT kind, mask, by_id, at FROM channel_masks WHERE room_id = @roomId ORDER BY at, mask", new { roomId })
                .Select(row => new ChannelMask(Wire.Parse<MaskKind>(row.Kind), row.Mask, row.ById, new Timestamp(row.At))),
        ];
    }

    internal static ChannelSettings Settings(WriteTransaction transaction, long roomId) =>
        transaction.QueryFirst(
            "SELECT options, join_key, most_members, forward_to FROM rooms WHERE id = $1",
            row => new ChannelSettings(
                (RoomOptions)row.GetInt64(0),
                row.IsDBNull(1) ? null : row.GetString(1),
                row.IsDBNull(2) ? null : row.GetInt64(2),
                row.IsDBNull(3) ? null : row.GetString(3)),
            none: null,
            roomId) ?? throw Gone();

    internal static void Update(WriteTransaction transaction, long roomId, ChannelSettings settings) => transaction.Execute(
        "UPDATE rooms SET options = $2, join_key = $3, most_members = $4, forward_to = $5 WHERE id = $1",
        roomId, (long)settings.Options, settings.Key, settings.MostMembers, settings.ForwardTo);

    /// <returns>Whether it is another than before.</returns>
    internal static bool SetVoice(WriteTransaction transaction, long roomId, long userId, bool isVoiced) =>
        transaction.QueryNumber(
            "UPDATE memberships SET is_voiced = $3 WHERE room_id = $1 AND user_id = $2 AND is_voiced <> $3 RETURNING user_id",
            roomId, userId, isVoiced ? 1L : 0L) is not null;

    internal static bool HasMask(WriteTransaction transaction, long roomId, MaskKind kind, string mask) =>
        transaction.QueryNumber(
            "SELECT at FROM channel_masks WHERE room_id = $1 AND kind = $2 AND mask = $3", roomId, Wire.Text(kind), mask) is not null;

    internal static long CountMasks(WriteTransaction transaction, long roomId) =>
        transaction.QueryNumber("SELECT COUNT(*) FROM channel_masks WHERE room_id = $1", roomId) ?? 0;

    internal static void AddMask(WriteTransaction transaction, long roomId, ChannelMask mask) => transaction.Execute(
        "INSERT INTO channel_masks (room_id, kind, mask, by_id, at) VALUES ($1, $2, $3, $4, $5)",
        roomId, Wire.Text(mask.Kind), mask.Mask, mask.ById, mask.At.Milliseconds);

    internal static void RemoveMask(WriteTransaction transaction, long roomId, MaskKind kind, string mask) => transaction.Execute(
        "DELETE FROM channel_masks WHERE room_id = $1 AND kind = $2 AND mask = $3", roomId, Wire.Text(kind), mask);

    private static Problem Gone() => Problem.NotFound("There is no such room.");
}
