using Parlor.Server.Accounts;

namespace Parlor.Server.Terminal.Irc;

/// <summary>
/// What operators do, who are admins of the server and have shown it by the password of their account: OPER, KILL, WALLOPS; and LINKS,
/// which has nothing to show.
/// </summary>
internal static class OperatorCommands
{
    /// <summary>Bytes of why somebody is sent away.</summary>
    private const int LongestReason = 200;

    public static IrcCommand[] All { get; } =
    [
        new("OPER", 2, Oper),
        new("KILL", 1, Kill),
        new("WALLOPS", 1, Wallops),
        new("LINKS", 0, (session, _) =>
        {
            session.Reply(Numeric.EndOfLinks, "*", "End of LINKS list");
            return Task.CompletedTask;
        }),
    ];

    private static async Task Oper(IrcSession session, IrcMessage message)
    {
        var services = session.Services;
        try
        {
            var proven = await IrcLogIn.Prove(session, message.Parameters[0], string.Join(' ', message.Parameters.Skip(1)));
            await services.Door.Sessions.End(proven.User.Id, proven.Session.SessionId);
            if (await services.Accounts.ServerRoleOf(proven.User.Id) < Role.Admin)
                throw Problem.Forbidden("Operators are admins of the server.");
        }
        catch (Problem refused)
        {
            session.Reply(Numeric.PasswordMismatch, refused.Message);
            return;
        }

        services.Modes.Set(session.UserId, services.Modes.Of(session.UserId) | UserMode.Operator);
        session.Output.Write($":{session.Identity.Mask} MODE {session.Nick} +o");
        session.Reply(Numeric.YouAreOperator, "You are now an IRC operator");
    }

    private static async Task Kill(IrcSession session, IrcMessage message)
    {
        if (!IsOperator(session))
            return;
        var nick = message.Parameters[0];
        if (await session.FindPerson(nick) is not { } person || !session.Services.Monitor.Of(person.UserId).Any())
        {
            session.Reply(Numeric.NoSuchNick, nick, "No such nick/channel");
            return;
        }

        var why = message.Parameters is [_, { Length: > 0 } text, ..] ? MessageText.Beginning(text, LongestReason) : "No reason";
        foreach (var one in session.Services.Monitor.Of(person.UserId).ToList())
            one.Quit($"Killed ({session.Nick} ({why}))", why);
    }

    private static Task Wallops(IrcSession session, IrcMessage message)
    {
        if (!IsOperator(session))
            return Task.CompletedTask;
        var line = $":{session.Identity.Mask} WALLOPS {IrcMessage.Last(message.Parameters[^1])}";
        foreach (var one in session.Services.Monitor.Sessions.Where(one => session.Services.Modes.Has(one.UserId, UserMode.Wallops)))
            one.Output.WriteAside(line, "");
        return Task.CompletedTask;
    }

    private static bool IsOperator(IrcSession session)
    {
        if (session.Services.Modes.Has(session.UserId, UserMode.Operator))
            return true;
        session.Reply(Numeric.NoPrivileges, "Permission Denied- You're not an IRC operator");
        return false;
    }
}
