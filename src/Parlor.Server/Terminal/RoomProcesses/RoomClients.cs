using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Connections;
using Parlor.Server.Terminal.Ports;
using Parlor.SocketIO;

namespace Parlor.Server.Terminal.RoomProcesses;

/// <summary>The clients of a room's process: what they say goes to the server, and what the server says goes to them.</summary>
internal sealed class RoomClients(RoomLink link)
{
    private const string Room = "room";

    /// <summary>How long the server has to say whether a client is let in.</summary>
    private static readonly TimeSpan AdmissionLimit = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<uint, SocketClient> _sockets = new();
    private readonly ConcurrentDictionary<uint, LineClient> _lines = new();
    private SocketIOServer? _io;
    private uint _last;

    public void Attach(SocketIOServer io)
    {
        _io = io;
        io.Use(Admit);
        io.OnConnection(Enter);
    }

    /// <summary>Serves line chat to one client, from its first byte to its last.</summary>
    public async Task ServeLines(ConnectionContext connection)
    {
        var number = Interlocked.Increment(ref _last);
        await using var text = new PipedTextClient(connection);
        using var client = new LineClient(text);
        _lines[number] = client;
        link.Send(LinkFrameType.Open, number, LinkPayload.Json(new OpenPayload(RemoteKind.Lines, text.Address?.ToString(), null, null)));
        try
        {
            var reader = new LineReader(connection.Transport.Input, LineClient.LongestLine);
            while (await reader.Read(connection.ConnectionClosed) is { } line)
            {
                await client.Room.WaitAsync(connection.ConnectionClosed);
                link.Send(LinkFrameType.Line, number, LinkPayload.Line(line));
            }
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            // The connection is lost.
        }
        finally
        {
            if (_lines.TryRemove(number, out _))
                link.Send(LinkFrameType.Closed, number);
        }
    }

    /// <summary>Does what the server says. Called for one frame after another.</summary>
    /// <exception cref="LinkException">It is nothing that the server says.</exception>
    public void Take(LinkFrame frame)
    {
        switch (frame.Type)
        {
            case LinkFrameType.ToRoom:
                ToRoom(frame);
                return;
            case LinkFrameType.Unfollow when frame.Connection == 0:
                _io!.SocketsLeave(Room);
                return;
            case LinkFrameType.Write or LinkFrameType.Taken:
                if (_lines.TryGetValue(frame.Connection, out var client))
                    client.Take(frame);
                return;
            case LinkFrameType.Close when _lines.TryGetValue(frame.Connection, out var closed):
                closed.Text.Close();
                return;
            default:
                if (_sockets.TryGetValue(frame.Connection, out var socket))
                    socket.Take(frame);
                return;
        }
    }

    /// <summary>The server is gone, and with it all that there was to say.</summary>
    public void CloseAll()
    {
        foreach (var client in _lines.Values)
            client.Text.Close();
        _io?.DisconnectSockets(close: true);
    }

    private async Task Admit(Socket socket, Func<Task> next)
    {
        var number = Interlocked.Increment(ref _last);
        var client = new SocketClient(socket, number, link);
        socket.State = client;
        _sockets[number] = client;
        socket.Connection.OnClose(_ => Remove(client));
        var (handshake, token) = (socket.Handshake, Token(socket.Handshake.Auth));
        link.Send(
            LinkFrameType.Open, number,
            LinkPayload.Json(new OpenPayload(RemoteKind.SocketIo, handshake.Address?.ToString(), handshake.Headers.GetValueOrDefault("User-Agent"), token)));
        var refusal = await client.Admission.WaitAsync(AdmissionLimit);
        if (refusal is not null)
        {
            _sockets.TryRemove(number, out _);
            throw new ConnectionRefusedException(refusal.Message, new { code = refusal.Code });
        }

        await next();
    }

