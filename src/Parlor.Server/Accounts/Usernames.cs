using Parlor.Server.Data;

namespace Parlor.Server.Accounts;

/// <summary>
/// Who has which username. One that was given up goes on finding its person and is kept for them: old links work, and nobody can pass
/// for somebody else by taking the name they had.
/// </summary>
internal static class Usernames
{
    /// <summary>Names that one person can have given up; the next change is refused, but for going back to one of them.</summary>
    public const int MostFormer = 10;

    /// <exception cref="Problem"><c>conflict</c>: somebody else has it, or had it, be they still here or not.</exception>
    public static void RequireFree(WriteTransaction tx, string username, long userId)
    {
        var holder = tx.QueryNumber("SELECT id FROM users WHERE username = $1", username)
            ?? tx.QueryNumber("SELECT user_id FROM former_usernames WHERE username = $1", username);
        var isRetired = holder is null && tx.QueryFirst(
            "SELECT username FROM retired_usernames WHERE username = $1", row => row.GetString(0), none: null, username) is not null;
        if (isRetired || (holder is not null && holder != userId))
            throw Problem.Conflict("username", "This username is taken.");
    }

    /// <summary>Gives a person another name; nothing happens when it is theirs already.</summary>
    /// <exception cref="Problem"><c>conflict</c>; <c>too_large</c>: they have had too many names.</exception>
    public static void Change(WriteTransaction tx, string username, long userId)
    {
        RequireFree(tx, username, userId);
        var old = tx.QueryFirst<string?>("SELECT username FROM users WHERE id = $1", row => row.GetString(0), none: null, userId);
        if (string.Equals(old, username, StringComparison.Ordinal))
            return;
        var others = tx.QueryNumber("SELECT COUNT(*) FROM former_usernames WHERE user_id = $1 AND username <> $2", userId, username);
        if (others >= MostFormer)
            throw Problem.TooLarge("username", $"A username can be changed {MostFormer} times; you can still go back to one of yours.");

        tx.Execute("DELETE FROM former_usernames WHERE username = $1", username);
        tx.Execute("INSERT INTO former_usernames (username, user_id) VALUES ($1, $2)", old, userId);
        tx.Execute("UPDATE users SET username = $2 WHERE id = $1", userId, username);
    }
}
