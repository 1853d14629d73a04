using Parlor.Server.Accounts.TwoFactor;

namespace Parlor.Server.Accounts;

/// <summary>
/// Where everybody comes in who has shown the first thing that proves who they are: with a session, or, where the account asks for a
/// second factor, with a ticket for the next step.
/// </summary>
public sealed class Entrance(Sessions sessions, AccessTokens tokens, SecondStep second)
{
    /// <summary>Lets somebody in who has proved one thing, such as a password.</summary>
    public async Task<Entered> Enter(User user, Client client) =>
        user.HasTwoFactor ? new Entered(SignedIn: null, second.Begin(user)) : new Entered(await Open(user, client), SecondStep: null);

    /// <summary>Opens a session for somebody who has proved everything.</summary>
    public async Task<SignedIn> Open(User user, Client client)
    {
        var session = await sessions.Open(user.Id, client);
        return new SignedIn(user, session, tokens.Issue(user.Id, session.SessionId));
    }
}

/// <summary>How far somebody has come: one of the two is there.</summary>
public sealed record Entered(SignedIn? SignedIn, SecondStepTicket? SecondStep);
