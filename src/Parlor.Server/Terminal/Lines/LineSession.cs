using System.Globalization;
using Parlor.Server.Accounts;
using Parlor.Server.Data;
using Parlor.Server.Messages;
using Parlor.Server.Rooms;
using Parlor.Server.Terminal.Ports;
using Parlor.Server.Terminal.RoomProcesses;

namespace Parlor.Server.Terminal.Lines;

/// <summary>
/// One person at a terminal: what they type, and what they are answered. It knows nothing of how lines come and go; whoever has them
/// calls <see cref="Start"/>, <see cref="Take"/> for each in turn, and <see cref="End"/>.
/// </summary>
/// <param name="services">What it is made of.</param>
/// <param name="client">Whom it talks to.</param>
/// <param name="onlyRoom">The one room that there is for the client; null: all of them.</param>
internal sealed partial class LineSession(LineServices services, ITextClient client, long? onlyRoom = null) : IRoomLines
{
    /// <summary>Messages shown of a room that somebody comes to.</summary>
    private const int FirstMessages = 10;

    private const string Lobby = "lobby";

    private readonly MessagesUnderway _sending = new();
    private LineLogIn? _logIn;
    private LineConnection? _connection;
    private long _sent;

    public LineTerminal Terminal { get; } = new(client);

    public FilterWarning Warning { get; } = new();

    public bool IsLoggedIn => _connection is not null;

    /// <summary>The person. Commands are for those who have logged in.</summary>
    public long UserId => Connection.UserId;

    public bool IsGuest { get; private set; }

    /// <summary>Where lines go that are no commands; null: nowhere yet.</summary>
    public AccessedRoom? Current { get; private set; }

    public LineConnection Connection => _connection ?? throw new InvalidOperationException("Nobody has logged in.");

    public void Start()
    {
        _logIn = new LineLogIn(services, Terminal);
        _logIn.Greet();
    }

    /// <summary>Takes a line. Ends when the next may come; a message is then on its way to be stored.</summary>
    public async Task Take(TextLine line)
    {
        if (Terminal.Read(line) is not { } typed)
            return;
        try
        {
            if (_connection is null)
                await TakeLogIn(typed);
            else
                await TakeLine(typed);
        }
        catch (Exception failure)
        {
            Tell(failure);
        }
    }

    /// <summary>The server stops: says so, and ends the connection.</summary>
    public void Stop()
    {
        Terminal.Complain("The server stops; come back in a moment.");
        client.Close();
    }

    /// <summary>The client says nothing more, or is gone: what it has said is stored, and heard, and then it is gone for others too.</summary>
    public async Task End()
    {
        // Logged in, and not yet let in: the client was gone meanwhile.
        var (userId, sessionId) = _connection is null
            ? (_logIn?.SignedIn?.User.Id, _logIn?.SignedIn?.Session.SessionId)
            : (_connection.UserId, _connection.SessionId);
        if (userId is not { } person || sessionId is not { } session)
            return;
        try
        {
            await _sending.WhenStored();
            await services.Feed.CaughtUp();
        }
        finally
        {
            if (_connection is not null)
                services.Door.Text.Leave(_connection);
        }

        if (IsGuest || _logIn?.IsGuest is true)
            await services.Door.Guests.Leave(person);
        else
            await services.Door.Sessions.End(new Session(person, session, default));
    }

    /// <summary>A room that the person can see; by its name, with or without a number sign, or its id.</summary>
    /// <exception cref="Problem"><c>not_found</c>.</exception>
    public AccessedRoom Find(string room)
    {
        var found = services.Access.RequireVisible(UserId, room.Length > 1 ? room.TrimStart('#') : room);
        return onlyRoom is null || found.Id == onlyRoom ? found : throw Problem.NotFound("There is no such room.");
    }

    /// <summary>As <see cref="Find"/>, and a direct conversation by the other's name: <c>@ada</c>.</summary>
    /// <exception cref="Problem"><c>not_found</c>.</exception>
    public AccessedRoom FindConversation(string room) => room.StartsWith(LineFormat.DirectSign)
        ? Find(Conversation.DirectName(UserId, Ids.Parse(services.People.Require(room[1..]).Id)))
        : Find(room);

    /// <summary>Whether there is more for this client than one room.</summary>
    public bool SeesAllRooms => onlyRoom is null;

    /// <summary>Refuses what goes beyond the one room that there is for this client.</summary>
    /// <exception cref="Problem"><c>forbidden</c>.</exception>
    public void RequireEverywhere()
    {
        if (onlyRoom is not null)
            throw Problem.Forbidden("This port is for one room alone.");
    }

    /// <exception cref="Problem"><c>invalid</c>: they are in no room.</exception>
    public string RequireCurrent() =>
        Current is { } room ? Ids.Text(room.Id) : throw Problem.Invalid("room", "You are in no room: /rooms lists them, and /join ROOM takes you there.");

    /// <summary>The rooms that the person is a member of.</summary>
    public async Task<IReadOnlyList<Room>> MyRooms() =>
        [.. (await services.Rooms.OfMember(UserId)).Where(room => onlyRoom is null || Ids.Parse(room.Id) == onlyRoom)];

    public string LabelOf(string roomId) =>
        services.Labels.Find(Ids.Parse(roomId), UserId) ?? services.Labels.Load(Ids.Parse(roomId), UserId);

