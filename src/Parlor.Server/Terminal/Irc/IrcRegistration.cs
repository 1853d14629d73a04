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

    /// <summary>Logs in with a password, behind which a space and the code of a second factor may stand.</summary>
    /// <exception cref="Problem">It is refused.</exception>
    public async Task LogIn(string username, string secret)
    {
        var space = secret.LastIndexOf(' ');
        if (space > 0 && secret.Length - space - 1 == CodeLength && secret[(space + 1)..].All(char.IsAsciiDigit))
        {
            var entered = await Services.Door.LogIn.Execute(username, secret[..space], From);
            if (entered.SecondStep is { } step)
            {
                var user = await Services.Door.SecondStep.Finish(step.Ticket, new SecondFactor(secret[(space + 1)..], null), From);
                _signedIn = await Services.Door.Entrance.Open(user, From);
            }
            else
            {
                _signedIn = entered.SignedIn;
            }

            return;
        }

        _signedIn = (await Services.Door.LogIn.Execute(username, secret, From)).SignedIn
            ?? throw Problem.Unauthorized("This account asks for a second factor: send the password, a space, and the code.");
    }

    /// <summary>Lets the client in, if it has said all that it takes.</summary>
    public async Task Complete()
    {
        if (session.IsRegistered || session.IsClosed || IsNegotiating || User is null || Nick is not { } nick)
            return;
        try
        {
            if (_signedIn is null && Password is { } password)
                await LogInByPass(password, nick);
            else if (_signedIn is null && !await EnterAsGuest(nick))
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
        if (IsGuest)
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

    private Task LogInByPass(string password, string nick)
    {
        var colon = password.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && AccountRules.TryUsername(password[..colon], out var username)
            ? LogIn(username, password[(colon + 1)..])
            : LogIn(nick, password);
    }

    private async Task<bool> EnterAsGuest(string nick)
    {
        if (!Services.Settings.Irc.Guests)
            throw Problem.Unauthorized("This server is for people with an account: send PASS username:password, or use SASL.");
        if (!IrcNames.IsNick(nick))
        {
            session.Reply(Numeric.ErroneousNickname, nick, "Erroneous nickname");
            Nick = null;
            return false;
        }

        if (!Services.People.TryReserve(nick))
        {
            Nick = null;
            session.Reply(Numeric.NicknameInUse, nick, "Nickname is already in use");
            return false;
        }

        _reserved = nick;
        IsGuest = true;
        _signedIn = await Services.Door.Guests.Enter(nick, From);
        Services.People.Set(new IrcIdentity(_signedIn.User.Id, nick, "~" + User, RealName, Account: null));
        _reserved = null;
        return true;
    }

    private async Task Enter(SignedIn signedIn)
    {
        var (userId, sessionId) = (signedIn.User.Id, signedIn.Session.SessionId);
        var connection = new IrcConnection(
            session.Client, Services.TextRooms, session.Output, Services.Events, Services.Known, userId, sessionId)
        {
            ClientIdPrefix = PassingNotes.ClientIdPrefix(sessionId),
            Capabilities = session.Capabilities,
            JoinedElsewhere = room => _ = ChannelCommands.ShowArrival(session, room),
        };
        await Services.Door.Text.Enter(connection);
        session.Connection = connection;
        Password = null;
        Welcome.Greet(session);
        if (!IrcPeople.IsSame(Nick!, session.Nick))
            session.Note($"You are known as {session.Nick} here, by the name of your account.");
        var rooms = await Services.Rooms.Store.OfMember(userId);
        foreach (var room in rooms.Where(room => room.Kind != Rooms.RoomKind.Direct))
        {
            var known = IrcRoom.Of(room);
            Services.Known.Keep(known);
            await ChannelCommands.ShowOwnArrival(session, known, room);
        }

        Services.Monitor.Enter(session);
        connection.Release();
    }
}
