using Parlor.Server.Data;
using Parlor.Server.Rooms;

namespace Parlor.Server.Terminal.Lines;

/// <summary>Commands about rooms: finding them, going in and out, and what they are about.</summary>
internal sealed class RoomCommands(RoomDirectory directory, JoinRoom joinRoom, CreateRoom createRoom, ChangeRoom changeRoom, ManageMembers members)
    : ILineCommands
{
    /// <summary>Public rooms that are listed; there may be more.</summary>
    private const int MostListed = 20;

    public IEnumerable<LineCommand> All =>
    [
        new("rooms", "", "your rooms, and public ones to join", List),
        new("join", "ROOM", "join a public room, or go to one of yours", Join),
        new("room", "ROOM", "go to one of your rooms", Go),
        new("leave", "[ROOM]", "leave a room for good", Leave),
        new("create", "NAME [private]", "make a room", Create),
        new("topic", "[TEXT]", "what the room is about, or change it", Topic),
        new("invite", "USER", "add somebody to this room", Invite),
    ];

    private async Task List(LineSession session, Arguments arguments)
    {
        var mine = await session.MyRooms();
        foreach (var room in mine)
            session.Terminal.Say($"{(string.Equals(room.Id, Current(session), StringComparison.Ordinal) ? "*" : " ")} {session.Summary(room)}{About(room)}");
        if (!session.SeesAllRooms)
            return;
        var open = await directory.Page(session.UserId, "", "members", "", MostListed);
        foreach (var room in open.Rooms.Where(room => room.Role is null))
            session.Terminal.Say($"  {room.Name}{About(room)}: /join {room.Name}");
    }

    private async Task Join(LineSession session, Arguments arguments)
    {
        var room = session.Find(arguments.Word());
        await joinRoom.Join(session.UserId, Ids.Text(room.Id));
        await session.Enter(room);
    }

    private static Task Go(LineSession session, Arguments arguments) => session.Enter(session.FindConversation(arguments.Word()));

    private async Task Leave(LineSession session, Arguments arguments)
    {
        var room = arguments.TryWord() is { } named ? session.Find(named) : session.Find(session.RequireCurrent());
        var label = session.LabelOf(Ids.Text(room.Id));
        await joinRoom.Leave(session.UserId, Ids.Text(room.Id));
        await session.CatchUp();
        session.Terminal.Say($"You have left {label}.");
        if (session.Current?.Id == room.Id)
            session.LeaveCurrent();
    }

    private async Task Create(LineSession session, Arguments arguments)
    {
        session.RequireEverywhere();
        var (name, how) = (arguments.Word(), arguments.TryWord());
        var visibility = how is null ? Visibility.Public : Wire.Parse<Visibility>("visibility", how);
        var room = await createRoom.Execute(session.UserId, new RoomDetails(name.TrimStart('#'), "", "", visibility));
        await session.Enter(session.Find(room.Id));
    }

    private async Task Topic(LineSession session, Arguments arguments)
    {
        var room = session.RequireCurrent();
        if (!arguments.IsEmpty)
        {
            await changeRoom.Update(session.UserId, room, new UpdateRoomRequest { Topic = arguments.Text() });
            return;
        }

        var topic = (await session.MyRooms()).FirstOrDefault(one => string.Equals(one.Id, room, StringComparison.Ordinal))?.Topic;
        session.Terminal.Say(string.IsNullOrEmpty(topic) ? "There is no topic; /topic TEXT sets one." : $"Topic: {topic}");
    }

    private async Task Invite(LineSession session, Arguments arguments) =>
        await members.Put(session.UserId, session.RequireCurrent(), arguments.Word().TrimStart('@'), role: null, customRole: null);

    private static string? Current(LineSession session) => session.Current is { } room ? Ids.Text(room.Id) : null;

    private static string About(Room room) => room.Topic.Length == 0 ? "" : $" - {room.Topic}";
}