    private void Enter(Socket socket)
    {
        var client = (SocketClient)socket.State!;
        socket.OnDisconnect(_ => Remove(client));
        socket.OnAny(client.Call);
        link.Send(LinkFrameType.Entered, client.Number);
    }

    private void Remove(SocketClient client)
    {
        if (_sockets.TryRemove(client.Number, out _))
            link.Send(LinkFrameType.Closed, client.Number);
    }

    private void ToRoom(LinkFrame frame)
    {
        var (name, json) = LinkPayload.ReadEvent(frame.Payload);
        var receivers = _io!.To(Room);
        if (_sockets.TryGetValue(frame.Connection, out var except))
            receivers = receivers.Except(except.Socket.Id);
        receivers.Emit(name, new RawJson(json));
    }

    private static string? Token(JsonElement auth) =>
        auth.ValueKind == JsonValueKind.Object && auth.TryGetProperty("token", out var token) && token.ValueKind == JsonValueKind.String
            ? token.GetString()
            : null;

    /// <summary>A client that speaks Socket.IO.</summary>
    private sealed class SocketClient(Socket socket, uint number, RoomLink link)
    {
        private readonly TaskCompletionSource<RefusePayload?> _admission = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ConcurrentDictionary<uint, Acknowledgement> _calls = new();
        private uint _lastCall;

        public Socket Socket { get; } = socket;

        public uint Number { get; } = number;

        /// <summary>Why it is not let in; null when it is.</summary>
        public Task<RefusePayload?> Admission => _admission.Task;

        public void Call(SocketEvent happened)
        {
            if (System.Text.Encoding.UTF8.GetByteCount(happened.Name) > byte.MaxValue || happened.HasBinary)
            {
                happened.Ack?.Send(new { ok = false, error = new { code = "invalid", message = "There is no such event, or none with binary data." } });
                return;
            }

            var call = 0u;
            if (happened.Ack is { } ack)
            {
                call = ++_lastCall;
                _calls[call] = ack;
            }

            var json = happened.Count == 0 ? default : happened.Raw(0);
            link.Send(LinkFrameType.Call, Number, LinkPayload.Numbered(call, LinkPayload.Event(happened.Name, json.Span)));
        }

        public void Take(LinkFrame frame)
        {
            switch (frame.Type)
            {
                case LinkFrameType.Accept:
                    _admission.TrySetResult(null);
                    break;
                case LinkFrameType.Refuse:
                    _admission.TrySetResult(LinkPayload.ReadRefuse(frame.Payload));
                    break;
                case LinkFrameType.Follow:
                    Socket.Join(Room);
                    break;
                case LinkFrameType.Unfollow:
                    Socket.Leave(Room);
                    break;
                case LinkFrameType.Tell:
                    var (name, json) = LinkPayload.ReadEvent(frame.Payload);
                    Socket.Emit(name, new RawJson(json));
                    break;
                case LinkFrameType.Answer:
                    var (call, answer) = LinkPayload.ReadNumbered(frame.Payload);
                    if (_calls.TryRemove(call, out var ack))
                        ack.Send(new RawJson(answer));
                    break;
                case LinkFrameType.Close:
                    Socket.Disconnect(close: true);
                    break;
                default:
                    throw new LinkException("The server does not say that.");
            }
        }
    }

    /// <summary>A client that speaks lines.</summary>
    private sealed class LineClient(TcpTextClient text) : IDisposable
    {
        /// <summary>Bytes of a line.</summary>
        public const int LongestLine = 4 * 1024;

        /// <summary>Lines that the server has not taken yet; beyond it the client is not read.</summary>
        private const int MostUntaken = 32;

        public TcpTextClient Text { get; } = text;

        public SemaphoreSlim Room { get; } = new(MostUntaken);

        public void Take(LinkFrame frame)
        {
            if (frame.Type == LinkFrameType.Write)
                Text.Write(frame.Payload);
            else
                Room.Release();
        }

        public void Dispose() => Room.Dispose();
    }
}
