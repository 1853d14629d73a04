using Microsoft.AspNetCore.Authentication;

namespace Parlor.Server.Accounts.Providers;

/// <summary>
/// Sends people to a provider, and takes them in when they come back: to sign in, to make an account, to connect the two, or to confirm
/// by one that is connected who they are.
/// </summary>
public sealed class ProviderSignIn(
    Settings settings,
    ExternalAccountStore store,
    ProviderSignUp signUp,
    UserStore users,
    Sessions sessions,
    Entrance entrance,
    Confirmation confirmation,
    LogInLimit limit)
{
    /// <summary>Characters of a page's address, and of an invitation, that are taken along.</summary>
    private const int LongestNote = 500;

    /// <summary>Where to send the browser that wants to sign in.</summary>
    /// <exception cref="Problem"><c>not_found</c>; <c>invalid</c>, field <c>next</c>; <c>too_large</c>; <c>rate_limited</c>.</exception>
    public async Task<string> Begin(string provider, string? next, string? invite, HttpContext context)
    {
        limit.Count(Client.Of(context));
        // A page of ours: a path, and nothing that browsers read as another host.
        if (next is not null && (!next.StartsWith('/') || next.StartsWith("//", StringComparison.Ordinal) || next.Contains('\\', StringComparison.Ordinal)))
            throw Problem.Invalid("next", "next must be a path on this server.");
        var errand = new ProviderErrand(
            Connect: null, Input.Line("next", next ?? "/", LongestNote), invite is null ? null : Input.Line("invite", invite, LongestNote));
        return await Send(provider, errand, context);
    }

    /// <summary>Where to send the browser of somebody who wants to connect their account there with the one here.</summary>
    /// <exception cref="Problem"><c>not_found</c>; <c>rate_limited</c>; <c>forbidden</c>, field <c>confirmation</c>.</exception>
    public async Task<string> BeginConnecting(Session caller, string provider, HttpContext context)
    {
        limit.Count(Client.Of(context));
        var connected = await store.Of(caller.UserId);
        // Somebody who has it connected proves by it who they are; that is all that can come of it.
        if (!connected.Any(account => string.Equals(account.Provider, provider, StringComparison.Ordinal)))
            await confirmation.Require(caller);
        return await Send(provider, new ProviderErrand(caller, Next: null, Invite: null), context);
    }

    /// <summary>Somebody is back, and their provider has said who they are.</summary>
    /// <returns>The page of the web client to go on at.</returns>
    /// <exception cref="Problem">What sign-up, signing in or connecting refuse.</exception>
    internal async Task<string> Finish(ExternalAccount account, ProviderErrand errand, HttpContext context)
    {
        if (errand.Connect is not null)
            return await Connect(account, errand.Connect);
        var client = Client.Of(context);
        var user = await store.Use(account) is { } userId
            ? await users.Find(userId) ?? throw Problem.Unauthorized("This account is gone.")
            : await signUp.Execute(account, errand.Invite, client);
        var entered = await entrance.Enter(user, client);
        if (entered.SignedIn is not { } signedIn)
            return ProviderPages.SecondStep(entered.SecondStep!, errand.Next);
        RefreshCookie.Write(context, signedIn.Session);
        return ProviderPages.SignedIn(errand.Next);
    }

    private async Task<string> Connect(ExternalAccount account, Session session)
    {
        if (!sessions.IsOpen(session.SessionId))
            throw Problem.Unauthorized("This session has ended; sign in again.");
        await store.Connect(session.UserId, account);
        await store.Use(account);
        await confirmation.Confirm(session);
        return ProviderPages.Connected;
    }

    private async Task<string> Send(string provider, ProviderErrand errand, HttpContext context)
    {
        if (!settings.SignIn.Providers.Any(known => string.Equals(known.Id, provider, StringComparison.Ordinal)))
            throw Problem.NotFound("There is no such provider.");
        await context.ChallengeAsync(ProvidersSetup.SchemeOf(provider), errand.ToProperties());
        return ProvidersSetup.LocationOf(context);
    }
}