    /// <summary>Makes a room the current one, and shows what was said there last.</summary>
    public async Task Enter(AccessedRoom room)
    {
        Current = services.Access.Require(UserId, Ids.Text(room.Id));
        var label = LabelOf(Ids.Text(room.Id));
        // What led here, such as that one has joined, is told first.
        await CatchUp();
        Connection.Hold();
        var shownUpTo = 0L;
        try
        {
            Terminal.Say($"You are in {label} now.");
            shownUpTo = await ShowHistory(FirstMessages);
            // What was just shown may still be on its way here, and is to be held back then.
            await services.Feed.CaughtUp();
        }
        finally
        {
            Connection.Release(room.Id, shownUpTo);
        }

        if (shownUpTo > 0 && !IsGuest)
            await services.MarkRead.Execute(UserId, Ids.Text(room.Id), shownUpTo, Connection);
    }

    /// <summary>Completes once the client has been told of all that is stored by now.</summary>
    public async Task CatchUp()
    {
        await services.Feed.CaughtUp();
        await Connection.WhenTold();
    }

    public void LeaveCurrent() => Current = null;

    /// <summary>Shows the last messages of the current room.</summary>
    /// <returns>The number of the last one; 0 when there is none.</returns>
    public async Task<long> ShowHistory(int count)
    {
        var room = services.Access.Require(UserId, RequireCurrent());
        var page = await services.Messages.Page(room.Id, Slice.From(null, null, null, count), UserId);
        var format = new LineFormat(LabelOf(Ids.Text(room.Id)), Connection.Style);
        foreach (var message in page.Messages)
            client.Write(Connection.Blocked.Has(message.Author) ? EventLines.Hidden(format, message) : EventLines.Render(format, message));
        return page.Messages.Count == 0 ? 0 : page.Messages[^1].Seq;
    }

    /// <summary>Posts to a room. It is heard there, by its author as by all, which says that it is stored.</summary>
    public Task Send(string room, string text, long? replyTo = null) => Warning.Heed(async warned =>
    {
        var clientId = string.Create(CultureInfo.InvariantCulture, $"{Connection.SessionId}-{++_sent}");
        var posted = await services.SendMessage.Execute(UserId, room, new Draft(text, clientId, replyTo, warned));
        if (posted.Held is not null)
            Terminal.Say("* Your message waits for a moderator to let it through.");
    });

    private async Task TakeLogIn(string typed)
    {
        await _logIn!.Take(typed);
        if (_logIn.SignedIn is { } signedIn)
            await Welcome(signedIn);
    }

    private async Task Welcome(SignedIn signedIn)
    {
        var (user, session, style) = (signedIn.User, signedIn.Session.SessionId, Terminal.IsTelnet ? LineStyle.CrLf : LineStyle.None);
        var connection = new LineConnection(client, services.TextRooms, services.Labels, user.Id, session, onlyRoom) { Style = style };
        IsGuest = _logIn!.IsGuest;
        await services.Door.Text.Enter(connection);
        (_connection, _logIn) = (connection, null);
        try
        {
            if (!IsGuest)
                connection.Blocked.Take(await services.Blocks.Of(user.Id));
            Terminal.Say($"Hello, {user.DisplayName}. /help lists what can be typed.");
            await EnterFirstRoom();
        }
        finally
        {
            connection.Release();
        }
    }

    private async Task EnterFirstRoom()
    {
        if (onlyRoom is { } only)
            await services.JoinRoom.Join(UserId, Ids.Text(only));
        var rooms = await MyRooms();
        if (rooms.Count == 0)
        {
            Terminal.Say("You are in no room yet: /rooms lists them, and /join ROOM takes you there.");
            return;
        }

        Terminal.Say("Your rooms: " + string.Join(", ", rooms.Select(Summary)));
        var first = rooms.FirstOrDefault(room => string.Equals(room.Name, Lobby, StringComparison.Ordinal))
            ?? rooms.MaxBy(room => room.LastMessageAt?.Milliseconds ?? 0)!;
        await Enter(Find(first.Id));
    }

    /// <summary>A room's label, and how much there is to read.</summary>
    public string Summary(Room room) =>
        LabelOf(room.Id) + (room.Unread == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({room.Unread} new)"));

    private async Task TakeLine(string typed)
    {
        services.Door.Text.Heard(Connection);
        if (string.IsNullOrWhiteSpace(typed))
            return;
        if (typed[0] != '/' || typed.StartsWith("//", StringComparison.Ordinal))
            await _sending.Add(SendAndTell(RequireCurrent(), typed[0] == '/' ? typed[1..] : typed));
        else
            await Command(typed);
    }

    private async Task SendAndTell(string room, string text)
    {
        try
        {
            await Send(room, text);
        }
        catch (Exception failure)
        {
            Tell(failure);
        }
    }

    private async Task Command(string typed)
    {
        await Pool.Hop();
        // A command sees what was said before it.
        await _sending.WhenStored();
        var end = typed.IndexOf(' ', StringComparison.Ordinal);
        var name = end < 0 ? typed[1..] : typed[1..end];
        var command = services.Commands.Find(name)
            ?? throw Problem.Invalid("command", $"There is no command /{name}; /help lists them. A message that begins with / is typed with two.");
        await command.Run(this, new Arguments(end < 0 ? "" : typed[end..], LineCommandTable.Usage(command)));
        await CatchUp();
    }

    private void Tell(Exception failure)
    {
        if (failure is not Problem problem)
        {
            LogFailure(services.Logger, failure);
            Terminal.Complain("That did not work, through no fault of yours.");
            return;
        }

        Terminal.Complain(problem.Message);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A line could not be handled")]
    private static partial void LogFailure(ILogger logger, Exception failure);
}
