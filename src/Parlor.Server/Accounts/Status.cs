using Parlor.Server.Data;

namespace Parlor.Server.Accounts;

/// <summary>What somebody is up to.</summary>
/// <param name="Emoji">One emoji.</param>
/// <param name="Text">A line of text.</param>
/// <param name="Until">When it ends by itself; null: it stays.</param>
public sealed record Status(string? Emoji, string? Text, Timestamp? Until)
{
    /// <summary>In Unicode code points.</summary>
    public const int LongestText = 100;

    /// <summary>The status after its checks; null when it has neither emoji nor text.</summary>
    /// <exception cref="Problem"><c>invalid</c> or <c>too_large</c>, with the field.</exception>
    internal Status? Check(TimeProvider clock)
    {
        var emoji = Emoji?.Trim() is { Length: > 0 } typed ? Accounts.Emoji.Require("status.emoji", typed) : null;
        var text = ProfileRules.Line("status.text", Text, LongestText);
        if (Until is { } until && until.Milliseconds <= Timestamp.Now(clock).Milliseconds)
            throw Problem.Invalid("status.until", "status.until is in the past.");
        return emoji is null && text is null ? null : new Status(emoji, text, Until);
    }
}

/// <summary>As much of a status as stands beside a name.</summary>
public sealed record ShownStatus(string? Emoji, string? Text);
