using System.Globalization;
using Parlor.Server.Data;
using Parlor.Server.Messages;
using Parlor.Server.Rooms;

namespace Parlor.Server.Terminal.Irc;

/// <summary>What people say: PRIVMSG, NOTICE, TAGMSG, REDACT.</summary>
internal static class MessageCommands
{
    private const string ReplyTag = "+draft/reply";

    public static IrcCommand[] All { get; } =
    [
        new("PRIVMSG", 0, Say),
        new("NOTICE", 0, Say),
        new("TAGMSG", 1, Tag),
        new("REDACT", 2, Redact),
    ];

    /// <summary>The number of a message that is known by <c>room:seq</c>; null: it is none of this room.</summary>
    public static long? SeqOf(string? id, long roomId)
    {
        var colon = id?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        return colon > 0 && Ids.TryParse(id![..colon], out var room) && room == roomId
            && long.TryParse(id.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var seq) ? seq : null;
    }

    /// <summary>The room in which a client talks to a channel or a nick.</summary>
    /// <exception cref="Problem">There is no such one, or none that the person may see.</exception>
    public static async Task<(long RoomId, IrcIdentity? Person)> Resolve(IrcSession session, string target)
    {
        var services = session.Services;
        if (target.StartsWith('#'))
            return (services.Rooms.Access.RequireVisible(session.UserId, IrcNames.Room(target)).Id, null);
        var person = await session.FindPerson(target) ?? throw Problem.NotFound("There is no such person.");
        if (person.UserId == session.UserId)
            return (0, person);
        var known = session.Direct.GetValueOrDefault(person.UserId);
        if (known == 0)
        {
            known = Ids.Parse((await services.Rooms.OpenDirect.Execute(session.UserId, Ids.Text(person.UserId))).Room.Id);
            if (session.Direct.Count >= IrcSession.MostDirect)
                session.Direct.Clear();
            session.Direct[person.UserId] = known;
        }

        return (known, person);
    }

    private static async Task Say(IrcSession session, IrcMessage message)
    {
        if (message.Parameters is not [{ Length: > 0 } targets, ..])
        {
            session.Reply(Numeric.NoRecipient, $"No recipient given ({message.Command})");
            return;
        }

        if (message.Parameters is not [_, { Length: > 0 } text, ..])
        {
            session.Reply(Numeric.NoTextToSend, "No text to send");
            return;
        }

        var each = targets.Split(',', StringSplitOptions.RemoveEmptyEntries);
        if (each.Length > Welcome.MostTargets)
        {
            session.Reply(Numeric.TooManyTargets, targets, "Too many targets");
            return;
        }

        foreach (var target in each)
            await SayTo(session, message, target, text);
    }

    private static async Task SayTo(IrcSession session, IrcMessage message, string target, string text)
    {
        var isNotice = message.Command is "NOTICE";
        try
        {
            if (StatusMessages.IsTarget(target))
            {
                await StatusMessages.Send(session, message.Command, target, text);
                return;
            }

            var (roomId, person) = await Resolve(session, target);
            if (roomId == 0)
            {
                ToSelf(session, message, text);
                return;
            }

            if (person is null && await ChannelSpeech.Take(session, message.Command, roomId, text))
                return;
            var replied = message.Tags.GetValueOrDefault(ReplyTag);
            var replyTo = SeqOf(replied, roomId);
            var clientId = session.NextClientId(isNotice);
            if (session.Has(Capability.MessageTags))
                session.Services.Notes.Keep(clientId, PassingNotes.TagsOf(message, replyTo is null ? null : ReplyTag));
            var draft = new Draft(MessageText.Posted(text), clientId, replyTo, session.WasWarned(text));
            var sent = session.Services.Messages.Send.Execute(session.UserId, Ids.Text(roomId), draft);
            await session.Sending(Finish(session, message.Command, target, text, sent));
            if (person is not null && !isNotice && session.Services.People.AwayOf(person.UserId) is { } away)
                session.Reply(Numeric.Away, person.Nick, away);
        }
        catch (Problem problem)
        {
            Refuse(session, message.Command, target, problem);
        }
    }

    private static async Task Finish(IrcSession session, string command, string target, string text, Task<Posted> sent)
    {
        try
        {
            if ((await sent).Held is not null)
                session.Note($"Your message to {target} waits until a moderator has looked at it.");
        }
        catch (Problem warning) when (warning is { Code: ProblemCode.Conflict, Field: "warned" })
        {
            session.WarnedOf = text;
            session.Note(warning.Message + " To send it all the same, send it again.");
        }
        catch (Problem problem)
        {
            Refuse(session, command, target, problem);
        }
    }

