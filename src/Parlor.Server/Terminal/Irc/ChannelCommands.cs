using System.Globalization;
using System.Text;
using Parlor.Server.Data;
using Parlor.Server.Rooms;

namespace Parlor.Server.Terminal.Irc;

/// <summary>Channels, which are rooms: JOIN, PART, TOPIC, NAMES, LIST.</summary>
internal static class ChannelCommands
{
    /// <summary>Members read at a time.</summary>
    public const int PageSize = 500;

    /// <summary>Characters of the names in one line, so that all around them fits.</summary>
    private const int LongestNames = 380;

    public static IrcCommand[] All { get; } =
    [
        new("JOIN", 1, Join),
        new("PART", 1, Part),
        new("TOPIC", 1, Topic),
        new("NAMES", 0, Names),
        new("LIST", 0, List),
    ];

    /// <summary>Shows a client a room that its person is in already, as if it had just joined.</summary>
    public static async Task ShowOwnArrival(IrcSession session, IrcRoom known, Room room)
    {
        var me = session.Identity;
        session.Output.Write(session.Has(Capability.ExtendedJoin)
            ? $":{me.Mask} JOIN {known.Channel} {me.Account ?? "*"} :{me.RealName}"
            : $":{me.Mask} JOIN {known.Channel}");
        if (room.Topic.Length > 0)
            session.Reply(Numeric.Topic, known.Channel, room.Topic);
        await ShowNames(session, known, room.Visibility);
    }

