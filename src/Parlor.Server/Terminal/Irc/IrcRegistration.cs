using System.Security.Cryptography;
using System.Text;
using Parlor.Server.Accounts;
using Parlor.Server.Accounts.TwoFactor;

namespace Parlor.Server.Terminal.Irc;

/// <summary>
/// How a client comes in: it says a nick and a user name, proves who it is or is a guest, and has no negotiation of capabilities open.
/// </summary>
internal sealed class IrcRegistration(IrcSession session)
{
    /// <summary>Digits of the code of a second factor.</summary>
    private const int CodeLength = 6;

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

    private Client From => new(session.Client.Address, "IRC");

    /// <summary>Makes an account, and opens a session for it.</summary>
    /// <exception cref="Problem">It is refused.</exception>
    public Task<SignedIn> SignUp(string username, string password, string? email) =>
        Services.Door.SignUp.Execute(new NewAccount(username, password, DisplayName: null, email), From);

    /// <summary>Somebody has shown who they are.</summary>
    public void LoggedIn(SignedIn signedIn)
    {
        _signedIn = signedIn;
        session.Reply(
            Numeric.LoggedIn, $"{session.Nick}!{User ?? "*"}@{IrcIdentity.Host}", signedIn.User.Username, $"You are now logged in as {signedIn.User.Username}");
    }

    /// <summary>Opens a session for somebody with a password, behind which a space and the code of a second factor may stand.</summary>
    /// <exception cref="Problem">It is refused.</exception>
    public async Task<SignedIn> Prove(string username, string secret)
    {
        var space = secret.LastIndexOf(' ');
        if (space > 0 && secret.Length - space - 1 == CodeLength && secret[(space + 1)..].All(char.IsAsciiDigit))
        {
            var entered = await Services.Door.LogIn.Execute(username, secret[..space], From);
            if (entered.SecondStep is { } step)
            {
                var user = await Services.Door.SecondStep.Finish(step.Ticket, new SecondFactor(secret[(space + 1)..], null), From);
                return await Services.Door.Entrance.Open(user, From);
            }

            return entered.SignedIn!;
        }

        return (await Services.Door.LogIn.Execute(username, secret, From)).SignedIn
            ?? throw Problem.Unauthorized("This account asks for a second factor: send the password, a space, and the code.");
    }

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
    /// <summary>Whether it is the one that lets guests in.</summary>
    private bool IsOfServer(string password) => Services.Settings.Irc.Password is { Length: > 0 } expected
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(password), Encoding.UTF8.GetBytes(expected));

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
        if (Services.Settings.Irc.Password.Length > 0 && Password is null)
            throw Problem.Unauthorized("This server asks guests for a password: send it with PASS.");

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

    private async Task LogInByPass(string password, string nick)
    {
        var colon = password.IndexOf(':', StringComparison.Ordinal);
        _signedIn = colon > 0 && AccountRules.TryUsername(password[..colon], out var username)
            ? await Prove(username, password[(colon + 1)..])
            : await Prove(nick, password);
    }

    private async Task<bool> EnterAsGuest(string nick)
    {
        if (!Services.Settings.Irc.Guests)
            throw Problem.Unauthorized("This server is for people with an account: send PASS username:password, or use SASL.");
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
        _signedIn = await Services.Door.Guests.Enter(nick, From);
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

    private async Task Enter(SignedIn signedIn)
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
        session.Since = Services.Clock.GetUtcNow();
        Services.Counts.Leave();
        if (!IsGuest)
            Services.Modes.Set(userId, Services.Modes.Of(userId) | UserMode.Invisible);
        Password = null;
        Welcome.Greet(session);
        if (!IrcPeople.IsSame(Nick!, session.Nick))
            session.Note($"You are known as {session.Nick} here{(Services.Settings.Irc.Guests ? "" : ", by the name of your account")}.");
        MetadataCommands.Registered(session);
        var rooms = await Services.Rooms.Store.OfMember(userId);
        foreach (var room in rooms.Where(room => room.Kind != Rooms.RoomKind.Direct))
        {
            var known = IrcRoom.Of(room);
            Services.Known.Keep(known);
            await ChannelCommands.ShowOwnArrival(session, known, room);
            if (known.Kind != Rooms.RoomKind.Direct)
                await ReadMarkerCommands.Greet(session, known);
            MetadataSubscriptions.Arrived(session, known.Id);
        }

        Services.Monitor.Enter(session);
        connection.Release();
    }

    private void Arrive(IrcRoom room)
    {
        if (room.Kind == Rooms.RoomKind.Direct)
            return;
        ReadMarkerCommands.Arrived(session, room);
        MetadataSubscriptions.Arrived(session, room.Id);
    }
}
