using Parlor.SocketIO.Engine;

namespace Parlor.SocketIO;

/// <content>What the client is told and asked.</content>
public sealed partial class Socket
{
    private PendingAcknowledgements? _acknowledgements;

    /// <summary>What is emitted so is dropped, rather than queued, while anything waits for the client.</summary>
    public SocketEmitter Volatile => new SocketEmitter(this).Volatile;

    /// <summary>Sends an event. Dropped unless the socket is connected.</summary>
    /// <exception cref="ArgumentException">The name is one of the protocol's own, such as <c>connect</c>.</exception>
    /// <exception cref="NotSupportedException">An argument's type cannot be written as JSON.</exception>
    public void Emit(string eventName, params ReadOnlySpan<object?> args) => Emit(BroadcastFlags.None, eventName, args);

    /// <summary>Sends an event and waits for the client's acknowledgement, whose first value it returns.</summary>
    /// <exception cref="TimeoutException">No acknowledgement came within <see cref="SocketIOOptions.AckTimeout"/>.</exception>
    /// <exception cref="SocketDisconnectedException">The client went away first.</exception>
    /// <exception cref="System.Text.Json.JsonException">The value does not fit the type.</exception>
    public Task<T?> EmitWithAck<T>(string eventName, params object?[] args) => new SocketEmitter(this).EmitWithAck<T>(eventName, args);

    /// <summary>Waits so long for acknowledgements: <c>socket.Timeout(TimeSpan.FromSeconds(5)).EmitWithAck&lt;int&gt;("question")</c>.</summary>
    public SocketEmitter Timeout(TimeSpan timeout) => new SocketEmitter(this).Timeout(timeout);

    /// <summary>Whether what is emitted so may be compressed, where per-message deflate is on.</summary>
    public SocketEmitter Compress(bool compress) => new SocketEmitter(this).Compress(compress);

    void IRoomMember.Deliver(EncodedPacket packet, BroadcastFlags flags) => Send(packet, flags);

    void IRoomMember.Ask(EncodedPacket packet, BroadcastFlags flags, int ackId, IAcknowledgementCollector collector)
    {
        PendingAcknowledgements pending = LazyInitializer.EnsureInitialized(ref _acknowledgements, static () => new());
        if (!Connected || !pending.TryAdd(ackId, collector))
            collector.Gone();
        else if (Connected)
            Send(packet, flags);
        // It may have ended between the two, after the others were told.
        else
            pending.Close();
    }

    void IAcknowledger.SendAck(long id, ReadOnlySpan<object?> args)
    {
        if (Connected)
            Client.Connection.Send(Namespace.Server.Parser.EncodeAck(Namespace.Name, args, id));
    }

    internal void Emit(BroadcastFlags flags, string eventName, ReadOnlySpan<object?> args)
    {
        EncodedPacket packet = Namespace.Encode(eventName, args, flags);
        // What is to be replayed has to go through the adapter, which keeps it.
        if (Pid is not null)
            Namespace.Adapter.Broadcast(packet, new BroadcastTarget([Id], [], flags));
        else
            Send(packet, flags);
    }

    internal int PendingAcknowledgementCount => System.Threading.Volatile.Read(ref _acknowledgements)?.Count ?? 0;

    internal void ReceiveAck(long id, EventPayload answer) => System.Threading.Volatile.Read(ref _acknowledgements)?.Complete(id, answer);

    private void Send(EncodedPacket packet, BroadcastFlags flags)
    {
        if (!Connected)
            return;
        if (_handlers.HasOutgoingListeners)
            _handlers.ShowOutgoing(this, packet);
        Client.Connection.Send(packet, flags.HasFlag(BroadcastFlags.Volatile));
    }
}
