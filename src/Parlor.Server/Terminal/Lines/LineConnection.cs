using Parlor.Server.Accounts;
using Parlor.Server.Administration;
using Parlor.Server.Messages;
using Parlor.Server.Realtime;

namespace Parlor.Server.Terminal.Lines;

/// <summary>
/// What somebody hears in lines. Events can be held back, while what came before them is read and shown; they are then told in their
/// order.
/// </summary>
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
    /// <summary>Events held back at most: somebody for whom there are more is cut off.</summary>
    private const int MostHeld = 10_000;

    private readonly Lock _lock = new();

    // In order; null when nothing is held back. What is told is told under the lock, and so in order.
    private List<OutgoingEvent>? _held = [];
    private bool _isHolding = true;
    private bool _isNaming;
    private Task _naming = Task.CompletedTask;

    public LineStyle Style { get; set; }

    /// <summary>Those whose words the person does not want to read.</summary>
    public BlockedPeople Blocked { get; } = new();

    internal override string UserAgent => LineHandler.Name;

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
        if (RoomOf(happened) is not { } roomId || (onlyRoom is not null && roomId != onlyRoom))
            return;
        lock (_lock)
        {
            if (_held is null && labels.Find(roomId, UserId) is { } label)
                Show(happened, label, shared);
            else
                HoldBack(happened);
        }
    }

    /// <summary>From here on nothing is told until <see cref="Release"/>; a new connection begins so.</summary>
    public void Hold()
    {
        lock (_lock)
        {
            _isHolding = true;
            _held ??= [];
        }
    }

    /// <summary>Completes once nothing waits for a label.</summary>
    public async Task Settle()
    {
        while (IsNaming(out var naming))
            await naming;
    }

    /// <summary>Tells what was held back, but for messages that the client has been shown meanwhile.</summary>
    /// <param name="roomId">The room whose messages it has seen.</param>
    /// <param name="seenUpTo">The number of the last of them.</param>
    public void Release(long roomId = 0, long seenUpTo = 0)
    {
        lock (_lock)
        {
            _held?.RemoveAll(one => one is MessagePosted posted && posted.RoomId == roomId && posted.Seq <= seenUpTo);
            _isHolding = false;
            TellHeld();
        }
    }

    private bool IsNaming(out Task naming)
    {
        lock (_lock)
        {
            naming = _naming;
            return _isNaming;
        }
    }

    private static long? RoomOf(OutgoingEvent happened) => happened is RoomEvent of ? of.RoomId : happened.AccessChangedIn;

    private void HoldBack(OutgoingEvent happened)
    {
        _held ??= [];
        if (_held.Count == MostHeld)
        {
            Client.Close();
            return;
        }

        _held.Add(happened);
        TellHeld();
    }

    /// <summary>Tells what is held back, up to the first event of a room whose label has yet to be read.</summary>
    private void TellHeld()
    {
        if (_isHolding || _isNaming || _held is null)
            return;
        for (var next = 0; next < _held.Count; next++)
        {
            var roomId = RoomOf(_held[next])!.Value;
            if (labels.Find(roomId, UserId) is { } label)
            {
                Show(_held[next], label, new Renderings());
                continue;
            }

            _held.RemoveRange(0, next);
            _isNaming = true;
            _naming = Task.Run(() => NameRoom(roomId));
            return;
        }

        _held = null;
    }

    private void NameRoom(long roomId)
    {
        var isKnown = true;
        try
        {
            labels.Load(roomId, UserId);
        }
        catch (Exception)
        {
            // Without the database nothing goes on here; the client comes back once there is one.
            isKnown = false;
            Client.Close();
        }

        lock (_lock)
        {
            _isNaming = false;
            if (isKnown)
                TellHeld();
        }
    }

    private void Show(OutgoingEvent happened, string label, Renderings shared)
    {
        var how = (Format: new LineFormat(label, Style), happened, IsHidden: Blocked.HaveWritten(happened));
        if (shared.Get(how, static one => one.IsHidden ? EventLines.Hidden(one.Format, one.happened) : EventLines.Render(one.Format, one.happened)) is { } bytes)
            Client.Write(bytes);
    }
}
