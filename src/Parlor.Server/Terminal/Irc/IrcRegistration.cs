using System.Security.Cryptography;
using System.Text;
using Parlor.Server.Accounts;

namespace Parlor.Server.Terminal.Irc;

/// <summary>
/// How a client comes in: it says a nick and a user name, proves who it is or is a guest, and has no negotiation of capabilities open.
/// </summary>
internal sealed class IrcRegistration(IrcSession session)
{
    private SignedIn? _signedIn;
    private string? _reserved;

    /// <summary>What the client wants to be called.</summary>
    public string? Nick { get; set; }

    public string? User { get; set; }

    public string RealName { get; set; } = "";

    /// <summary>What the client has given for a password, before it is known whose it is.</summary>
    public string? Password { get; set; }

    /// <summary>What has come of an exchange by SASL; null: none is going on.</summary>
    public string? Sasl { get; set; }

    public bool IsNegotiating { get; set; }

    public bool IsGuest { get; private set; }

    /// <summary>The account that was logged in to; null: none yet.</summary>
    public string? Account => IsGuest ? null : _signedIn?.User.Username;

    private IrcServices Services => session.Services;

    /// <summary>Somebody has shown who they are, before they come in.</summary>
    public void LoggedIn(SignedIn signedIn)
    {
        _signedIn = signedIn;
        SayLoggedIn(signedIn);
    }

    /// <summary>Tells the client that it is logged in, and to which account.</summary>
    public void SayLoggedIn(SignedIn signedIn) =>
        session.Reply(
            Numeric.LoggedIn, $"{session.Nick}!{User ?? "*"}@{IrcIdentity.Host}", signedIn.User.Username, $"You are now logged in as {signedIn.User.Username}");

    /// <summary>Lets the client in, if it has said all that it takes.</summary>
    public async Task Complete()
    {
        if (session.IsRegistered || session.IsClosed || IsNegotiating || User is null || Nick is not { } nick)
            return;
        try
        {
            if (_signedIn is null && Password is { } password && !IsOfServer(password))
                await LogInByPass(password, nick);
            else if (_signedIn is null && !await EnterAsGuest(nick))
                return;
            if (!IsGuest && Services.Settings.Irc.Guests && !TryTakeNick(nick))
                return;
        }
        catch (Problem refused)
        {
            session.Reply(Numeric.PasswordMismatch, refused.Message);
            session.Close(refused.Message);
            return;
        }

        await Enter(_signedIn!);
    }

    /// <summary>The client is gone before it came in.</summary>
    public async Task GiveUp()
    {
        if (_reserved is not null)
            Services.People.Release(_reserved);
        if (_signedIn is { } signedIn)
            await EndLogIn(signedIn.User.Id, signedIn.Session.SessionId);
    }

    /// <summary>The client is gone: its log-in ends with it, and a guest is no more.</summary>
    public async Task Leave(IrcConnection connection)
    {
        if (IsGuest || (Services.People.IsNamed(connection.UserId) && session.IsLast))
            Services.People.Remove(session.Identity);
        await EndLogIn(connection.UserId, connection.SessionId);
    }

    private async Task EndLogIn(long userId, long sessionId)
    {
        try
        {
            if (IsGuest)
                await Services.Door.Guests.Leave(userId);
            else
                await Services.Door.Sessions.End(userId, sessionId);
        }
        catch (Problem ended) when (ended.Code == ProblemCode.NotFound)
        {
            // It was ended from elsewhere.
        }
    }

