using System.Collections.Concurrent;
using System.Text;
using Parlor.Server.Accounts;
using Parlor.Server.Realtime;
using Parlor.Server.Rooms;
using Parlor.Server.Terminal.Ports;

namespace Parlor.Server.Terminal.RoomProcesses;

/// <summary>What the server does for the clients of rooms with a process of their own.</summary>
internal sealed class RoomFrontServices(
    RoomLinks links,
    LiveConnections connections,
    LiveFeed feed,
    ClientEvents events,
    AccessTokens tokens,
    IServerBans bans,
    RoomAccess access,
    RoomStore rooms,
    IEnumerable<IConnectionListener> listeners,
    IEnumerable<StartRoomLines> lines)
{
    private readonly IConnectionListener[] _listeners = [.. listeners];

    public RoomLinks Links => links;

    public LiveFeed Feed => feed;

    public ClientEvents Events => events;

    public RoomEventsAllowed Allowed { get; } = new(access);

    /// <summary>Line chat; null while no protocol offers it.</summary>
    public StartRoomLines? Lines { get; } = lines.FirstOrDefault();

    /// <summary>Whose token it is, if they may come into the room.</summary>
    /// <exception cref="Problem"><c>unauthorized</c>, <c>forbidden</c> or <c>not_found</c>.</exception>
    public Session Admit(long roomId, OpenPayload opened)
    {
        bans.RequireAddress(opened.Ip);
        var session = (opened.Token is null ? null : tokens.Validate(opened.Token))
            ?? throw Problem.Unauthorized("The access token is missing, wrong or expired.");
        var room = access.RequireVisible(session.UserId, Data.Ids.Text(roomId));
        access.RequireNotBanned(session.UserId, room.Id);
        return session;
    }

    public void Enter(RemoteConnection connection)
    {
        connections.Add(connection, rooms.IdsOfMember);
        foreach (var listener in _listeners)
            listener.Connected(connection);
    }

    public void Heard(RemoteConnection connection)
    {
        foreach (var listener in _listeners)
            listener.Heard(connection);
    }

    public void Leave(RemoteConnection connection)
    {
        connections.Remove(connection);
        foreach (var listener in _listeners)
            listener.Disconnected(connection);
    }
}

/// <summary>A room's process as the server sees it: its link, and the clients that it has.</summary>
internal sealed class RoomFront(long roomId, RoomLink link, RoomFrontServices services)
{
    private readonly ConcurrentDictionary<uint, Client> _clients = new();

    public long RoomId { get; } = roomId;

    /// <summary>How many clients have come to it.</summary>
    public int Connections => _clients.Count;

    /// <summary>What it has said of its port; called by <see cref="Run"/>.</summary>
    public required Action<RoomFront, LinkFrame> Reported { get; init; }

    public void Send(LinkFrameType type, uint connection = 0, ReadOnlyMemory<byte> payload = default) => link.Send(type, connection, payload);

    public void ToRoom(OutgoingEvent happened, uint except) =>
        Send(LinkFrameType.ToRoom, except, LinkPayload.Event(happened.Type, happened.Utf8));

    /// <summary>Serves its clients until the link ends; then they are gone.</summary>
    /// <exception cref="LinkException">The process does not keep to the rules of the link.</exception>
    public async Task Run(CancellationToken cancel)
    {
        services.Links.Add(this);
        try
        {
            while (await link.Read(cancel) is { } frame)
                Take(frame);
        }
        finally
        {
            services.Links.Remove(this);
            foreach (var number in _clients.Keys)
                Close(number);
        }
    }

    private void Take(LinkFrame frame)
    {
        switch (frame.Type)
        {
            case LinkFrameType.Listening or LinkFrameType.Failed:
                Reported(this, frame);
                break;
            case LinkFrameType.Open:
                Open(frame.Connection, LinkPayload.ReadOpen(frame.Payload));
                break;
            case LinkFrameType.Entered:
                Enter(frame.Connection);
                break;
            case LinkFrameType.Call:
                Call(frame);
                break;
            case LinkFrameType.Line:
                TakeLine(frame.Connection, LinkPayload.ReadLine(frame.Payload));
                break;
            case LinkFrameType.Closed:
                Close(frame.Connection);
                break;
            default:
                throw new LinkException("A room's process does not say that.");
        }
    }

