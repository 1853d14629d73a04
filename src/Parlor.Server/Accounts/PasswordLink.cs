using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Parlor.Server.Data;

namespace Parlor.Server.Accounts;

/// <summary>A link by which a person chooses another password without knowing the old one; administrators make it.</summary>
/// <param name="User">Whose password.</param>
/// <param name="Code">The secret part of the link: shown this once, stored only as a hash.</param>
/// <param name="ExpiresAt">When it stops counting; before that it counts once.</param>
public sealed record PasswordLink(Person User, string Code, Timestamp ExpiresAt)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    private const int CodeBytes = 24;

    internal static PasswordLink New(Person user, Timestamp now) => new(
        user, Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(CodeBytes)), new Timestamp(now.Milliseconds + (long)Lifetime.TotalMilliseconds));
}

/// <summary>Whose password a link is for, for whoever has it.</summary>
public sealed record PasswordLinkPreview(Person User, Timestamp ExpiresAt);

/// <summary>The SQL of links to another password: one for each person.</summary>
internal static class PasswordLinkStore
{
    /// <summary>Keeps the link, in place of the one before.</summary>
    public static void Put(WriteTransaction transaction, long userId, PasswordLink link) => transaction.Execute(
        """
        INSERT INTO password_links (user_id, hash, expires_at) VALUES ($1, $2, $3)
        ON CONFLICT (user_id) DO UPDATE SET hash = excluded.hash, expires_at = excluded.expires_at
        """,
        userId, Hash(link.Code), link.ExpiresAt.Milliseconds);

    /// <summary>Whose link that is, while it counts.</summary>
    public static (long UserId, Timestamp ExpiresAt)? Find(WriteTransaction transaction, string code, Timestamp now) => transaction.QueryFirst(
        "SELECT user_id, expires_at FROM password_links WHERE hash = $1 AND expires_at > $2",
        row => ((long, Timestamp)?)(row.GetInt64(0), new Timestamp(row.GetInt64(1))),
        none: null,
        Hash(code), now.Milliseconds);

    public static void Remove(WriteTransaction transaction, long userId) =>
        transaction.Execute("DELETE FROM password_links WHERE user_id = $1", userId);

    /// <summary>A code is 192 random bits, so one plain hash hides it.</summary>
    private static string Hash(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code)));
}
