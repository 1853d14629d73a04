namespace Parlor.SocketIO;

/// <summary>A choice among the sockets of a server or a namespace; see <see cref="Broadcaster"/>.</summary>
public sealed class BroadcastOperator : Broadcaster
{
    internal BroadcastOperator(SocketIOServer server, Namespace[] namespaces, BroadcastTarget target, TimeSpan ackTimeout)
    {
        Server = server;
        Namespaces = namespaces;
        Target = target;
        AckTimeout = ackTimeout;
    }

    /// <inheritdoc/>
    public override SocketIOServer Server { get; }

    private protected override Namespace[] Namespaces { get; }

    private protected override BroadcastTarget Target { get; }

    private protected override TimeSpan AckTimeout { get; }
}
