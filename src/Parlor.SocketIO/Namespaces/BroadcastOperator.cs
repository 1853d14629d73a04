namespace Parlor.SocketIO;

/// <summary>
/// Whom an event is for, put together step by step: <c>io.To("a", "b").Except(id).Emit("news", text)</c>. Each step returns
/// a new operator; one may be kept and used again, from any thread.
/// </summary>
public sealed class BroadcastOperator
{
    private readonly Namespace _namespace;
    private readonly BroadcastTarget _target;

    internal BroadcastOperator(Namespace @namespace, BroadcastTarget target)
    {
        _namespace = @namespace;
        _target = target;
    }

    /// <summary>Dropped for clients for whom something waits already, rather than queued.</summary>
    public BroadcastOperator Volatile => With(_target with { Flags = _target.Flags | BroadcastFlags.Volatile });

    /// <summary>Only to clients of this node.</summary>
    public BroadcastOperator Local => With(_target with { Flags = _target.Flags | BroadcastFlags.Local });

    /// <summary>Adds rooms or socket ids. Who is in several gets one copy.</summary>
    public BroadcastOperator To(params ReadOnlySpan<string> rooms) => With(_target with { Rooms = [.. _target.Rooms, .. rooms] });

    /// <summary>The same as <see cref="To"/>.</summary>
    public BroadcastOperator In(params ReadOnlySpan<string> rooms) => To(rooms);

    /// <summary>Leaves out the members of rooms, or sockets by id.</summary>
    public BroadcastOperator Except(params ReadOnlySpan<string> rooms) => With(_target with { Except = [.. _target.Except, .. rooms] });

    /// <summary>
    /// Sends the event: it is encoded once, and never waits for a client. Events emitted by one thread arrive in order.
    /// </summary>
    /// <exception cref="NotSupportedException">An argument's type cannot be written as JSON.</exception>
    public void Emit(string eventName, params ReadOnlySpan<object?> args) => _namespace.Broadcast(_target, eventName, args);

    private BroadcastOperator With(BroadcastTarget target) => new(_namespace, target);
}
