using System.Text.Json;
using System.Threading.Channels;
using Parlor.Server.Accounts;
using Parlor.Server.Data;
using Parlor.Server.Realtime;

namespace Parlor.Server.Rooms;

/// <summary>
/// Tells people whose profile has changed: to everyone who shares a room with them, to whom other features name
/// (<see cref="IProfileAudience"/>), and to their own devices. The first change goes out at once, those that follow it within
/// <see cref="Interval"/> together at its end. What is told is read when it is told, so it is never older than what was told before.
/// </summary>
public sealed partial class ProfileBroadcast : ICommitListener, IAsyncDisposable
{
    /// <summary>Between two announcements of one person at least.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>People who wait to be told about at most. Beyond it a change is seen where the person is next read.</summary>
    public const int QueueLength = 16_384;

    private readonly Channel<long> _queue = Channel.CreateBounded<long>(
        new BoundedChannelOptions(QueueLength) { SingleReader = true, FullMode = BoundedChannelFullMode.DropWrite });

    private readonly LiveConnections _connections;
    private readonly RoomStore _rooms;
    private readonly People _people;
    private readonly Profiles _profiles;
    private readonly IReadOnlyList<IProfileAudience> _audiences;
    private readonly ILogger<ProfileBroadcast> _logger;
    private readonly ITimer _timer;
    private readonly Task _telling;
    private readonly Lock _lock = new();
    private HashSet<long> _told = [];
    private HashSet<long> _changedSince = [];

    public ProfileBroadcast(
        LiveConnections connections,
        RoomStore rooms,
        People people,
        Profiles profiles,
        IEnumerable<IProfileAudience> audiences,
        TimeProvider clock,
        ILogger<ProfileBroadcast> logger)
    {
        _connections = connections;
        _rooms = rooms;
        _people = people;
        _profiles = profiles;
        _audiences = [.. audiences];
        _logger = logger;
        _timer = clock.CreateTimer(_ => EndInterval(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _telling = Task.Run(TellAll);
    }

    /// <summary>Called after <see cref="People"/> has forgotten who has changed, which registered before.</summary>
    public void Committed(IReadOnlyList<CommittedEvent> committed)
    {
        foreach (var changed in committed.OfType<ProfileChanged>())
        {
            lock (_lock)
            {
                if (!_told.Add(changed.UserId))
                {
                    _changedSince.Add(changed.UserId);
                    continue;
                }

                if (_told.Count == 1)
                    _timer.Change(Interval, Timeout.InfiniteTimeSpan);
            }

            _queue.Writer.TryWrite(changed.UserId);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync();
        _queue.Writer.TryComplete();
        await _telling;
    }

    private void EndInterval()
    {
        lock (_lock)
        {
            (_told, _changedSince) = (_changedSince, []);
            foreach (var userId in _told)
                _queue.Writer.TryWrite(userId);
            if (_told.Count > 0)
                _timer.Change(Interval, Timeout.InfiniteTimeSpan);
        }
    }

    private async Task TellAll()
    {
        await foreach (var userId in _queue.Reader.ReadAllAsync())
        {
            try
            {
                List<long> told = [userId];
                foreach (var audience in _audiences)
                    told.AddRange(await audience.PeopleAround(userId));
                var looking = _audiences.SelectMany(audience => audience.LookingAt(userId));
                var profile = await _profiles.Get(userId);
                new ProfileAnnouncement(_rooms.IdsOfMember(userId), told, looking, _people.Get(userId), profile).DeliverTo(_connections);
            }
            catch (Exception failure)
            {
                // One person must not end the telling of all.
                LogFailure(failure);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A changed profile could not be announced")]
    private partial void LogFailure(Exception failure);
}

/// <summary>What a person's name, picture and profile are now.</summary>
internal sealed class ProfileAnnouncement(
    IEnumerable<long> roomIds, IEnumerable<long> userIds, IEnumerable<Connection> connections, Person user, Profile profile)
    : OutgoingEvent
{
    public override string Type => "profile_changed";

    internal override void DeliverTo(LiveConnections live) => live.ToAll(roomIds, userIds, connections, this);

    protected override byte[] Encode() =>
        JsonSerializer.SerializeToUtf8Bytes(new ProfileChangedBody(user, profile), RoomsJson.Wire.ProfileChangedBody);
}

internal sealed record ProfileChangedBody(Person User, Profile Profile);
