namespace Parlor.SocketIO;

/// <summary>
/// Whatever events can be sent from to many: a server, a namespace, or a choice among their sockets, put together step by
/// step: <c>io.To("a", "b").Except(id).Emit("news", text)</c>. Each step returns a new operator; one may be kept and used
/// again, from any thread.
/// </summary>
public abstract class Broadcaster
{
    private protected Broadcaster()
    {
    }

    /// <summary>The server that the sockets belong to.</summary>
    public abstract SocketIOServer Server { get; }

    /// <summary>Dropped for clients for whom something waits already, rather than queued.</summary>
    public BroadcastOperator Volatile => With(Target with { Flags = Target.Flags | BroadcastFlags.Volatile });

    /// <summary>Only to clients of this server, not to those of other servers in the cluster.</summary>
    public BroadcastOperator Local => With(Target with { Flags = Target.Flags | BroadcastFlags.Local });

    /// <summary>The namespaces whose sockets are meant.</summary>
    private protected abstract Namespace[] Namespaces { get; }

    private protected virtual BroadcastTarget Target => BroadcastTarget.Everyone;

    private protected virtual TimeSpan AckTimeout => Server.Options.AckTimeout;

    /// <summary>Adds rooms or socket ids. Who is in several gets one copy.</summary>
    public BroadcastOperator To(params ReadOnlySpan<string> rooms) => With(Target with { Rooms = [.. Target.Rooms, .. rooms] });

    /// <summary>The same as <see cref="To"/>.</summary>
    public BroadcastOperator In(params ReadOnlySpan<string> rooms) => To(rooms);

    /// <summary>Leaves out the members of rooms, or sockets by id.</summary>
    public BroadcastOperator Except(params ReadOnlySpan<string> rooms) => With(Target with { Except = [.. Target.Except, .. rooms] });

    /// <summary>Whether the event may be compressed, where per-message deflate is on; it may unless this says no.</summary>
    public BroadcastOperator Compress(bool compress) => With(Target with
    {
        Flags = compress ? Target.Flags & ~BroadcastFlags.Uncompressed : Target.Flags | BroadcastFlags.Uncompressed,
    });

    /// <summary>How long <see cref="EmitWithAck{T}"/> waits, instead of <see cref="SocketIOOptions.AckTimeout"/>.</summary>
    public BroadcastOperator Timeout(TimeSpan timeout) => new(Server, Namespaces, Target, timeout);

    /// <summary>
    /// Sends the event: it is encoded once, and never waits for a client. Events emitted by one thread arrive in order.
    /// </summary>
    /// <exception cref="ArgumentException">The name is one of the protocol's own, such as <c>connect</c>.</exception>
    /// <exception cref="NotSupportedException">An argument's type cannot be written as JSON.</exception>
    public void Emit(string eventName, params ReadOnlySpan<object?> args)
    {
        foreach (Namespace @namespace in Namespaces)
            @namespace.Adapter.Broadcast(@namespace.Encode(eventName, args, Target.Flags), Target);
    }

    /// <summary>
    /// Sends the event and waits for everyone's acknowledgement; the first value of each is returned, in the order in which
    /// they came. Acknowledged events are not replayed by connection state recovery.
    /// </summary>
    /// <exception cref="AcknowledgementTimeoutException">Some did not answer in time, or disconnected; it has the other answers.</exception>
    /// <exception cref="System.Text.Json.JsonException">A value does not fit the type.</exception>
    public async Task<IReadOnlyList<T?>> EmitWithAck<T>(string eventName, params object?[] args)
    {
        using var collector = new AcknowledgementCollector(Server.Time, AckTimeout);
        using (collector.Hold())
        {
            foreach (Namespace @namespace in Namespaces)
                @namespace.Adapter.BroadcastWithAck(@namespace.Encode(eventName, args, Target.Flags), Target, collector);
        }

        return await Server.DecodeAllAsync<T>(collector);
    }

    /// <summary>The sockets that an event would reach, on all servers of a cluster.</summary>
    public async Task<IReadOnlyList<RemoteSocket>> FetchSockets(CancellationToken cancellation = default)
    {
        var found = new List<RemoteSocket>();
        foreach (Namespace @namespace in Namespaces)
        {
            foreach (SocketSnapshot socket in await @namespace.Adapter.FetchSockets(Target, cancellation))
                found.Add(new RemoteSocket(@namespace, socket));
        }

        return found;
    }

    /// <summary>Puts the sockets that an event would reach into rooms. On other servers it happens soon, not at once.</summary>
    public void SocketsJoin(params ReadOnlySpan<string> rooms)
    {
        foreach (Namespace @namespace in Namespaces)
            @namespace.Adapter.SocketsJoin(Target, rooms.ToArray());
    }

    /// <summary>Takes the sockets that an event would reach out of rooms.</summary>
    public void SocketsLeave(params ReadOnlySpan<string> rooms)
    {
        foreach (Namespace @namespace in Namespaces)
            @namespace.Adapter.SocketsLeave(Target, rooms.ToArray());
    }

    /// <summary>Disconnects the sockets that an event would reach; with <paramref name="close"/>, their connections too.</summary>
    public void DisconnectSockets(bool close = false)
    {
        foreach (Namespace @namespace in Namespaces)
            @namespace.Adapter.DisconnectSockets(Target, close);
    }

    private BroadcastOperator With(BroadcastTarget target) => new(Server, Namespaces, target, AckTimeout);
}
