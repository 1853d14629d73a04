using Parlor.Server.Messages;
using Parlor.Server.Realtime;
using Parlor.Server.Rooms;

namespace Parlor.Server.Terminal.Irc;

/// <summary>
/// What somebody hears by IRC. Events are held back while the client is greeted, and while a room is read from the database that nobody
/// has heard of yet; they are then told in their order.
/// </summary>
internal sealed class IrcConnection(
    ITextClient client, TextRooms textRooms, IrcOutput output, IrcEvents events, IrcRooms rooms, long userId, long sessionId)
    : TextConnection(client, textRooms, userId, sessionId)
{
    /// <summary>Events held back at most: somebody for whom there are more is cut off.</summary>
    private const int MostHeld = 10_000;

    private readonly Lock _lock = new();
    private List<OutgoingEvent>? _held = [];
    private bool _isHolding = true;
    private bool _isLoading;
    private TaskCompletionSource? _told;

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

    /// <summary>From here on what happens is told, beginning with what was held back.</summary>
    public void Release()
    {
        lock (_lock)
        {
            _isHolding = false;
            TellHeld();
        }
    }

    /// <summary>Completes once nothing is held back.</summary>
    public Task WhenTold()
    {
        lock (_lock)
        {
            if (_held is null)
                return Task.CompletedTask;
            _told ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _told.Task;
        }
    }

    internal override void Hear(OutgoingEvent happened, Renderings shared)
    {
        lock (_lock)
        {
            if (_held is null && IsKnown(happened))
            {
                Show(happened, shared);
                return;
            }

            _held ??= [];
            if (_held.Count == MostHeld)
            {
                Client.Close();
                return;
            }

            _held.Add(happened);
            TellHeld();
        }
    }

    private static long? RoomOf(OutgoingEvent happened) => happened switch
    {
        RoomEvent of => of.RoomId,
        IrcEvent irc => irc.RoomId,
        Typing typing => typing.RoomId,
        _ => happened.AccessChangedIn,
    };

    private bool IsKnown(OutgoingEvent happened) => RoomOf(happened) is not { } roomId || rooms.Find(roomId) is not null;

    /// <summary>Tells what is held back, up to the first event of a room that has yet to be read.</summary>
    private void TellHeld()
    {
        if (_isHolding || _isLoading || _held is null)
            return;
        for (var next = 0; next < _held.Count; next++)
        {
            if (IsKnown(_held[next]))
            {
                Show(_held[next], new Renderings());
                continue;
            }

            var roomId = RoomOf(_held[next])!.Value;
            _held.RemoveRange(0, next);
            _isLoading = true;
            _ = Task.Run(() => LoadRoom(roomId));
            return;
        }

        _held = null;
        _told?.SetResult();
        _told = null;
    }

    private void LoadRoom(long roomId)
    {
        try
        {
            rooms.Load(roomId, UserId);
        }
        catch (Exception)
        {
            // Without the database nothing goes on here; the client comes back once there is one.
            Client.Close();
            lock (_lock)
                _told?.TrySetResult();
            return;
        }

        lock (_lock)
        {
            _isLoading = false;
            TellHeld();
        }
    }

    private void Show(OutgoingEvent happened, Renderings shared)
    {
        if (happened is RoomRead read)
            ReadElsewhere(read);
        var room = RoomOf(happened) is { } roomId ? rooms.Find(roomId) : null;
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
