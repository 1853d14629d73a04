using System.Globalization;
using System.Text;
using Parlor.Server.Data;
using Parlor.Server.Messages;
using Parlor.Server.Rooms;

namespace Parlor.Server.Terminal.Irc;

/// <summary>What people say: PRIVMSG, NOTICE.</summary>
internal static class MessageCommands
{
    public const string ReplyTag = "+draft/reply";

    public static IrcCommand[] All { get; } = [new("PRIVMSG", 0, Say), new("NOTICE", 0, Say)];

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
        if (IrcPeople.IsSame(target, IrcPeople.NickServ))
        {
            if (!isNotice)
                await AccountCommands.ToNickServ(session, text);
            return;
        }

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
            if (person is not null && session.Services.Modes.Has(session.UserId, UserMode.AccountsOnly))
                session.Services.Accepted.Add(session.UserId, person.UserId);
            if (person is not null && !UserModeCommands.LetsThrough(session, person, text))
                return;
            if (MessageLines.HeadLength(session.Identity, message.Command, person?.Nick ?? target) + Encoding.UTF8.GetByteCount(text) > IrcMessage.LongestBody)
            {
                session.Reply(Numeric.InputTooLong, "Your message is too long to be passed on in one line");
                return;
            }

            await Post(session, message, (roomId, target), text);
            if (person is not null && !isNotice && session.Services.People.AwayOf(person.UserId) is { } away)
                session.Reply(Numeric.Away, person.Nick, away);
        }
        catch (Problem problem)
        {
            Refuse(session, message.Command, target, problem);
        }
    }

    /// <summary>Posts a text. Ends when the next may be posted, which is before this one is stored.</summary>
    /// <param name="session">Who.</param>
    /// <param name="message">What was sent: with its tags, and as a notice or not.</param>
    /// <param name="target">Where it goes, and what the client calls that.</param>
    /// <param name="text">The text.</param>
    /// <param name="lines">The lines that it came in, if it came in several; as <see cref="MultilineText"/> keeps them.</param>
    public static async Task Post(IrcSession session, IrcMessage message, (long RoomId, string Name) target, string text, string? lines = null)
    {
        if (session.Has(Capability.MessageTags) && SeqOf(message.Tags.GetValueOrDefault(MessageLines.EditTag), target.RoomId) is { } edited)
        {
            await Edit(session, message.Command, target, edited, text);
            return;
        }

        var replyTo = SeqOf(message.Tags.GetValueOrDefault(ReplyTag), target.RoomId);
        var clientId = session.NextClientId(message.Command is "NOTICE");
        if (session.Has(Capability.MessageTags))
            session.Services.Notes.Keep(clientId, PassingNotes.TagsOf(message, replyTo is null ? null : ReplyTag));
        if (lines is not null)
            session.Services.Notes.Keep(PassingNotes.LinesKey(clientId), lines);
        var draft = new Draft(MessageText.Posted(text), clientId, replyTo, session.WasWarned(text));
        var sent = session.Services.Messages.Send.Execute(session.UserId, Ids.Text(target.RoomId), draft);
        await session.Sending(Finish(session, message.Command, target.Name, text, sent));
    }

    private static async Task Edit(IrcSession session, string command, (long RoomId, string Name) target, long seq, string text)
    {
        await session.Settle();
        try
        {
            await session.Services.Messages.Edit.Execute(session.UserId, Ids.Text(target.RoomId), seq, MessageText.Posted(text));
        }
        catch (Problem gone) when (gone.Code == ProblemCode.NotFound)
        {
            session.Fail(command, "UNKNOWN_MSGID", "There is no such message.", target.Name);
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
    public static void Refuse(IrcSession session, string command, string target, Problem problem)
    {
        if (command is not "NOTICE")
            IrcProblems.Tell(session, command, target, problem);
    }

    /// <summary>To oneself nothing is stored: it comes back, twice where echoes are wanted, and to the person's other clients.</summary>
    public static void ToSelf(IrcSession session, IrcMessage message, string text)
    {
        var (me, services) = (session.Identity, session.Services);
        var body = message.Command is "TAGMSG" ? $":{me.Mask} TAGMSG {me.Nick}" : $":{me.Mask} {message.Command} {me.Nick} :{text}";
        var tags = session.Has(Capability.MessageTags) ? PassingNotes.TagsOf(message) : "";
        var said = new SelfMessage($"self:{session.NextClientId(isNotice: false)}", Timestamp.Now(services.Clock), tags, body);
        if (message.Command is not "TAGMSG")
            services.ToSelf.Add(me.UserId, said);
        var own = said.Line(Listener(session), me);
        if (session.Has(Capability.EchoMessage))
            session.Output.Write(own.Body, own.Tags);
        foreach (var one in services.Monitor.Of(me.UserId).Where(one => message.Command is not "TAGMSG" || one.Has(Capability.MessageTags)))
        {
            var line = said.Line(Listener(one), me);
            one.Output.WriteAside(line.Body, line.Tags);
        }

        IrcListener Listener(IrcSession one) => new(me.UserId, one.Capabilities, "");
    }
}
