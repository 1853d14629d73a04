using Parlor.Server.Accounts;

namespace Parlor.Server.Terminal.Irc;

/// <summary>How clients come in and out: PASS, NICK, USER, PING, PONG, QUIT.</summary>
internal static class RegistrationCommands
{
    public static IrcCommand[] All { get; } =
    [
        new("PASS", 1, Pass, BeforeRegistration: true),
        new("NICK", 0, Nick, BeforeRegistration: true),
        new("USER", 4, User, BeforeRegistration: true),
        new("PING", 0, Ping, BeforeRegistration: true),
        new("PONG", 0, (_, _) => Task.CompletedTask, BeforeRegistration: true),
        new("QUIT", 0, Quit, BeforeRegistration: true),
    ];

    private static Task Pass(IrcSession session, IrcMessage message)
    {
        if (session.IsRegistered)
            session.Reply(Numeric.AlreadyRegistered, "You may not reregister");
        else
            // Clients send a password with spaces, or with a code behind it, as it is, without a colon before it.
            session.Registration.Password = string.Join(' ', message.Parameters);
        return Task.CompletedTask;
    }

    private static Task User(IrcSession session, IrcMessage message)
    {
        if (session.IsRegistered)
        {
            session.Reply(Numeric.AlreadyRegistered, "You may not reregister");
            return Task.CompletedTask;
        }

        var user = string.Concat(message.Parameters[0].Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'));
        if (message.Parameters[0].Length == 0 || message.Parameters[3].Length == 0)
        {
            session.Reply(Numeric.NeedMoreParams, "USER", "Not enough parameters");
            return Task.CompletedTask;
        }

        session.Registration.User = user.Length == 0 ? "user" : user[..Math.Min(user.Length, IrcNames.LongestNick - 1)];
        session.Registration.RealName = message.Parameters[3];
        return session.Registration.Complete();
    }

    private static async Task Nick(IrcSession session, IrcMessage message)
    {
        if (message.Parameters is not [{ Length: > 0 } nick, ..])
        {
            session.Reply(Numeric.NoNicknameGiven, "No nickname given");
            return;
        }

        if (session.IsRegistered)
        {
            await ChangeNick(session, nick);
        }
        else if (!IrcNames.IsNick(nick) && !AccountRules.TryUsername(nick, out _))
        {
            session.Reply(Numeric.ErroneousNickname, IrcMessage.Middle(nick), "Erroneous nickname");
        }
        else
        {
            session.Registration.Nick = nick;
            await session.Registration.Complete();
        }
    }

    private static async Task ChangeNick(IrcSession session, string nick)
    {
        var (people, before) = (session.Services.People, session.Identity);
        if (string.Equals(nick, before.Nick, StringComparison.Ordinal))
            return;
        if (!session.IsGuest && !session.Services.Settings.Irc.Guests)
        {
            session.Note($"Your nick is the name of your account, {before.Nick}, and stays it.");
            return;
        }

        if (!IrcNames.IsNick(nick))
        {
            session.Reply(Numeric.ErroneousNickname, IrcMessage.Middle(nick), "Erroneous nickname");
            return;
        }

        if (!IrcPeople.IsSame(nick, before.Nick) && !people.TryReserve(nick, session.IsGuest ? null : session.UserId))
        {
            session.Reply(Numeric.NicknameInUse, nick, "Nickname is already in use");
            return;
        }

        if (session.IsGuest)
            await session.Services.Door.Guests.Rename(session.UserId, nick);
        people.Set(before with { Nick = nick });
        session.TellAround(new NickChanged(before, nick));
        session.Services.Monitor.Renamed(before.Nick, session.Identity);
    }

    private static Task Ping(IrcSession session, IrcMessage message)
    {
        if (message.Parameters.Count == 0)
        {
            session.Reply(Numeric.NoOrigin, "No origin specified");
            return Task.CompletedTask;
        }

        session.Output.Write($":{session.ServerName} PONG {session.ServerName} {IrcMessage.Last(message.Parameters[0])}");
        return Task.CompletedTask;
    }

    private static Task Quit(IrcSession session, IrcMessage message)
    {
        session.Quit(message.Parameters is [{ Length: > 0 } why, ..] ? "Quit: " + MessageText.Beginning(why, MemberCommands.LongestReason) : "Quit");
        return Task.CompletedTask;
    }
}
