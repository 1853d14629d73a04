using Parlor.SocketIO.Engine;

namespace Parlor.SocketIO;

/// <content>The rooms that the socket is in, and whom it can reach there.</content>
public sealed partial class Socket
{
    private int _joins;

    /// <summary>The rooms that the socket is in, its own id first; none once it is disconnected.</summary>
    public IReadOnlyCollection<string> Rooms => System.Threading.Volatile.Read(ref _lastRooms) ?? [Id, .. Namespace.Adapter.RoomsOf(this)];

    /// <summary>To everyone in the namespace but this socket.</summary>
    public BroadcastOperator Broadcast => ToOthers(BroadcastFlags.None);

    /// <summary>To everyone in the namespace on this server but this socket.</summary>
    public BroadcastOperator Local => ToOthers(BroadcastFlags.Local);

    /// <summary>To the members of rooms, but not to this socket.</summary>
    public BroadcastOperator To(params ReadOnlySpan<string> rooms) => Broadcast.To(rooms);

    /// <summary>To everyone but this socket and the members of rooms.</summary>
    public BroadcastOperator Except(params ReadOnlySpan<string> rooms) => Broadcast.Except(rooms);

    /// <summary>Joins a room; broadcasts to it arrive from then on. Nothing happens once the socket is disconnected.</summary>
    /// <exception cref="InvalidOperationException">It is in <see cref="SocketIOOptions.MaxRoomsPerSocket"/> rooms already.</exception>
    public void Join(string room)
    {
        ArgumentNullException.ThrowIfNull(room);
        RequireRoomFor();
        Namespace.Adapter.Join(this, room);
        // It may have been disconnected meanwhile, and nobody would take it out again.
        if (System.Threading.Volatile.Read(ref _state) == Closed)
            Namespace.Adapter.Remove(this);
    }

    /// <summary>Joins rooms; see <see cref="Join(string)"/>.</summary>
    public void Join(params ReadOnlySpan<string> rooms)
    {
        foreach (string room in rooms)
            Join(room);
    }

    /// <summary>Leaves a room.</summary>
    public void Leave(string room)
    {
        ArgumentNullException.ThrowIfNull(room);
        Namespace.Adapter.Leave(this, room);
    }

    /// <summary>Leaves rooms.</summary>
    public void Leave(params ReadOnlySpan<string> rooms)
    {
        foreach (string room in rooms)
            Leave(room);
    }

    // Calls are counted, which may be more than there are rooms; only then is it worth counting those.
    private void RequireRoomFor()
    {
        int max = Namespace.Server.Options.MaxRoomsPerSocket;
        if (Interlocked.Increment(ref _joins) <= max)
            return;
        int rooms = Namespace.Adapter.RoomsOf(this).Count;
        System.Threading.Volatile.Write(ref _joins, rooms + 1);
        if (rooms >= max)
            throw new InvalidOperationException($"A socket may be in {max} rooms at most.");
    }

    private BroadcastOperator ToOthers(BroadcastFlags flags) =>
        new(Namespace.Server, Namespace.Self, new BroadcastTarget([], [Id], flags), Namespace.Server.Options.AckTimeout);
}
