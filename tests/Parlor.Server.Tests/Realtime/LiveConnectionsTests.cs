using Parlor.Server.Realtime;

namespace Parlor.Server.Tests.Realtime;

/// <summary>Who is connected is known exactly, however people come and go.</summary>
public sealed class LiveConnectionsTests
{
    private const int Times = 20_000;

    private const long Ada = 1;

    private readonly LiveConnections _connections = new([]);

    [Fact]
    public async Task Whoever_comes_while_the_last_device_of_theirs_goes_is_there()
    {
        await Task.WhenAll(Enumerable.Range(1, 3).Select(device => Task.Run(() => ComeAndGo(device))));
        Assert.Equal((0, 0), _connections.Count());
    }

    [Fact]
    public void A_change_of_membership_while_somebody_comes_is_read_though_their_last_device_has_just_gone()
    {
        var first = new Device(sessionId: 1);
        _connections.Add(first, _ => []);
        var second = new Device(sessionId: 2);
        var reads = 0;

        _connections.Add(second, _ =>
        {
            if (reads++ > 0)
                return [17];
            _connections.Remove(first);
            _connections.Follow(Ada, 17);
            _connections.Unfollow(Ada, 18);
            return [18];
        });

        Assert.Equal(2, reads);
        Assert.Equal([17], second.Rooms);
        Assert.Equal((1, 1), _connections.Count());
    }

    private void ComeAndGo(int sessionId)
    {
        for (var time = 0; time < Times; time++)
        {
            var device = new Device(sessionId);
            _connections.Add(device, _ => [17]);
            _connections.Follow(Ada, 18);
            _connections.EndSession(Ada, sessionId);
            Assert.True(device.IsEnded);
            Assert.Equal([17, 18], device.Rooms.Order());
            _connections.Remove(device);
        }
    }

    private sealed class Device(long sessionId) : Connection(Ada, sessionId, address: null)
    {
        public bool IsEnded { get; private set; }

        public HashSet<long> Rooms { get; } = [];

        internal override void Follow(long roomId) => Rooms.Add(roomId);

        internal override void Unfollow(long roomId) => Rooms.Remove(roomId);

        internal override void Tell(OutgoingEvent happened)
        {
        }

        internal override void End() => IsEnded = true;
    }
}
