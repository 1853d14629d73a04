using Parlor.Server.Accounts;

namespace Parlor.Server.Terminal.Irc;

/// <summary>AWAY: that somebody is not there, and why; for those with an account it is their status meanwhile, unless they have set one.</summary>
internal static class AwayCommand
{
    /// <summary>Bytes of why somebody is away.</summary>
    public const int LongestAway = 200;

    public static IrcCommand[] All { get; } = [new("AWAY", 0, Away)];

    private static async Task Away(IrcSession session, IrcMessage message)
    {
        var why = message.Parameters is [{ Length: > 0 } text, ..] ? MessageText.Beginning(text, LongestAway) : null;
        var before = session.Services.People.AwayOf(session.UserId);
        session.Services.People.SetAway(session.UserId, why);
        session.Reply(why is null ? Numeric.UnAway : Numeric.NowAway, why is null ? "You are no longer marked as being away" : "You have been marked as being away");
        if (string.Equals(before, why, StringComparison.Ordinal))
            return;
        session.TellAround(new AwayChanged(session.Identity, why));
        await ShowInStatus(session, before, why);
    }

    /// <summary>The person is not there any more by IRC, and not away either.</summary>
    public static async Task End(IrcSession session)
    {
        var before = session.Services.People.AwayOf(session.UserId);
        session.Services.People.SetAway(session.UserId, why: null);
        try
        {
            if (before is not null)
                await ShowInStatus(session, before, why: null);
        }
        catch (Problem gone) when (gone.Code == ProblemCode.NotFound)
        {
            // So is the account.
        }
    }

    private static async Task ShowInStatus(IrcSession session, string? before, string? why)
    {
        if (session.IsGuest)
            return;
        var shown = session.Services.Accounts.Get(session.UserId).Status;
        if (shown is null ? why is null : shown.Emoji is not null || !string.Equals(shown.Text, Text(before), StringComparison.Ordinal))
            return;
        await session.Services.Door.ChangeProfile.Execute(session.UserId, new ProfileChange { Status = new Status(null, Text(why), Until: null) });
    }

    /// <summary>As much of it as a status holds, without what a line of it may not hold.</summary>
    private static string? Text(string? why)
    {
        if (why is null)
            return null;
        var line = string.Concat(SafeText.Line(why).Replace('\t', ' ').EnumerateRunes().Where(rune => rune.Value != 0xFFFD).Take(Status.LongestText)).Trim();
        return line.Length == 0 ? null : line;
    }
}