    /// <summary>Shows topic and members of a room that the person has come into by another way than this connection.</summary>
    public static async Task ShowArrival(IrcSession session, IrcRoom known)
    {
        if (known.Kind == RoomKind.Direct)
            return;
        try
        {
            var room = await session.Services.Rooms.Store.Get(session.UserId, known.Id);
            if (room.Topic.Length > 0)
                session.Reply(Numeric.Topic, known.Channel, room.Topic);
            await ShowNames(session, known, room.Visibility);
        }
        catch (Problem gone) when (gone.Code == ProblemCode.NotFound)
        {
            // It went as they came.
        }
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

    private static async Task Join(IrcSession session, IrcMessage message)
    {
        if (message.Parameters[0] is "0")
        {
            foreach (var room in await session.Services.Rooms.Store.OfMember(session.UserId))
                await PartOne(session, "#" + room.Name, "");
            return;
        }

        foreach (var channel in message.Parameters[0].Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            session.Connection!.IsJoining = true;
            try
            {
                await JoinOne(session, channel);
            }
            catch (Problem problem)
            {
                IrcProblems.Tell(session, "JOIN", channel, problem);
            }
            finally
            {
                session.Connection.IsJoining = false;
            }
        }
    }

    private static async Task JoinOne(IrcSession session, string channel)
    {
        var name = IrcNames.Room(channel);
        if (IsMember(session, name))
            return;
        if (await Enter(session, channel, name) is not { } room)
            return;
        await session.Settle();
        var known = new IrcRoom(Ids.Parse(room.Id), room.Name, room.Kind);
        if (room.Topic.Length > 0)
            session.Reply(Numeric.Topic, known.Channel, room.Topic);
        await ShowNames(session, known, room.Visibility);
    }

    /// <summary>Brings the person in: as one who comes, was invited, or makes the room. Null: it is for those who were invited.</summary>
    private static async Task<Room?> Enter(IrcSession session, string channel, string name)
    {
        var rooms = session.Services.Rooms;
        try
        {
            return await rooms.Join.Join(session.UserId, name);
        }
        catch (Problem hidden) when (hidden.Code == ProblemCode.NotFound)
        {
            if (session.Services.Invites.Take(session.UserId, name) is { } inviterId)
            {
                await rooms.Manage.Put(inviterId, name, Ids.Text(session.UserId), role: null, customRole: null);
                return await rooms.Store.Get(session.UserId, rooms.Access.Require(session.UserId, name).Id);
            }

            if (!session.Services.Settings.Irc.JoinCreatesRoom)
                throw;
        }

        try
        {
            return await rooms.Create.Execute(session.UserId, new RoomDetails(name, name, "", Visibility.Public), asVisitor: session.IsGuest);
        }
        catch (Problem taken) when (taken.Code == ProblemCode.Conflict)
        {
            session.Reply(Numeric.InviteOnlyChannel, channel, "Cannot join channel (+i)");
            return null;
        }
    }

    private static async Task Part(IrcSession session, IrcMessage message)
    {
        var why = message.Parameters.Count > 1 ? message.Parameters[1] : "";
        foreach (var channel in message.Parameters[0].Split(',', StringSplitOptions.RemoveEmptyEntries))
            await PartOne(session, channel, why);
    }

    private static async Task PartOne(IrcSession session, string channel, string why)
    {
        try
        {
            var room = RequireMember(session, channel);
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
            session.Reply(Numeric.Topic, channel, room.Topic);
    }

    private static async Task Names(IrcSession session, IrcMessage message)
    {
        if (message.Parameters.Count == 0)
        {
            session.Reply(Numeric.EndOfNames, "*", "End of NAMES list");
            return;
        }

        foreach (var channel in message.Parameters[0].Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (IrcNames.IsChannel(channel) && Visible(session, IrcNames.Room(channel)) is { Role: not null } room)
                await ShowNames(session, new IrcRoom(room.Id, room.Name, room.Kind), room.Visibility);
            else
                session.Reply(Numeric.EndOfNames, channel, "End of NAMES list");
        }
    }

    private static async Task List(IrcSession session, IrcMessage message)
    {
        var filter = message.Parameters.Count > 0 ? message.Parameters[0].Split(',', StringSplitOptions.RemoveEmptyEntries) : [];
        session.Reply(Numeric.ListStart, "Channel", "Users  Name");
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await session.Services.Rooms.Directory.Page(session.UserId, "", "", cursor, PageSize);
            foreach (var room in page.Rooms.Where(room => filter.All(one => IsListed(room, one)) || filter.Any(one => IsNamed(room, one))))
                session.Reply(Numeric.List, "#" + room.Name, room.MemberCount.ToString(CultureInfo.InvariantCulture), room.Topic);
            cursor = page.Next;
        }

        session.Reply(Numeric.EndOfList, "End of LIST");
    }

    /// <summary>Whether a room is as large, or as small, as is asked for (ELIST U).</summary>
    private static bool IsListed(Room room, string filter) =>
        filter.Length > 1 && long.TryParse(filter.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
        && filter[0] switch { '>' => room.MemberCount > count, '<' => room.MemberCount < count, _ => false };

    private static bool IsNamed(Room room, string filter) => IrcNames.Fits(filter, "#" + room.Name);

    private static async Task ShowNames(IrcSession session, IrcRoom room, Visibility visibility)
    {
        var symbol = visibility == Visibility.Private ? "@" : "=";
        var names = new StringBuilder();
        await foreach (var member in MembersOf(session, room.Id))
        {
            var person = session.Services.People.Of(member.User);
            var name = ChannelModes.Prefix(member.Role) + (session.Has(Capability.UserHostInNames) ? person.Mask : person.Nick);
            if (names.Length > 0 && names.Length + name.Length >= LongestNames)
            {
                session.Reply(Numeric.Names, symbol, room.Channel, names.ToString());
                names.Clear();
            }

            names.Append(names.Length > 0 ? " " : "").Append(name);
        }

        if (names.Length > 0)
            session.Reply(Numeric.Names, symbol, room.Channel, names.ToString());
        session.Reply(Numeric.EndOfNames, room.Channel, "End of NAMES list");
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

    private static bool IsMember(IrcSession session, string room) => Visible(session, room) is { Role: not null };
}
