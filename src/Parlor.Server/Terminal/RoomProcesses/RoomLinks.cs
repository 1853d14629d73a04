using System.Collections.Concurrent;
using Parlor.Server.Realtime;

namespace Parlor.Server.Terminal.RoomProcesses;

/// <summary>The rooms with a process of their own, as a gateway: what a room is told goes to its process once, for all of its clients.</summary>
internal sealed class RoomLinks : IGateway
{
    private readonly ConcurrentDictionary<long, RoomFront> _fronts = new();

    public void Add(RoomFront front) => _fronts[front.RoomId] = front;

    public void Remove(RoomFront front) => _fronts.TryRemove(new KeyValuePair<long, RoomFront>(front.RoomId, front));

    public void ToRoom(long roomId, OutgoingEvent happened, Connection? except = null)
    {
        if (_fronts.TryGetValue(roomId, out var front))
            front.ToRoom(happened, except is RemoteConnection remote && remote.Front == front ? remote.Number : 0);
    }

    public void ToAll(IReadOnlyCollection<long> roomIds, IReadOnlyCollection<Connection> connections, OutgoingEvent happened)
    {
        foreach (var roomId in roomIds)
            ToRoom(roomId, happened);
        foreach (var remote in connections.OfType<RemoteConnection>().Distinct())
        {
            if (!remote.IsFollowing || !roomIds.Contains(remote.Front.RoomId))
                remote.Tell(happened);
        }
    }

    public void UnfollowAll(long roomId)
    {
        if (_fronts.TryGetValue(roomId, out var front))
            front.Send(LinkFrameType.Unfollow);
    }
}
