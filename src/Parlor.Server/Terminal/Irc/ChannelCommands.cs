using Parlor.Server.Data;
using Parlor.Server.Rooms;

namespace Parlor.Server.Terminal.Irc;

/// <summary>Channels, which are rooms: how they are found and shown, and TOPIC.</summary>
internal static class ChannelCommands
{
    /// <summary>Members read at a time.</summary>
    public const int PageSize = 500;

    public static IrcCommand[] All { get; } = [new("TOPIC", 1, Topic)];

    /// <summary>Shows a client a room that its person is in already, as if it had just joined.</summary>
    public static async Task ShowOwnArrival(IrcSession session, IrcRoom known, Room room)
    {
        var me = session.Identity;
        session.Output.Write(session.Has(Capability.ExtendedJoin)
            ? $":{me.Mask} JOIN {known.Channel} {me.Account ?? "*"} :{me.RealName}"
            : $":{me.Mask} JOIN {known.Channel}");
        await ShowRoom(session, room);
    }

    /// <summary>Shows topic and members of a room that the person has come into by another way than this connection.</summary>
    public static async Task ShowArrival(IrcSession session, IrcRoom known)
    {
        if (known.Kind == RoomKind.Direct)
            return;
        try
        {
            await ShowRoom(session, await session.Services.Rooms.Store.Get(session.UserId, known.Id));
        }
        catch (Problem gone) when (gone.Code == ProblemCode.NotFound)
        {
            // It went as they came.
        }
    }

    /// <summary>Topic and members of a room.</summary>
    public static async Task ShowRoom(IrcSession session, Room room)
    {
        var known = IrcRoom.Of(room);
        if (room.Topic.Length > 0)
            ShowTopic(session, known.Channel, room);
        await ListCommands.ShowNames(session, known, room.Visibility, room.Options);
    }

    /// <summary>All members of a room, by username.</summary>
    public static async IAsyncEnumerable<Member> MembersOf(IrcSession session, long roomId)
    {
        var after = "";
        while (true)
        {
            var page = await session.Services.Rooms.Members.Page(roomId, "", after, PageSize);
            foreach (var member in page)
                yield return member;
            if (page.Count < PageSize)
                yield break;
            after = page[^1].User.Username;
        }
    }

    /// <summary>The room, if the person is a member; otherwise they are told what is wrong.</summary>
    public static AccessedRoom? RequireMember(IrcSession session, string channel)
    {
        if (!IrcNames.IsChannel(channel) || Visible(session, IrcNames.Room(channel)) is not { } room)
        {
            session.Reply(Numeric.NoSuchChannel, channel, "No such channel");
            return null;
        }

        if (room.Role is not null)
            return room;
        session.Reply(Numeric.NotOnChannel, channel, "You're not on that channel");
        return null;
    }

    /// <summary>The room, if the person may know of it.</summary>
    public static AccessedRoom? Visible(IrcSession session, string room)
    {
        try
        {
            return session.Services.Rooms.Access.RequireVisible(session.UserId, room);
        }
        catch (Problem hidden) when (hidden.Code is ProblemCode.NotFound or ProblemCode.Invalid or ProblemCode.TooLarge)
        {
            return null;
        }
    }

    private static async Task Topic(IrcSession session, IrcMessage message)
    {
        var channel = message.Parameters[0];
        if (RequireMember(session, channel) is not { } accessed)
            return;
        if (message.Parameters.Count > 1)
        {
            await session.Services.Rooms.Change.Update(
                session.UserId, Ids.Text(accessed.Id), new UpdateRoomRequest { Topic = message.Parameters[1] });
            await session.Settle();
            return;
        }

        var room = await session.Services.Rooms.Store.Get(session.UserId, accessed.Id);
        if (room.Topic.Length == 0)
            session.Reply(Numeric.NoTopic, channel, "No topic is set");
        else
            ShowTopic(session, channel, room);
    }

    private static void ShowTopic(IrcSession session, string channel, Room room)
    {
        session.Reply(Numeric.Topic, channel, room.Topic);
        if (room.TopicSet is { } set)
            session.Reply(Numeric.TopicWhoTime, channel, MaskCommands.NickOf(session, set.ById), MaskCommands.Seconds(set.At));
    }
}
