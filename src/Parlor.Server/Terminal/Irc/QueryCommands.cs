using System.Globalization;
using Parlor.Server.Accounts;
using Parlor.Server.Data;

namespace Parlor.Server.Terminal.Irc;

/// <summary>Of the server and oneself: MOTD, LUSERS, VERSION, TIME, INFO, ADMIN, USERHOST, ISON, SETNAME.</summary>
internal static class QueryCommands
{
    private const int MostAsked = 20;

    private const int MostHosts = 5;

    public static IrcCommand[] All { get; } =
    [
        new("MOTD", 0, Do(Welcome.MessageOfTheDay)),
        new("LUSERS", 0, Do(Welcome.Users)),
        new("VERSION", 0, Do(Welcome.Version)),
        new("TIME", 0, Do(Time)),
        new("INFO", 0, Do(Info)),
        new("ADMIN", 0, Do(Admin)),
        new("USERHOST", 1, UserHost),
        new("ISON", 1, IsOn),
        new("SETNAME", 1, SetName),
    ];

    /// <summary>One that may name a server, and there is this one alone.</summary>
    private static Func<IrcSession, IrcMessage, Task> Do(Action<IrcSession> answer) => (session, message) =>
    {
        if (message.Parameters is [{ Length: > 0 } server, ..] && !IrcNames.Fits(server, session.ServerName) && !IrcPeople.IsSame(server, session.Nick))
            session.Reply(Numeric.NoSuchServer, server, "No such server");
        else
            answer(session);
        return Task.CompletedTask;
    };

    private static void Time(IrcSession session) => session.Reply(
        Numeric.Time, session.ServerName, session.Services.Clock.GetUtcNow().ToString("dddd MMMM d yyyy -- HH:mm:ss 'UTC'", CultureInfo.InvariantCulture));

    private static void Info(IrcSession session)
    {
        session.Reply(Numeric.Info, "Parlor: chat with rooms, for browsers and terminals. This is its side of IRC.");
        session.Reply(Numeric.EndOfInfo, "End of INFO list");
    }

    private static void Admin(IrcSession session)
    {
        session.Reply(Numeric.AdminMe, session.ServerName, "Administrative info");
        session.Reply(Numeric.AdminLocation1, session.Services.LiveSettings.Now.Name);
        session.Reply(Numeric.AdminLocation2, "Its owners and admins are in its rooms");
        session.Reply(Numeric.AdminEmail, "No address is given");
    }

    private static async Task UserHost(IrcSession session, IrcMessage message)
    {
        var answers = new List<string>();
        foreach (var nick in message.Parameters.Take(MostHosts))
        {
            if (await session.FindPerson(nick) is { } person)
                answers.Add($"{person.Nick}={(session.Services.People.AwayOf(person.UserId) is null ? '+' : '-')}{person.User}@{IrcIdentity.Host}");
        }

        session.Reply(Numeric.UserHost, string.Join(' ', answers));
    }

    private static async Task IsOn(IrcSession session, IrcMessage message)
    {
        var nicks = message.Parameters.SelectMany(one => one.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Take(MostAsked);
        var there = new List<string>();
        foreach (var nick in nicks.Where(session.Services.Monitor.IsOnline))
        {
            if (await session.FindPerson(nick) is { } person)
                there.Add(person.Nick);
        }

        session.Reply(Numeric.IsOn, string.Join(' ', there));
    }

    private static async Task SetName(IrcSession session, IrcMessage message)
    {
        var services = session.Services;
        var before = session.Identity;
        try
        {
            var name = AccountRules.DisplayName(message.Parameters[0]);
            if (session.IsGuest)
                services.People.Set(before with { RealName = name });
            else
                await services.Door.ChangeProfile.Execute(session.UserId, new ProfileChange { DisplayName = name });
            if (!session.IsGuest && services.People.IsNamed(session.UserId))
                services.People.Set(before with { RealName = name });
        }
        catch (Problem problem) when (problem.Code == ProblemCode.Invalid)
        {
            session.Fail("SETNAME", "INVALID_REALNAME", problem.Message);
            return;
        }

        session.TellAround(new RealNameChanged(session.Identity));
    }
}
