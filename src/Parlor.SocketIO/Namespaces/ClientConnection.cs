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
    private SocketTable _sockets = new();
    private string[] _connecting = [];
    private DeadlineNode<ClientConnection>? _deadline;
    private readonly PacketDecoder _decoder;

    public ClientConnection(SocketIOServer server, EngineConnection connection)
    {
        _server = server;
        Connection = connection;
        _decoder = server.Parser.CreateDecoder();
        _deadline = new DeadlineNode<ClientConnection>(this);
        server.ConnectDeadlines.Renew(_deadline, server.Time.GetTimestamp());
    }

    public EngineConnection Connection { get; }

    public void OnText(ReadOnlyMemory<byte> message) => Receive(message, isBinary: false);

    public void OnBinary(ReadOnlyMemory<byte> message) => Receive(message, isBinary: true);

    public void OnClose(string reason)
    {
        EndDeadline();
        foreach (Socket socket in _sockets.Snapshot())
            socket.End(reason);
        _sockets.Clear();
    }

    /// <summary>The outcome of the middlewares. May be called from any thread.</summary>
    public void FinishConnect(Socket socket, ConnectionRefusedException? refusal) => Connection.Turnstile.Post(() =>
    {
        string name = socket.Namespace.Name;
        EndConnecting(name);
        if (refusal is not null || !Connection.IsOpen)
        {
            socket.End(DisconnectReason.ServerNamespaceDisconnect);
            if (refusal is not null)
                Refuse(name, refusal);
            return;
        }

        EndDeadline();
        _sockets.Put(socket);
        // The answer is queued before anybody can find the socket, so that no event overtakes it.
        Connection.Send(_server.Parser.EncodeConnect(name, socket.Id, socket.Pid));
        socket.Begin();
        socket.Namespace.Add(socket);
        socket.Namespace.Welcome(socket);
    });

    /// <summary>Disconnects every socket and closes the connection. May be called from any thread.</summary>
    public void DisconnectAll() => Connection.Turnstile.Post(() =>
    {
        foreach (Socket socket in _sockets.Snapshot())
            socket.Disconnect();
        Connection.Close(DisconnectReason.ForcedServerClose, CloseKind.Graceful);
    });

    /// <summary>The client joined no namespace in time. May be called from any thread.</summary>
    public void OnConnectTimeout() => ThreadPool.UnsafeQueueUserWorkItem(
        static client => client.Connection.Close(DisconnectReason.ForcedServerClose, CloseKind.Graceful), this, preferLocal: false);

    private void Receive(ReadOnlyMemory<byte> message, bool isBinary)
    {
        try
        {
            if (_decoder.Add(message, isBinary) is { } packet)
                Handle(packet);
        }
        catch (PacketException error)
        {
            _server.Log.PacketRefused(Connection.Id, error.Message);
            Connection.Close(DisconnectReason.ParseError, CloseKind.Broken);
        }
    }

    private void Handle(in Packet packet)
    {
        Socket? socket = _sockets.Find(packet.Namespace);
        switch (packet.Type)
        {
            case PacketType.Connect when socket is not { Connected: true } && !_connecting.Contains(packet.Namespace):
                Connect(packet.Namespace, packet.Payload.Count > 0 ? packet.Payload.Get<JsonElement>(0, JsonContext.Default.JsonElement) : null);
                break;
            case PacketType.Event when socket is not null:
                socket.Receive(new SocketEvent(packet.EventName!, packet.Payload, _server)
                {
                    Ack = packet.Id is { } id ? new Acknowledgement(socket, id) : null,
                });
                break;
            case PacketType.Ack when socket is not null && packet.Id is { } answered:
                socket.ReceiveAck(answered, packet.Payload.ToPayload());
                break;
            case PacketType.Disconnect when socket is not null:
                _sockets.Remove(packet.Namespace);
                socket.End(DisconnectReason.ClientNamespaceDisconnect);
                break;
            default:
                Connection.Close(DisconnectReason.ForcedServerClose, CloseKind.Broken);
                break;
        }
    }

    private void Connect(string name, JsonElement? auth)
    {
        if (_sockets.Count + _connecting.Length >= _server.Options.MaxNamespacesPerConnection)
        {
            Connection.Send(_server.Parser.EncodeConnectError(name, "Too many namespaces", data: null));
            return;
        }

        _connecting = [.. _connecting, name];
        _ = ConnectAsync(name, Connection.Handshake.With(auth));
    }

    private async Task ConnectAsync(string name, Handshake handshake)
    {
        ConnectionRefusedException refusal;
        Namespace? entered = null;
        try
        {
            entered = await _server.EnterAsync(name, handshake.Auth);
            if (entered is not null)
            {
                RecoverableSession? session = await Recovery.RestoreAsync(entered, handshake.Auth);
                var socket = new Socket(entered, this, handshake, session)
                {
                    Pid = _server.Options.ConnectionStateRecovery is null ? null : session?.Pid ?? SocketIOServer.NewId(),
                };
                await entered.AdmitAsync(socket);
                return;
            }

            refusal = new ConnectionRefusedException("Invalid namespace");
        }
        catch (Exception error)
        {
            // A rule or an adapter of the application's; admitting a socket never fails.
            entered?.Leave();
            _server.Log.MiddlewareFailed(error, name);
            refusal = new ConnectionRefusedException("Internal error");
        }

        Connection.Turnstile.Post(() =>
        {
            EndConnecting(name);
            Refuse(name, refusal);
        });
    }

    private void EndConnecting(string name) =>
        _connecting = Array.FindAll(_connecting, connecting => !string.Equals(connecting, name, StringComparison.Ordinal));

    private void EndDeadline()
    {
        if (_deadline is null)
            return;
        _server.ConnectDeadlines.Remove(_deadline);
        _deadline = null;
    }

    private void Refuse(string name, ConnectionRefusedException refusal)
    {
        try
        {
            Connection.Send(_server.Parser.EncodeConnectError(name, refusal.Message, refusal.Details));
        }
        catch (NotSupportedException error)
        {
            _server.Log.MiddlewareFailed(error, name);
            Connection.Send(_server.Parser.EncodeConnectError(name, refusal.Message, data: null));
        }
    }
}
