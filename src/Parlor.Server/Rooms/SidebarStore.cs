using System.Text.Json;
using Dapper;
using Parlor.Server.Data;

namespace Parlor.Server.Rooms;

/// <summary>The SQL of sidebars.</summary>
public sealed class SidebarStore(Db db)
{
    /// <summary>A person's sidebar, without rooms that they have left.</summary>
    public async Task<Sidebar> Of(long userId)
    {
        await using var connection = await db.OpenReadAsync();
        var stored = await connection.QueryFirstOrDefaultAsync<(long Version, string Sections)?>(
            "SELECT version, sections FROM sidebars WHERE user_id = @userId", new { userId });
        var mine = (await connection.QueryAsync<(long Room, long Muted, long Hidden)>(
            "SELECT room_id, muted, hidden FROM memberships WHERE user_id = @userId", new { userId })).AsList();
        var ids = mine.ToDictionary(room => Ids.Text(room.Room), StringComparer.Ordinal);
        return new Sidebar(
            stored?.Version ?? 0,
            [.. Read(stored?.Sections).Select(section => section with { Rooms = [.. section.Rooms.Where(ids.ContainsKey)] })],
            [.. ids.Where(room => room.Value.Muted != 0).Select(room => room.Key)],
            [.. ids.Where(room => room.Value.Hidden != 0).Select(room => room.Key)]);
    }

    internal static (long Version, IReadOnlyList<SidebarSection> Sections) Of(WriteTransaction transaction, long userId) =>
        transaction.QueryFirst(
            "SELECT version, sections FROM sidebars WHERE user_id = $1",
            row => (row.GetInt64(0), Read(row.GetString(1))),
            none: (0, []),
            userId);

    internal static HashSet<string> IdsOfMember(WriteTransaction transaction, long userId) =>
        [.. transaction.Query("SELECT room_id FROM memberships WHERE user_id = $1", row => Ids.Text(row.GetInt64(0)), userId)];

    /// <summary>Stores the sections under the next number, and tells the person's connections of it.</summary>
    internal static void Change(WriteTransaction transaction, long userId, long version, IReadOnlyList<SidebarSection> sections)
    {
        transaction.Execute(
            """
            INSERT INTO sidebars (user_id, version, sections) VALUES ($1, $2, $3)
            ON CONFLICT (user_id) DO UPDATE SET version = excluded.version, sections = excluded.sections
            """,
            userId, version + 1, JsonSerializer.Serialize(sections, RoomsJson.Wire.IReadOnlyListSidebarSection));
        transaction.Publish(new SidebarChanged(userId, version + 1));
    }

    internal static void SetWishes(WriteTransaction transaction, long roomId, long userId, RoomWishes wishes)
    {
        if (wishes.Muted is { } muted)
            transaction.Execute("UPDATE memberships SET muted = $3 WHERE room_id = $1 AND user_id = $2", roomId, userId, muted ? 1L : 0L);
        if (wishes.Hidden is { } hidden)
            transaction.Execute("UPDATE memberships SET hidden = $3 WHERE room_id = $1 AND user_id = $2", roomId, userId, hidden ? 1L : 0L);
    }

    private static IReadOnlyList<SidebarSection> Read(string? sections) =>
        sections is null ? [] : JsonSerializer.Deserialize(sections, RoomsJson.Wire.IReadOnlyListSidebarSection)!;
}
