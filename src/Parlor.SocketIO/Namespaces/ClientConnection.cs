using System.Text.Json;
using Parlor.SocketIO.Engine;
using Parlor.SocketIO.Packets;

namespace Parlor.SocketIO;

/// <summary>
/// What one connection carries: the sockets of the namespaces that its client has joined. Its members run within the
/// connection's turnstile unless they say otherwise.
/// </summary>
internal sealed class ClientConnection : IEngineReceiver
{
    private readonly SocketIOServer _server;
    private readonly Dictionary<string, Socket> _sockets = new(StringComparer.Ordinal);
    private readonly HashSet<string> _connecting = new(StringComparer.Ordinal);
    private readonly DeadlineNode<ClientConnection> _deadline;
    private PendingPacket? _pending;

    public ClientConnection(SocketIOServer server, EngineConnection connection)
    {
        _server = server;
        Connection = connection;
        _deadline = new DeadlineNode<ClientConnection>(this);
        server.ConnectDeadlines.Renew(_deadline, server.Time.GetTimestamp());
    }

    public EngineConnection Connection { get; }

    public void OnText(ReadOnlyMemory<byte> message) => Guard(message, isBinary: false);

    public void OnBinary(ReadOnlyMemory<byte> message) => Guard(message, isBinary: true);

    public void OnClose(string reason)
    {
        _server.ConnectDeadlines.Remove(_deadline);
        _pending = null;
        foreach (Socket socket in _sockets.Values.ToArray())
            socket.End(reason);
        _sockets.Clear();
    }

    /// <summary>The outcome of the middlewares. May be called from any thread.</summary>
    public void FinishConnect(Socket socket, ConnectionRefusedException? refusal) => Connection.Turnstile.Post(() =>
    {
        string name = socket.Namespace.Name;
        _connecting.Remove(name);
        if (refusal is not null || !Connection.IsOpen)
        {
            socket.End(DisconnectReason.ServerNamespaceDisconnect);
            if (refusal is not null)
                Refuse(name, refusal);
            return;
        }

        _server.ConnectDeadlines.Remove(_deadline);
        _sockets[name] = socket;
        // The answer is queued before anybody can find the socket, so that no event overtakes it.
        Connection.Send(_server.Encoder.Connect(name, socket.Id, socket.Pid));
        socket.Begin();
        socket.Namespace.Add(socket);
        socket.Namespace.Welcome(socket);
    });

    /// <summary>Disconnects every socket and closes the connection. May be called from any thread.</summary>
    public void DisconnectAll() => Connection.Turnstile.Post(() =>
    {
        foreach (Socket socket in _sockets.Values.ToArray())
            socket.Disconnect();
        Connection.Close(DisconnectReason.ForcedServerClose, CloseKind.Graceful);
    });

    /// <summary>The client joined no namespace in time. May be called from any thread.</summary>
    public void OnConnectTimeout() => ThreadPool.UnsafeQueueUserWorkItem(
        static client => client.Connection.Close(DisconnectReason.ForcedServerClose, CloseKind.Graceful), this, preferLocal: false);

    private void Guard(ReadOnlyMemory<byte> message, bool isBinary)
    {
        try
        {
            if (isBinary)
                ReceiveAttachment(message);
            else
                ReceivePacket(message);
        }
        catch (Exception error) when (error is PacketException or JsonException)
        {
            _server.Log.PacketRefused(Connection.Id, error.Message);
            Connection.Close(DisconnectReason.ParseError, CloseKind.Broken);
        }
    }

    private void ReceivePacket(ReadOnlyMemory<byte> message)
    {
        if (_pending is not null)
            throw new PacketException("text where an attachment was expected");
        PacketHeader header = PacketHeader.Read(message.Span, _server.Names);
        ReadOnlyMemory<byte> json = message[header.JsonStart..];
        if (header.Attachments > 0)
        {
            if (header.Attachments > _server.Options.MaxAttachments)
                throw new PacketException("too many attachments");
            if (!Placeholders.AreValid(json.Span, header.Attachments))
                throw new PacketException("illegal attachments");
            _pending = new PendingPacket(header, json);
            return;
        }

        Handle(header, json, []);
    }

