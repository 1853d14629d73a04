using Parlor.Server.Messages;
using Parlor.Server.Realtime;
using Parlor.Server.Rooms;

namespace Parlor.Server.Terminal.Irc;

/// <summary>What somebody hears by IRC.</summary>
internal sealed class IrcConnection(
    ITextClient client, TextRooms textRooms, IrcOutput output, IrcEvents events, IrcRooms rooms, long userId, long sessionId)
    : TextConnection(client, textRooms, userId, sessionId)
{
    public Capability Capabilities { get; set; }

    /// <summary>How the messages of this client are told from those of others: what their ids begin with.</summary>
    public required string ClientIdPrefix { get; init; }

    /// <summary>What is done when the person has read by another connection.</summary>
    public required Action<RoomRead> ReadElsewhere { get; init; }

    /// <summary>What is done when the person has come into a room, right after the client was told.</summary>
    public required Action<IrcRoom> Arrived { get; init; }

    /// <summary>What is done when the person has come into a room by another way than this connection.</summary>
    public required Action<IrcRoom> JoinedElsewhere { get; init; }

    /// <summary>Whether the client itself is coming into a room just now.</summary>
    public bool IsJoining { get; set; }

    internal override string UserAgent => "IRC";

    protected override bool TryShow(OutgoingEvent happened, Renderings shared)
    {
        var roomId = RoomOf(happened);
        var room = roomId is { } id ? rooms.Find(id) : null;
        if (roomId is not null && room is null)
            return false;
        Show(happened, room, shared);
        return true;
    }

    protected override void Read(OutgoingEvent happened) => rooms.Load(RoomOf(happened)!.Value, UserId);

    private static long? RoomOf(OutgoingEvent happened) => happened switch
    {
        RoomEvent of => of.RoomId,
        IrcEvent irc => irc.RoomId,
        Typing typing => typing.RoomId,
        _ => happened.AccessChangedIn,
    };

    private void Show(OutgoingEvent happened, IrcRoom? room, Renderings shared)
    {
        if (happened is RoomRead read)
            ReadElsewhere(read);
        var listener = new IrcListener(UserId, Capabilities, ClientIdPrefix);
        if (events.Render(happened, room, listener, shared) is { } shown)
            output.WriteEvent(shown.Lines, shown.IsOwn);
        if (room is null || !IrcEvents.IsArrival(happened, listener))
            return;
        Arrived(room);
        if (!IsJoining)
            JoinedElsewhere(room);
    }
}
