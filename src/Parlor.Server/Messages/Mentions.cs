using System.Text.RegularExpressions;
using Parlor.Server.Data;

namespace Parlor.Server.Messages;

/// <summary>Finds who a text names: <c>@username</c>, at the beginning of a word.</summary>
internal static partial class Mentions
{
    /// <summary>Names looked up in one message at most: a text of nothing but names must not cost thousands of look-ups.</summary>
    private const int Most = 50;

    public static IReadOnlyList<string> In(string text) => text.Contains('@', StringComparison.Ordinal)
        ? [.. Name().Matches(text).Select(match => match.Groups["name"].Value.ToLowerInvariant()).Distinct(StringComparer.Ordinal).Take(Most)]
        : [];

    /// <summary>Counts a message as a mention for each member whom its text names.</summary>
    public static void Store(WriteTransaction transaction, long roomId, long seq, long authorId, string text)
    {
        foreach (var name in In(text))
        {
            transaction.Execute(
                """
                INSERT INTO mentions (user_id, room_id, seq)
                SELECT u.id, m.room_id, $2 FROM users u JOIN memberships m ON m.user_id = u.id AND m.room_id = $1
                 WHERE u.username = $3 AND u.id <> $4
                """,
                roomId, seq, name, authorId);
        }
    }

    /// <summary>The message mentions nobody any more.</summary>
    public static void Forget(WriteTransaction transaction, long roomId, long seq) =>
        transaction.Execute("DELETE FROM mentions WHERE room_id = $1 AND seq = $2", roomId, seq);

    [GeneratedRegex(@"(^|[^\w@])@(?<name>[A-Za-z0-9_-]{2,32})", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Name();
}