    private void Open(uint number, OpenPayload opened)
    {
        var client = new Client();
        if (number == 0 || !_clients.TryAdd(number, client))
            throw new LinkException("A number is nobody's, or somebody else's.");
        if (opened.Kind == RemoteKind.SocketIo)
            _ = Admit(number, client, opened);
        else
            StartLines(number, client, opened);
    }

    private async Task Admit(uint number, Client client, OpenPayload opened)
    {
        // As at the server's own port: whoever is let in now is told nothing from before, which they fetch anyway.
        await services.Feed.CaughtUp();
        try
        {
            var session = services.Admit(RoomId, opened);
            client.Connection = new RemoteConnection(this, number, session.UserId, session.SessionId, opened.Ip, opened.UserAgent);
            Send(LinkFrameType.Accept, number);
        }
        catch (Problem refusal)
        {
            _clients.TryRemove(number, out _);
            Send(LinkFrameType.Refuse, number, LinkPayload.Json(new RefusePayload(refusal.WireCode, refusal.Message)));
        }
    }

    private void Enter(uint number)
    {
        if (!_clients.TryGetValue(number, out var client) || client.Connection is not { } connection || client.HasEntered)
            return;
        client.HasEntered = true;
        services.Enter(connection);
    }

    private void Call(LinkFrame frame)
    {
        if (!_clients.TryGetValue(frame.Connection, out var client) || client is not { HasEntered: true, Connection: { } connection })
            return;
        var (number, rest) = LinkPayload.ReadNumbered(frame.Payload);
        var (name, json) = LinkPayload.ReadEvent(rest);
        services.Heard(connection);
        _ = Answer(connection, number, new ClientCall(name, json.IsEmpty ? default(ReadOnlyMemory<byte>?) : json, HasBinary: false));
    }

    private async Task Answer(RemoteConnection connection, uint number, ClientCall call)
    {
        var answer = await services.Events.Answer(connection, call, asked => services.Allowed.Require(connection.UserId, RoomId, asked));
        // Nobody awaits the answer to a call without a number.
        if (number != 0)
            Send(LinkFrameType.Answer, connection.Number, LinkPayload.Numbered(number, answer.Utf8.Span));
    }

    private void StartLines(uint number, Client client, OpenPayload opened)
    {
        if (services.Lines is { } start)
        {
            client.Lines = start(new RemoteTextClient(this, number, opened.Ip), RoomId);
            return;
        }

        _clients.TryRemove(number, out _);
        Send(LinkFrameType.Write, number, "This port takes Socket.IO alone.\r\n"u8.ToArray());
        Send(LinkFrameType.Close, number);
    }

    private void TakeLine(uint number, TextLine line)
    {
        if (!_clients.TryGetValue(number, out var client) || client.Lines is not { } lines)
            return;
        // One line after another; how many may wait, the process bounds by what it was told is taken.
        client.Taking = TakeAfter(client.Taking, number, lines, line);
    }

    private async Task TakeAfter(Task before, uint number, IRoomLines lines, TextLine line)
    {
        await before;
        await lines.Take(line);
        Send(LinkFrameType.Taken, number);
    }

    private void Close(uint number)
    {
        if (!_clients.TryRemove(number, out var client))
            return;
        if (client is { HasEntered: true, Connection: { } connection })
            services.Leave(connection);
        if (client.Lines is { } lines)
            _ = EndAfter(client.Taking, lines);
    }

    private static async Task EndAfter(Task before, IRoomLines lines)
    {
        await before;
        await lines.End();
    }

    /// <summary>What the process has reported, as text.</summary>
    public static string Text(LinkFrame frame) => Encoding.UTF8.GetString(frame.Payload.Span);

    /// <summary>A client of the process, and how far it has come. Changed by <see cref="Run"/> alone, but for being let in.</summary>
    private sealed class Client
    {
        public volatile RemoteConnection? Connection;

        public bool HasEntered { get; set; }

        public IRoomLines? Lines { get; set; }

        public Task Taking { get; set; } = Task.CompletedTask;
    }
}
