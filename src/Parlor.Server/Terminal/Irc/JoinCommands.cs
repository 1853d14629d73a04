using Parlor.Server.Data;
using Parlor.Server.Rooms;

namespace Parlor.Server.Terminal.Irc;

/// <summary>Coming and going: JOIN, PART.</summary>
internal static class JoinCommands
{
    /// <summary>The fields of refusals that are of IRC: a mask is against it, or it is for those who were invited.</summary>
    private const string Masked = "mask";

    private const string Uninvited = "invitation";

    public static IrcCommand[] All { get; } = [new("JOIN", 1, Join), new("PART", 1, Part)];

    private static async Task Join(IrcSession session, IrcMessage message)
    {
        if (message.Parameters[0] is "0")
        {
            foreach (var room in await session.Services.Rooms.Store.OfMember(session.UserId))
            {
                if (room.Kind != RoomKind.Direct)
                    await PartOne(session, "#" + room.Name, "");
            }

            return;
        }

        var keys = message.Parameters.Count > 1 ? message.Parameters[1].Split(',') : [];
        foreach (var (at, channel) in message.Parameters[0].Split(',', StringSplitOptions.RemoveEmptyEntries).Index())
        {
            session.Connection!.IsJoining = true;
            try
            {
                await JoinOne(session, channel, keys.ElementAtOrDefault(at));
            }
            catch (Problem problem)
            {
                if (!await Forward(session, channel, problem))
                    Refuse(session, channel, problem);
            }
            finally
            {
                session.Connection.IsJoining = false;
            }
        }
    }

    /// <summary>Says why somebody may not come in.</summary>
    public static void Refuse(IrcSession session, string channel, Problem problem)
    {
        switch (problem.Code == ProblemCode.Forbidden ? problem.Field : null)
        {
            case "key":
                session.Reply(Numeric.BadChannelKey, channel, "Cannot join channel (+k): " + problem.Message);
                break;
            case "mostMembers":
                session.Reply(Numeric.ChannelIsFull, channel, "Cannot join channel (+l): " + problem.Message);
                break;
            case Uninvited:
                session.Reply(Numeric.InviteOnlyChannel, channel, "Cannot join channel (+i): " + problem.Message);
                break;
            default:
                IrcProblems.Tell(session, "JOIN", channel, problem);
                break;
        }
    }

    /// <summary>Takes somebody who may not come in to where the channel sends such people, but no further.</summary>
    /// <returns>Whether there is such a channel.</returns>
    private static async Task<bool> Forward(IrcSession session, string channel, Problem problem)
    {
        var channels = session.Services.Rooms.Channels;
        if (problem is not { Code: ProblemCode.Forbidden, Field: not null }
            || await channels.FindId(IrcNames.Room(channel)) is not { } roomId
            || (await channels.Settings(roomId)).ForwardTo is not { } other
            || await channels.FindId(other) is null)
        {
            return false;
        }

        session.Reply(Numeric.LinkChannel, channel, "#" + other, "Forwarding to another channel");
        try
        {
            await JoinOne(session, "#" + other, key: null);
        }
        catch (Problem there)
        {
            Refuse(session, "#" + other, there);
        }

        return true;
    }

    private static async Task JoinOne(IrcSession session, string channel, string? key)
    {
        var name = IrcNames.Room(channel);
        if (ChannelCommands.Visible(session, name) is { Role: not null })
            return;
        var room = await Enter(session, name, key);
        await session.Settle();
        await ChannelCommands.ShowRoom(session, room);
        await HistoryReplay.Show(session, IrcRoom.Of(room));
    }

    /// <summary>Brings the person in: as one who comes, was invited, or makes the room.</summary>
    public static async Task<Room> Enter(IrcSession session, string name, string? key)
    {
        var rooms = session.Services.Rooms;
        var found = await rooms.Channels.FindId(name);
        if (found is null && await Make(session, name) is { } made)
            return made;
        // It was there, or somebody was quicker.
        var roomId = found ?? await rooms.Channels.FindId(name) ?? throw Problem.NotFound("There is no such room.");
        if (await EnterAsInvited(session, name, roomId) is { } entered)
            return entered;
        var masks = rooms.Masks.Of(roomId);
        if (IrcMasks.KeepOut(masks, session.Identity))
            throw Problem.Forbidden("You are banned.", Masked);
        if (IrcMasks.Invite(masks, session.Identity))
            return await rooms.Join.JoinExpected(session.UserId, roomId, key);
        try
        {
            return await rooms.Join.Join(session.UserId, name, key);
        }
        catch (Problem hidden) when (hidden.Code == ProblemCode.NotFound && session.Services.Settings.Irc.JoinCreatesRoom)
        {
            // Where JOIN makes rooms, that it does not make this one says already that there is one.
            throw Problem.Forbidden("It is for those who were invited.", Uninvited);
        }
    }

    /// <summary>Makes the room, where JOIN does; null: somebody has made it just now.</summary>
    private static async Task<Room?> Make(IrcSession session, string name)
    {
        if (!session.Services.Settings.Irc.JoinCreatesRoom)
            throw Problem.NotFound("There is no such room.");
        try
        {
            return await session.Services.Rooms.Create.Execute(
                session.UserId, new RoomDetails(name, name, "", Visibility.Public), asVisitor: session.IsGuest);
        }
        catch (Problem taken) when (taken is { Code: ProblemCode.Conflict, Field: "name" })
        {
            return null;
        }
    }

    /// <summary>Has whoever has invited the person add them, if they may. Then neither a key nor a limit nor a mask is in the way.</summary>
    private static async Task<Room?> EnterAsInvited(IrcSession session, string name, long roomId)
    {
        var (rooms, invites) = (session.Services.Rooms, session.Services.Invites);
        if (invites.Take(session.UserId, name) is not { } inviterId)
            return null;
        try
        {
            await rooms.Manage.Put(inviterId, Ids.Text(roomId), Ids.Text(session.UserId), role: null, customRole: null);
            return await rooms.Store.Get(session.UserId, roomId);
        }
        catch (Problem notTheirs) when (notTheirs.Code is ProblemCode.Forbidden or ProblemCode.NotFound)
        {
            // They come like anybody else.
            return null;
        }
    }

    private static async Task Part(IrcSession session, IrcMessage message)
    {
        var why = message.Parameters.Count > 1 ? MessageText.Beginning(message.Parameters[1], MemberCommands.LongestReason) : "";
        foreach (var channel in message.Parameters[0].Split(',', StringSplitOptions.RemoveEmptyEntries))
            await PartOne(session, channel, why);
    }

    private static async Task PartOne(IrcSession session, string channel, string why)
    {
        try
        {
            var room = ChannelCommands.RequireMember(session, channel);
            if (room is null)
                return;
            var key = PassingNotes.LeavingKey(room.Id, session.UserId);
            session.Services.Notes.Keep(key, why);
            await session.Services.Rooms.Join.Leave(session.UserId, Ids.Text(room.Id));
            await session.Settle();
            session.Services.Notes.Forget(key);
        }
        catch (Problem problem)
        {
            IrcProblems.Tell(session, "PART", channel, problem);
        }
    }
}