    /// <summary>Nothing is ever answered to a notice, so that programs do not talk to each other for ever (RFC 2812, section 3.3.2).</summary>
    private static void Refuse(IrcSession session, string command, string target, Problem problem)
    {
        if (command is not "NOTICE")
            IrcProblems.Tell(session, command, target, problem);
    }

    /// <summary>To oneself nothing is stored: it comes back, twice where echoes are wanted.</summary>
    private static void ToSelf(IrcSession session, IrcMessage message, string text)
    {
        var me = session.Identity;
        var now = Timestamp.Now(session.Services.Clock);
        var listener = new IrcListener(me.UserId, session.Capabilities, "");
        var tags = IrcEvents.Tags(listener, me, now, $"self:{session.NextClientId(isNotice: false)}");
        var own = session.Has(Capability.MessageTags) ? PassingNotes.TagsOf(message) : "";
        var all = tags.Length == 0 || own.Length == 0 ? tags + own : tags + ";" + own;
        var body = message.Command is "TAGMSG" ? $":{me.Mask} TAGMSG {me.Nick}" : $":{me.Mask} {message.Command} {me.Nick} :{text}";
        if (session.Has(Capability.EchoMessage))
            session.Output.Write(body, all);
        session.Output.WriteAside(body, all);
    }

    private static async Task Tag(IrcSession session, IrcMessage message)
    {
        if (!session.Has(Capability.MessageTags))
        {
            session.Reply(Numeric.UnknownCommand, "TAGMSG", "Unknown command");
            return;
        }

        var services = session.Services;
        foreach (var target in message.Parameters[0].Split(',', StringSplitOptions.RemoveEmptyEntries).Take(Welcome.MostTargets))
        {
            var (roomId, person) = await Resolve(session, target);
            if (roomId == 0)
            {
                ToSelf(session, message, "");
                continue;
            }

            var room = services.Rooms.Access.Require(session.UserId, Ids.Text(roomId), RoomPermission.Post);
            if (message.Tags.TryGetValue("+draft/react", out var emoji) && SeqOf(message.Tags.GetValueOrDefault(ReplyTag), roomId) is { } seq)
            {
                await services.Messages.React.Add(session.UserId, Ids.Text(roomId), seq, emoji);
                await session.Settle();
                continue;
            }

            if (message.Tags.TryGetValue("+draft/unreact", out emoji) && SeqOf(message.Tags.GetValueOrDefault(ReplyTag), roomId) is { } from)
            {
                await services.Messages.React.Remove(session.UserId, Ids.Text(roomId), from, emoji);
                await session.Settle();
                continue;
            }

            if (message.Tags.GetValueOrDefault("+typing") is "active")
                new Typing(room.Id, services.Accounts.Get(session.UserId), session.Connection!).DeliverTo(services.Connections);
            else
                Pass(session, message, room, person);
        }
    }

    /// <summary>Passes tags on to clients of IRC, who may make something of them.</summary>
    private static void Pass(IrcSession session, IrcMessage message, AccessedRoom room, IrcIdentity? person)
    {
        var tags = PassingNotes.TagsOf(message);
        if (tags.Length == 0)
            return;
        session.Services.Known.Keep(IrcRoom.Of(room));
        session.Services.TextRooms.ToRoom(
            room.Id, new TagMessage(session.Identity, room.Id, tags, person?.UserId, session.NextClientId(isNotice: false)));
    }

    private static async Task Redact(IrcSession session, IrcMessage message)
    {
        var (target, id) = (message.Parameters[0], message.Parameters[1]);
        var (roomId, _) = await Resolve(session, target);
        if (SeqOf(id, roomId) is not { } seq)
        {
            session.Fail("REDACT", "UNKNOWN_MSGID", "There is no such message.", $"{target} {id}");
            return;
        }

        try
        {
            await session.Services.Messages.Delete.Execute(session.UserId, Ids.Text(roomId), seq);
            await session.Settle();
        }
        catch (Problem problem) when (problem.Code is ProblemCode.Forbidden or ProblemCode.NotFound)
        {
            session.Fail("REDACT", problem.Code == ProblemCode.Forbidden ? "REDACT_FORBIDDEN" : "UNKNOWN_MSGID", problem.Message, $"{target} {id}");
        }
    }
}
