using Parlor.Server.Data;
using Parlor.Server.Messages;
using Parlor.Server.Rooms;

namespace Parlor.Server.Terminal.Irc;

/// <summary>What is said beside messages: TAGMSG, with reactions and typing; and REDACT, which deletes one.</summary>
internal static class TagCommands
{
    private const string React = "+draft/react";

    private const string Unreact = "+draft/unreact";

    /// <summary>Bytes of why a message is deleted.</summary>
    private const int LongestReason = 300;

    public static IrcCommand[] All { get; } = [new("TAGMSG", 1, Tag), new("REDACT", 2, Redact)];

    private static async Task Tag(IrcSession session, IrcMessage message)
    {
        if (!session.Has(Capability.MessageTags))
        {
            session.Reply(Numeric.UnknownCommand, "TAGMSG", "Unknown command");
            return;
        }

        foreach (var target in message.Parameters[0].Split(',', StringSplitOptions.RemoveEmptyEntries).Take(Welcome.MostTargets))
        {
            var (roomId, person) = await MessageCommands.Resolve(session, target);
            if (roomId == 0)
                MessageCommands.ToSelf(session, message, "");
            else if (person is null || UserModeCommands.LetsThrough(session, person, ""))
                await TagOne(session, message, roomId, person);
        }
    }

    private static async Task TagOne(IrcSession session, IrcMessage message, long roomId, IrcIdentity? person)
    {
        var services = session.Services;
        var room = services.Rooms.Access.Require(session.UserId, Ids.Text(roomId), RoomPermission.Post);
        if (await TryReact(session, message, roomId))
            return;
        if (message.Tags.GetValueOrDefault("+typing") is "active")
            new Typing(room.Id, services.Accounts.Get(session.UserId), session.Connection!).DeliverTo(services.Connections);
        else
            Pass(session, message, room, person);
    }

    /// <summary>Adds or takes back a reaction, if the tags are one that Parlor knows.</summary>
    private static async Task<bool> TryReact(IrcSession session, IrcMessage message, long roomId)
    {
        if (MessageCommands.SeqOf(message.Tags.GetValueOrDefault(MessageCommands.ReplyTag), roomId) is not { } seq)
            return false;
        var (uses, room) = (session.Services.Messages.React, Ids.Text(roomId));
        try
        {
            if (message.Tags.TryGetValue(React, out var emoji))
                await uses.Add(session.UserId, room, seq, emoji);
            else if (message.Tags.TryGetValue(Unreact, out emoji))
                await uses.Remove(session.UserId, room, seq, emoji);
            else
                return false;
        }
        catch (Problem text) when (text is { Code: ProblemCode.Invalid, Field: "emoji" })
        {
            // Clients of IRC react with any text; it is for those who are here.
            return false;
        }

        await session.Settle();
        return true;
    }

    /// <summary>Passes tags on to clients of IRC, who may make something of them.</summary>
    private static void Pass(IrcSession session, IrcMessage message, AccessedRoom room, IrcIdentity? person)
    {
        var tags = PassingNotes.TagsOf(message);
        if (tags.Length == 0)
            return;
        session.Services.Known.Keep(IrcRoom.Of(room));
        var passed = new TagMessage(session.Identity, room.Id, tags, person?.UserId, session.NextClientId(isNotice: false))
        {
            At = Timestamp.Now(session.Services.Clock),
        };
        session.Services.TextRooms.ToRoom(room.Id, passed);
    }

    /// <summary>Lets through members, and whoever keeps order there from outside.</summary>
    /// <exception cref="Problem">It is somebody else.</exception>
    private static void RequireReach(IrcSession session, string room)
    {
        var access = session.Services.Rooms.Access;
        if (access.RequireVisible(session.UserId, room).Standing?.May(RoomPermission.DeleteMessages) is not true)
            access.Require(session.UserId, room);
    }

    private static async Task Redact(IrcSession session, IrcMessage message)
    {
        var (target, id) = (message.Parameters[0], IrcMessage.Middle(message.Parameters[1]));
        long roomId;
        try
        {
            (roomId, _) = await MessageCommands.Resolve(session, target);
            if (roomId != 0)
                RequireReach(session, Ids.Text(roomId));
        }
        catch (Problem)
        {
            session.Fail("REDACT", "INVALID_TARGET", "You cannot delete messages there.", IrcMessage.Middle(target));
            return;
        }

        if (MessageCommands.SeqOf(id, roomId) is not { } seq)
        {
            session.Fail("REDACT", "UNKNOWN_MSGID", "There is no such message.", $"{target} {id}");
            return;
        }

        var key = PassingNotes.RedactionKey(roomId, seq);
        try
        {
            if (message.Parameters.Count > 2)
                session.Services.Notes.Keep(key, MessageText.Beginning(message.Parameters[2], LongestReason));
            await session.Services.Messages.Delete.Execute(session.UserId, Ids.Text(roomId), seq);
            await session.Settle();
        }
        catch (Problem problem) when (problem.Code is ProblemCode.Forbidden or ProblemCode.NotFound)
        {
            session.Fail("REDACT", problem.Code == ProblemCode.Forbidden ? "REDACT_FORBIDDEN" : "UNKNOWN_MSGID", problem.Message, $"{target} {id}");
        }
        finally
        {
            session.Services.Notes.Forget(key);
        }
    }
}
