namespace Parlor.Server.Terminal.Irc;

/// <summary>HELP and HELPOP: what the commands do.</summary>
internal static class HelpCommands
{
    private const string Index = "index";

    private static readonly Dictionary<string, string[]> Subjects = new(StringComparer.OrdinalIgnoreCase)
    {
        [Index] = ["Channels are rooms: LIST shows them, JOIN #lobby enters one.", "HELP with one of these says more: JOIN LIST NICK PRIVMSG TOPIC AWAY CHATHISTORY"],
        ["JOIN"] = ["JOIN <channel>{,<channel>}", "Enters rooms; you stay a member of them until you PART."],
        ["LIST"] = ["LIST [<mask>]", "Lists the rooms that you may enter."],
        ["NICK"] = ["NICK <nick>", "Changes what you are called, where your account does not say it."],
        ["PRIVMSG"] = ["PRIVMSG <target>{,<target>} :<text>", "Says something in a room, or to somebody alone."],
        ["TOPIC"] = ["TOPIC <channel> [:<topic>]", "Shows the topic of a room, or changes it."],
        ["AWAY"] = ["AWAY [:<text>]", "Says that you are away; without a text, that you are back."],
        ["CHATHISTORY"] = ["CHATHISTORY LATEST <target> * <limit>", "Shows what was said before in a room or a direct conversation."],
    };

    public static IrcCommand[] All { get; } = [new("HELP", 0, Help), new("HELPOP", 0, Help)];

    private static Task Help(IrcSession session, IrcMessage message)
    {
        var subject = message.Parameters is [{ Length: > 0 } asked, ..] ? asked : Index;
        if (!Subjects.TryGetValue(subject, out var lines))
        {
            session.Reply(Numeric.HelpNotFound, IrcMessage.Middle(subject), "There is no help on this");
            return Task.CompletedTask;
        }

        session.Reply(Numeric.HelpStart, subject, lines[0]);
        foreach (var line in lines[1..])
            session.Reply(Numeric.HelpText, subject, line);
        session.Reply(Numeric.EndOfHelp, subject, "End of HELP");
        return Task.CompletedTask;
    }
}
