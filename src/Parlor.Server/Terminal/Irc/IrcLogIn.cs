using Parlor.Server.Accounts;
using Parlor.Server.Accounts.TwoFactor;

namespace Parlor.Server.Terminal.Irc;

/// <summary>Opens sessions for people with an account, as clients of IRC show who they are.</summary>
internal static class IrcLogIn
{
    /// <summary>Digits of the code of a second factor.</summary>
    private const int CodeLength = 6;

    public static Client From(IrcSession session) => new(session.Client.Address, "IRC");

    /// <summary>Makes an account, and opens a session for it.</summary>
    /// <exception cref="Problem">It is refused.</exception>
    public static Task<SignedIn> SignUp(IrcSession session, string username, string password, string? email) =>
        session.Services.Door.SignUp.Execute(new NewAccount(username, password, DisplayName: null, email), From(session));

    /// <summary>Opens a session for somebody with a password, behind which a space and the code of a second factor may stand.</summary>
    /// <exception cref="Problem">It is refused.</exception>
    public static async Task<SignedIn> Prove(IrcSession session, string username, string secret)
    {
        var hasCode = secret.Length > CodeLength && secret[^(CodeLength + 1)] == ' ' && secret[^CodeLength..].All(char.IsAsciiDigit);
        if (hasCode && await ProveWithCode(session, username, secret[..^(CodeLength + 1)], secret[^CodeLength..]) is { } signedIn)
            return signedIn;
        return (await session.Services.Door.LogIn.Execute(username, secret, From(session))).SignedIn
            ?? throw Problem.Unauthorized("This account asks for a second factor: send the password, a space, and the code.");
    }

    /// <summary>Null: that is not the password, of which what looks like a code may be the end.</summary>
    private static async Task<SignedIn?> ProveWithCode(IrcSession session, string username, string password, string code)
    {
        var door = session.Services.Door;
        Entered entered;
        try
        {
            entered = await door.LogIn.Execute(username, password, From(session));
        }
        catch (Problem wrong) when (wrong.Code == ProblemCode.Unauthorized)
        {
            return null;
        }

        if (entered.SecondStep is not { } step)
            return entered.SignedIn;
        var user = await door.SecondStep.Finish(step.Ticket, new SecondFactor(code, null), From(session));
        return await door.Entrance.Open(user, From(session));
    }
}
