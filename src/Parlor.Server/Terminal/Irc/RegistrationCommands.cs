using System.Text;
using Parlor.Server.Accounts;

namespace Parlor.Server.Terminal.Irc;

/// <summary>How clients come in and out: CAP, AUTHENTICATE, PASS, NICK, USER, PING, PONG, QUIT.</summary>
internal static class RegistrationCommands
{
    /// <summary>Characters of one line of AUTHENTICATE; a line of this length is continued by the next.</summary>
    private const int SaslChunk = 400;

    private const int LongestSasl = 4_000;

    public static IrcCommand[] All { get; } =
    [
        new("CAP", 1, Cap, BeforeRegistration: true),
        new("AUTHENTICATE", 1, Authenticate, BeforeRegistration: true),
        new("PASS", 1, Pass, BeforeRegistration: true),
        new("NICK", 0, Nick, BeforeRegistration: true),
        new("USER", 4, User, BeforeRegistration: true),
        new("PING", 0, Ping, BeforeRegistration: true),
        new("PONG", 0, (_, _) => Task.CompletedTask, BeforeRegistration: true),
        new("QUIT", 0, Quit, BeforeRegistration: true),
    ];

    private static Task Cap(IrcSession session, IrcMessage message)
    {
        var argument = message.Parameters.Count > 1 ? message.Parameters[1] : "";
        switch (message.Parameters[0].ToUpperInvariant())
        {
            case "LS":
                session.Registration.IsNegotiating = true;
                var is302 = int.TryParse(argument, out var version) && version >= 302;
                if (is302)
                    session.Capabilities |= Capability.CapNotify;
                TellCaps(session, "LS", Capabilities.List(is302), is302);
                break;
            case "LIST":
                TellCaps(session, "LIST", Capabilities.List(session.Capabilities), session.Has(Capability.CapNotify));
                break;
            case "REQ":
                session.Registration.IsNegotiating = true;
                Request(session, argument);
                break;
            case "END":
                session.Registration.IsNegotiating = false;
                return session.Registration.Complete();
            default:
                session.Reply(Numeric.InvalidCapCommand, message.Parameters[0], "Invalid CAP command");
                break;
        }

        return Task.CompletedTask;
    }

    private static void Request(IrcSession session, string list)
    {
        var wanted = session.Capabilities;
        foreach (var name in list.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var isOff = name[0] == '-';
            var capability = Capabilities.Find(isOff ? name[1..] : name);
            if (capability == Capability.None)
            {
                TellCap(session, "NAK", list);
                return;
            }

            wanted = isOff ? wanted & ~capability : wanted | capability;
        }

        session.Capabilities = wanted;
        if (session.Connection is { } connection)
            connection.Capabilities = wanted;
        TellCap(session, "ACK", list);
    }

    /// <summary>Tells a list, in several lines where it is long and the client knows that it can be (version 302).</summary>
    private static void TellCaps(IrcSession session, string what, IEnumerable<string> names, bool isNew)
    {
        var line = new StringBuilder();
        var longest = IrcMessage.LongestBody - $":{session.ServerName} CAP {session.Nick} {what} * :".Length;
        foreach (var name in names)
        {
            if (isNew && line.Length > 0 && line.Length + 1 + name.Length > longest)
            {
                TellCap(session, what + " *", line.ToString());
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(name);
        }

        TellCap(session, what, line.ToString());
    }

    private static void TellCap(IrcSession session, string what, string list) =>
        session.Output.Write($":{session.ServerName} CAP {session.Nick} {what} :{list}");

    private static async Task Authenticate(IrcSession session, IrcMessage message)
    {
        var given = message.Parameters[0];
        var registration = session.Registration;
        if (session.IsRegistered)
        {
            session.Reply(Numeric.AlreadyRegistered, "You may not reregister");
        }
        else if (registration.Account is not null)
        {
            session.Reply(Numeric.SaslAlready, "You have already authenticated using SASL");
        }
        else if (given is "*")
        {
            registration.Sasl = null;
            session.Reply(Numeric.SaslAborted, "SASL authentication aborted");
        }
        else if (registration.Sasl is null && string.Equals(given, "PLAIN", StringComparison.OrdinalIgnoreCase))
        {
            registration.Sasl = "";
            session.Output.Write("AUTHENTICATE +");
        }
        else if (registration.Sasl is null)
        {
            session.Reply(Numeric.SaslMechanisms, "PLAIN", "are available SASL mechanisms");
            session.Reply(Numeric.SaslFailed, "SASL authentication failed");
        }
        else if (given.Length > SaslChunk || registration.Sasl.Length + given.Length > LongestSasl)
        {
            registration.Sasl = null;
            session.Reply(Numeric.SaslTooLong, "SASL message too long");
        }
        else
        {
            registration.Sasl += given is "+" ? "" : given;
            if (given.Length < SaslChunk)
                await FinishSasl(session);
        }
    }

    private static async Task FinishSasl(IrcSession session)
    {
        var registration = session.Registration;
        var encoded = registration.Sasl!;
        registration.Sasl = null;
        var bytes = new byte[encoded.Length];
        string[] parts = Convert.TryFromBase64String(encoded, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length).Split('\0') : [];
        if (parts.Length != 3 || (parts[0].Length > 0 && !IrcPeople.IsSame(parts[0], parts[1])))
        {
            session.Reply(Numeric.SaslFailed, "SASL authentication failed");
            return;
        }

        try
        {
            registration.LoggedIn(await registration.Prove(parts[1], parts[2]));
        }
        catch (Problem refused)
        {
            session.Reply(Numeric.SaslFailed, "SASL authentication failed: " + refused.Message);
            return;
        }

        session.Reply(Numeric.SaslSuccess, "SASL authentication successful");
    }

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
        session.Quit(message.Parameters is [{ Length: > 0 } why, ..] ? "Quit: " + why : "Quit");
        return Task.CompletedTask;
    }
}