    /// <summary>Whether it is the one that lets guests in.</summary>
    private bool IsOfServer(string password) => Services.Settings.Irc.Password is { Length: > 0 } expected
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(password), Encoding.UTF8.GetBytes(expected));

    private async Task LogInByPass(string password, string nick)
    {
        var colon = password.IndexOf(':', StringComparison.Ordinal);
        _signedIn = colon > 0 && AccountRules.TryUsername(password[..colon], out var username)
            ? await IrcLogIn.Prove(session, username, password[(colon + 1)..])
            : await IrcLogIn.Prove(session, nick, password);
    }

    private async Task<bool> EnterAsGuest(string nick)
    {
        if (!Services.Settings.Irc.Guests)
            throw Problem.Unauthorized("This server is for people with an account: send PASS username:password, or use SASL.");
        if (Services.Settings.Irc.Password.Length > 0 && Password is null)
            throw Problem.Unauthorized("This server asks guests for a password: send it with PASS.");
        if (!IrcNames.IsNick(nick))
        {
            Refuse(Numeric.ErroneousNickname, nick, "Erroneous nickname");
            return false;
        }

        if (!Services.People.TryReserve(nick))
        {
            Refuse(Numeric.NicknameInUse, nick, "Nickname is already in use");
            return false;
        }

        _reserved = nick;
        IsGuest = true;
        _signedIn = await Services.Door.Guests.Enter(nick, IrcLogIn.From(session));
        Services.People.Set(new IrcIdentity(_signedIn.User.Id, nick, "~" + User, RealName, Account: null));
        _reserved = null;
        return true;
    }

    /// <summary>
    /// Gives somebody with an account the nick that they ask for, where there are guests; false if they are to ask for another. Who is here
    /// already keeps the nick that they have, on all their clients.
    /// </summary>
    private bool TryTakeNick(string nick)
    {
        var user = _signedIn!.User;
        if (string.Equals(nick, user.Username, StringComparison.Ordinal) || Services.Monitor.Of(user.Id).Any())
            return true;
        if (!IrcNames.IsNick(nick) || !Services.People.TryReserve(nick, user.Id))
        {
            Refuse(IrcNames.IsNick(nick) ? Numeric.NicknameInUse : Numeric.ErroneousNickname, nick, "This nickname cannot be had");
            return false;
        }

        Services.People.Set(new IrcIdentity(user.Id, nick, "~" + User, RealName, user.Username));
        return true;
    }

    private void Refuse(int numeric, string nick, string why)
    {
        session.Reply(numeric, IrcMessage.Middle(nick), why);
        Nick = null;
    }

    /// <summary>Somebody who came in as a guest has an account from now on; see <see cref="LaterLogIn"/>.</summary>
    public void IsNoGuestNow(SignedIn signedIn) => (_signedIn, IsGuest) = (signedIn, false);

    /// <summary>Has the client hear what the person hears. It is held back until <see cref="IrcConnection.Release"/>.</summary>
    public async Task<IrcConnection> Connect(SignedIn signedIn)
    {
        var (userId, sessionId) = (signedIn.User.Id, signedIn.Session.SessionId);
        var connection = new IrcConnection(
            session.Client, Services.TextRooms, session.Output, Services.Events, Services.Known, userId, sessionId)
        {
            ClientIdPrefix = PassingNotes.ClientIdPrefix(sessionId),
            Capabilities = session.Capabilities,
            ReadElsewhere = read => _ = ReadMarkerCommands.ReadElsewhere(session, read),
            Arrived = room => Arrive(room),
            JoinedElsewhere = room => _ = ChannelCommands.ShowArrival(session, room),
        };
        await Services.Ignored.Enter(userId);
        try
        {
            await Services.Door.Text.Enter(connection);
        }
        catch
        {
            Services.Ignored.Leave(userId);
            throw;
        }

        session.Connection = connection;
        return connection;
    }

    /// <summary>Shows the client rooms that its person is in already.</summary>
    public async Task ShowRooms(IEnumerable<Rooms.Room> rooms)
    {
        foreach (var room in rooms)
        {
            var known = IrcRoom.Of(room);
            Services.Known.Keep(known);
            await ChannelCommands.ShowOwnArrival(session, known, room);
            await ReadMarkerCommands.Greet(session, known);
            MetadataSubscriptions.Arrived(session, known.Id);
        }
    }

    private async Task Enter(SignedIn signedIn)
    {
        var userId = signedIn.User.Id;
        var connection = await Connect(signedIn);
        session.Since = Services.Clock.GetUtcNow();
        Services.Counts.Leave();
        if (!IsGuest)
            Services.Modes.Set(userId, Services.Modes.Of(userId) | UserMode.Invisible);
        Password = null;
        Welcome.Greet(session);
        if (!IrcPeople.IsSame(Nick!, session.Nick))
            session.Note($"You are known as {session.Nick} here{(Services.Settings.Irc.Guests ? "" : ", by the name of your account")}.");
        MetadataCommands.Registered(session);
        Rooms.Room[] rooms = [.. (await Services.Rooms.Store.OfMember(userId)).Where(room => room.Kind != Rooms.RoomKind.Direct)];
        await ShowRooms(rooms);
        var isShown = await HistoryReplay.Show(session, rooms.Select(IrcRoom.Of));
        Services.Monitor.Enter(session);
        connection.Release(isShown);
    }

    private void Arrive(IrcRoom room)
    {
        if (room.Kind == Rooms.RoomKind.Direct)
            return;
        ReadMarkerCommands.Arrived(session, room);
        MetadataSubscriptions.Arrived(session, room.Id);
    }
}
