namespace Parlor.Server.Terminal.Irc;

/// <summary>MODE of oneself, and ACCEPT, which lets people through who have no account.</summary>
internal static class UserModeCommands
{
    public static IrcCommand[] All { get; } = [new("ACCEPT", 1, Accept)];

    /// <summary>MODE with a nick.</summary>
    public static void Mode(IrcSession session, IrcMessage message, string nick)
    {
        var services = session.Services;
        if (services.People.Find(nick) is not { } person)
        {
            session.Reply(Numeric.NoSuchNick, nick, "No such nick/channel");
            return;
        }

        if (person.UserId != session.UserId)
        {
            session.Reply(Numeric.UsersDontMatch, "Can't change mode for other users");
            return;
        }

        if (message.Parameters.Count == 1)
            session.Reply(Numeric.UserModeIs, UserModes.Text(services.Modes.Of(session.UserId)));
        else
            Change(session, message.Parameters[1]);
    }

    /// <summary>Whether a direct message may go to the person; else its sender is told.</summary>
    public static bool LetsThrough(IrcSession session, IrcIdentity person, string text)
    {
        var modes = session.Services.Modes.Of(person.UserId);
        if ((modes & UserMode.AccountsOnly) != UserMode.None && session.IsGuest && !session.Services.Accepted.Has(person.UserId, session.UserId))
        {
            session.Reply(Numeric.NeedAccount, person.Nick, "You must be logged in to message this user");
            return false;
        }

        if ((modes & UserMode.NoClientCommands) == UserMode.None || !MessageText.IsClientCommand(text))
            return true;
        session.Reply(Numeric.NoClientCommands, person.Nick, "This user does not take CTCP");
        return false;
    }

    private static void Change(IrcSession session, string letters)
    {
        var (before, isOn) = (session.Services.Modes.Of(session.UserId), true);
        var modes = before;
        foreach (var letter in letters)
        {
            if (letter is '+' or '-')
            {
                isOn = letter == '+';
                continue;
            }

            var mode = UserModes.Find(letter);
            if (mode == UserMode.None)
                session.Reply(Numeric.UserModeUnknownFlag, "Unknown MODE flag");
            else if (mode != UserMode.Operator || !isOn)
                modes = isOn ? modes | mode : modes & ~mode;
        }

        session.Services.Modes.Set(session.UserId, modes);
        var (added, removed) = (modes & ~before, before & ~modes);
        var change = (added == UserMode.None ? "" : UserModes.Text(added)) + (removed == UserMode.None ? "" : "-" + UserModes.Text(removed)[1..]);
        if (change.Length > 0)
            session.Output.Write($":{session.Identity.Mask} MODE {session.Nick} {change}");
    }

    private static async Task Accept(IrcSession session, IrcMessage message)
    {
        foreach (var one in message.Parameters[0].Split(',', StringSplitOptions.RemoveEmptyEntries).Take(Welcome.MostTargets))
        {
            var isOff = one[0] == '-';
            var nick = isOff ? one[1..] : one;
            if (await session.FindPerson(nick) is not { } person)
                session.Reply(Numeric.NoSuchNick, nick, "No such nick/channel");
            else if (isOff)
                session.Services.Accepted.Remove(session.UserId, person.UserId);
            else
                session.Services.Accepted.Add(session.UserId, person.UserId);
        }
    }
}
