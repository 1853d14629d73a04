using System.Text;

namespace Parlor.Server.Terminal.Irc;

/// <summary>CAP: what a client understands beyond RFC 2812 (IRCv3 capability-negotiation).</summary>
internal static class CapCommand
{
    public static IrcCommand[] All { get; } = [new("CAP", 1, Cap, BeforeRegistration: true)];

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
}
