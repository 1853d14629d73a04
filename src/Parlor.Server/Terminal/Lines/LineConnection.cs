using Parlor.Server.Accounts;
using Parlor.Server.Administration;
using Parlor.Server.Messages;
using Parlor.Server.Realtime;

namespace Parlor.Server.Terminal.Lines;

/// <summary>What somebody hears in lines.</summary>
/// <param name="client">Whom to tell.</param>
/// <param name="rooms">Who follows which room.</param>
/// <param name="labels">What rooms are called.</param>
/// <param name="userId">The person.</param>
/// <param name="sessionId">Their log-in.</param>
/// <param name="onlyRoom">The one room that the connection is about; null: all of the person's.</param>
internal sealed class LineConnection(
    ITextClient client, TextRooms rooms, RoomLabels labels, long userId, long sessionId, long? onlyRoom)
    : TextConnection(client, rooms, userId, sessionId)
{
    public LineStyle Style { get; set; }

    /// <summary>Those whose words the person does not want to read.</summary>
    public BlockedPeople Blocked { get; } = new();

    internal override string UserAgent => LineHandler.Name;

    /// <summary>Tells what was held back, but for messages that the client has been shown meanwhile.</summary>
    /// <param name="roomId">The room whose messages it has seen.</param>
    /// <param name="seenUpTo">The number of the last of them.</param>
    public void Release(long roomId, long seenUpTo) =>
        Release(held => held is MessagePosted posted && posted.RoomId == roomId && posted.Seq <= seenUpTo);

    internal override void Follow(long roomId)
    {
        if (onlyRoom is null || roomId == onlyRoom)
            base.Follow(roomId);
    }

    internal override void Hear(OutgoingEvent happened, Renderings shared)
    {
        if (happened is ServerAnnouncement announced)
            Client.Write(shared.Get((Style, announced), static one => EventLines.Render(one.Style, one.announced))!);
        if (happened is BlockChanged change)
            Blocked.Note(change);
        if (RoomOf(happened) is { } roomId && (onlyRoom is null || roomId == onlyRoom))
            base.Hear(happened, shared);
    }

    protected override bool TryShow(OutgoingEvent happened, Renderings shared)
    {
        if (labels.Find(RoomOf(happened)!.Value, UserId) is not { } label)
            return false;
        var how = (Format: new LineFormat(label, Style), happened, IsHidden: Blocked.HaveWritten(happened));
        if (shared.Get(how, static one => one.IsHidden ? EventLines.Hidden(one.Format, one.happened) : EventLines.Render(one.Format, one.happened)) is { } bytes)
            Client.Write(bytes);
        return true;
    }

    protected override void Read(OutgoingEvent happened) => labels.Load(RoomOf(happened)!.Value, UserId);

    private static long? RoomOf(OutgoingEvent happened) => happened is RoomEvent of ? of.RoomId : happened.AccessChangedIn;
}
