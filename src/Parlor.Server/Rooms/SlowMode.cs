using Parlor.Server.Data;

namespace Parlor.Server.Rooms;

/// <summary>When somebody last posted in a room with slow mode. It outlives leaving and coming back, and a restart.</summary>
internal static class SlowMode
{
    /// <exception cref="Problem"><c>rate_limited</c>, with the time that is left.</exception>
    public static void Check(WriteTransaction transaction, long roomId, long userId, Timestamp now, int seconds)
    {
        var last = transaction.QueryNumber("SELECT at FROM slow_mode_posts WHERE room_id = $1 AND user_id = $2", roomId, userId);
        if (last + (seconds * 1000L) - now.Milliseconds is > 0 and var left)
            throw Problem.RateLimited(TimeSpan.FromMilliseconds(left), "Slow mode is on in this room; wait a moment.");
    }

    public static void Note(WriteTransaction transaction, long roomId, long userId, Timestamp now) => transaction.Execute(
        """
        INSERT INTO slow_mode_posts (room_id, user_id, at) VALUES ($1, $2, $3)
        ON CONFLICT (room_id, user_id) DO UPDATE SET at = excluded.at
        """,
        roomId, userId, now.Milliseconds);

    /// <summary>Forgets who posted when, for slow mode is off.</summary>
    public static void Forget(WriteTransaction transaction, long roomId) =>
        transaction.Execute("DELETE FROM slow_mode_posts WHERE room_id = $1", roomId);
}
