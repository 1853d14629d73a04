using Parlor.Server.Accounts;

namespace Parlor.Server.Terminal.Irc;

/// <summary>
/// New accounts by IRC: REGISTER (IRCv3 draft/account-registration), and the NickServ that people know from other networks. What an
/// account is, and who may make one, says <see cref="SignUp"/>.
/// </summary>
internal static class AccountCommands
{
    private const string Register = "REGISTER";

    public static IrcCommand[] All { get; } =
    [
        new(Register, 3, RegisterAccount, BeforeRegistration: true),
        new("NS", 1, (session, message) => ToNickServ(session, string.Join(' ', message.Parameters))),
        new("NICKSERV", 1, (session, message) => ToNickServ(session, string.Join(' ', message.Parameters))),
    ];

    /// <summary>What somebody says to NickServ.</summary>
    public static async Task ToNickServ(IrcSession session, string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        switch (words is [var command, ..] ? command.ToUpperInvariant() : "")
        {
            case Register when words.Length > 1 && session.IsGuest:
                await Make(session, session.Nick, words[1]);
                break;
            case "SAREGISTER" when words.Length > 2 && session.Services.Modes.Has(session.UserId, UserMode.Operator):
                await Make(session, words[1], words[2]);
                break;
            case "IDENTIFY" when words.Length > 1 && session.IsGuest:
                await Identify(session, words.Length > 2 ? words[1] : session.Nick, string.Join(' ', words[(words.Length > 2 ? 2 : 1)..]));
                break;
            default:
                Answer(session, "REGISTER <password> makes an account of the name that you have now. IDENTIFY [<account>] <password> logs in to one.");
                break;
        }
    }

    private static async Task Make(IrcSession session, string name, string password)
    {
        try
        {
            var made = await IrcLogIn.SignUp(session, name, password, email: null);
            await session.Services.Door.Sessions.End(made.User.Id, made.Session.SessionId);
            Answer(session, "Account created");
        }
        catch (Problem refused)
        {
            Answer(session, refused.Message);
        }
    }

    private static async Task Identify(IrcSession session, string name, string secret)
    {
        try
        {
            await LaterLogIn.Execute(session, await IrcLogIn.Prove(session, name, secret), () => Answer(session, "You are logged in"));
        }
        catch (Problem refused)
        {
            Answer(session, refused.Message);
        }
    }

    private static void Answer(IrcSession session, string words) =>
        session.Output.Write($":{IrcPeople.NickServ}!{IrcPeople.NickServ}@{session.ServerName} NOTICE {session.Nick} :{words}");

    private static async Task RegisterAccount(IrcSession session, IrcMessage message)
    {
        var (name, email) = (message.Parameters[0], message.Parameters[1]);
        var account = IrcMessage.Middle(name is "*" ? session.Nick : name);
        if (session.Registration.Account is not null)
        {
            session.Fail(Register, "ALREADY_AUTHENTICATED", "You are logged in.", account);
            return;
        }

        if (session.Services.People.Find(account) is { } holder && !(session.IsRegistered && holder.UserId == session.UserId))
        {
            session.Fail(Register, "USERNAME_EXISTS", "Somebody has this name.", account);
            return;
        }

        try
        {
            var made = await IrcLogIn.SignUp(session, account, message.Parameters[2], email is "*" ? null : email);
            if (session.IsRegistered)
                await session.Services.Door.Sessions.End(made.User.Id, made.Session.SessionId);
            else
                session.Registration.LoggedIn(made);
            session.Output.Write($":{session.ServerName} {Register} SUCCESS {account} :Account created");
        }
        catch (Problem refused)
        {
            session.Fail(Register, CodeOf(refused), refused.Message, account);
        }
    }

    private static string CodeOf(Problem refused) => refused switch
    {
        { Code: ProblemCode.Conflict } => "USERNAME_EXISTS",
        { Field: "username" } => "BAD_ACCOUNT_NAME",
        { Field: "password" } => "UNACCEPTABLE_PASSWORD",
        { Field: "email" } => "INVALID_EMAIL",
        _ => "TEMPORARILY_UNAVAILABLE",
    };
}
