using System.Collections.Frozen;
using Microsoft.AspNetCore.Identity;

namespace Parlor.Server.Accounts;

/// <summary>
/// Passwords as NIST SP 800-63B, section 5.1.1.2, wants them: long enough, not widely used, not one's own name; and no rules about
/// which kinds of characters are in them.
/// </summary>
public sealed class PasswordRules : IPasswordValidator<User>
{
    /// <summary>In Unicode code points.</summary>
    public const int Shortest = 8;

    /// <inheritdoc cref="Shortest"/>
    public const int Longest = 512;

    /// <summary>Read when the first password is chosen, not when the server starts.</summary>
    private static readonly Lazy<FrozenSet<string>> Common = new(ReadCommon);

    /// <exception cref="Problem"><c>invalid</c>, field <c>password</c>.</exception>
    public Task<IdentityResult> ValidateAsync(UserManager<User> manager, User user, string? password)
    {
        Check(password, user);
        return Task.FromResult(IdentityResult.Success);
    }

    /// <summary>As <see cref="ValidateAsync"/>, for a password that its sender calls <paramref name="field"/>.</summary>
    internal static void Check(string? password, User user, string field = "password")
    {
        if (string.IsNullOrEmpty(password))
            throw Problem.Invalid(field, "A password is required.");
        var length = Length(password);
        if (length is < Shortest or > Longest)
            throw Problem.Invalid(field, $"A password has {Shortest} to {Longest} characters.");
        if (Same(password, user.Username) || Same(password, user.DisplayName) || Same(password, user.Email))
            throw Problem.Invalid(field, "A password is not one's own name or address.");
        if (Common.Value.Contains(password.ToLowerInvariant()))
            throw Problem.Invalid(field, "This password is one of the most used, and so among the first that are tried.");
    }

    /// <summary>Whether a password can be somebody's at all; what cannot be is not worth the work of checking it.</summary>
    internal static bool IsPossible(string password) => password.Length > 0 && Length(password) <= Longest;

    private static int Length(string password) => password.EnumerateRunes().Count();

    private static bool Same(string password, string? name) => password.Trim().Equals(name, StringComparison.OrdinalIgnoreCase);

    private static FrozenSet<string> ReadCommon()
    {
        using var stream = typeof(PasswordRules).Assembly.GetManifestResourceStream("Parlor.Server.Accounts.common-passwords.txt")!;
        using var reader = new StreamReader(stream);
        var passwords = new HashSet<string>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
                passwords.Add(line);
        }

        return passwords.ToFrozenSet(StringComparer.Ordinal);
    }
}