    private void ReceiveAttachment(ReadOnlyMemory<byte> data)
    {
        if (_pending is not { } pending)
            throw new PacketException("an attachment without a packet");
        pending.Attachments.Add(data);
        if (pending.Attachments.Count < pending.Header.Attachments)
            return;
        _pending = null;
        Handle(pending.Header, pending.Json, pending.Attachments);
    }

    private void Handle(in PacketHeader header, ReadOnlyMemory<byte> json, IReadOnlyList<ReadOnlyMemory<byte>> attachments)
    {
        bool known = _sockets.TryGetValue(header.Namespace, out Socket? socket);
        switch (header.Type)
        {
            case PacketType.Connect when !(known && socket!.Connected) && !_connecting.Contains(header.Namespace):
                Connect(header.Namespace, ReadAuth(json));
                break;
            case PacketType.Event or PacketType.BinaryEvent when known:
                ArgumentList arguments = ArgumentList.Read(json, _server.Names, isEvent: true, out string? name);
                socket!.Receive(new SocketEvent(name!, arguments, attachments, _server)
                {
                    Ack = header.Id is { } id ? new Acknowledgement(socket, id) : null,
                });
                break;
            case PacketType.Ack or PacketType.BinaryAck when known && header.Id is { } answered:
                ArgumentList.Read(json, _server.Names, isEvent: false, out _);
                socket!.ReceiveAck(answered, new EventPayload(json, attachments));
                break;
            case PacketType.Disconnect when known:
                if (!json.IsEmpty)
                    throw new PacketException("a disconnect with a payload");
                _sockets.Remove(header.Namespace);
                socket!.End(DisconnectReason.ClientNamespaceDisconnect);
                break;
            default:
                CheckPayload(header.Type, json);
                Connection.Close(DisconnectReason.ForcedServerClose, CloseKind.Broken);
                break;
        }
    }

    private void Connect(string name, JsonElement? auth)
    {
        if (_sockets.Count + _connecting.Count >= _server.Options.MaxNamespacesPerConnection)
        {
            Connection.Send(_server.Encoder.ConnectError(name, "Too many namespaces", data: null));
            return;
        }

        _connecting.Add(name);
        _ = ConnectAsync(name, Connection.Handshake.With(auth));
    }

    private async Task ConnectAsync(string name, Handshake handshake)
    {
        ConnectionRefusedException refusal;
        try
        {
            if (await _server.EnterAsync(name, handshake.Auth) is { } @namespace)
            {
                RecoverableSession? session = await Recovery.RestoreAsync(@namespace, handshake.Auth);
                await @namespace.AdmitAsync(new Socket(@namespace, this, handshake, session)
                {
                    Pid = _server.Options.ConnectionStateRecovery is null ? null : session?.Pid ?? SocketIOServer.NewId(),
                });
                return;
            }

            refusal = new ConnectionRefusedException("Invalid namespace");
        }
        catch (Exception error)
        {
            _server.Log.MiddlewareFailed(error, name);
            refusal = new ConnectionRefusedException("Internal error");
        }

        Connection.Turnstile.Post(() =>
        {
            _connecting.Remove(name);
            Refuse(name, refusal);
        });
    }

    private void Refuse(string name, ConnectionRefusedException refusal)
    {
        try
        {
            Connection.Send(_server.Encoder.ConnectError(name, refusal.Message, refusal.Details));
        }
        catch (NotSupportedException error)
        {
            _server.Log.MiddlewareFailed(error, name);
            Connection.Send(_server.Encoder.ConnectError(name, refusal.Message, data: null));
        }
    }

    // Out of turn, but it should be known whether it was also malformed.
    private void CheckPayload(PacketType type, ReadOnlyMemory<byte> json)
    {
        if (type is PacketType.Event or PacketType.BinaryEvent or PacketType.Ack or PacketType.BinaryAck)
            ArgumentList.Read(json, _server.Names, isEvent: type is PacketType.Event or PacketType.BinaryEvent, out _);
    }

    private static JsonElement? ReadAuth(ReadOnlyMemory<byte> json)
    {
        if (json.IsEmpty)
            return null;
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind == JsonValueKind.Object
            ? document.RootElement.Clone()
            : throw new PacketException("auth is no object");
    }

    private sealed record PendingPacket(PacketHeader Header, ReadOnlyMemory<byte> Json)
    {
        public List<ReadOnlyMemory<byte>> Attachments { get; } = new(Header.Attachments);
    }
}
