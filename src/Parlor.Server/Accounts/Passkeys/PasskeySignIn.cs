using System.Text.Json;
using Microsoft.AspNetCore.Identity;

namespace Parlor.Server.Accounts.Passkeys;

/// <summary>A question for a browser's passkeys.</summary>
/// <param name="Ticket">Comes back with the answer.</param>
/// <param name="Options">What <c>navigator.credentials</c> takes, as JSON (WebAuthn, level 3).</param>
public sealed record PasskeyQuestion(string Ticket, JsonElement Options);

/// <summary>
/// Signing in with a passkey that says by itself whose it is. The device has checked its person (PIN, finger, face), so it is two
/// factors in one: no code is asked for.
/// </summary>
public sealed class PasskeySignIn(
    AccountManager accounts, IPasskeyHandler<User> handler, Tickets tickets, Entrance entrance, LogInLimit limit)
{
    /// <summary>How long a browser has for an answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private const string Purpose = "passkey";

    /// <summary>Asks any passkey of this server; nothing is said about whom there is.</summary>
    /// <exception cref="Problem"><c>rate_limited</c>.</exception>
    public async Task<PasskeyQuestion> Ask(HttpContext context)
    {
        limit.Count(Client.Of(context));
        var question = await handler.MakeRequestOptionsAsync(user: null, context);
        return new PasskeyQuestion(
            tickets.Issue(Purpose, question.AssertionState!, Patience), JsonElement.Parse(question.RequestOptionsJson));
    }

    /// <exception cref="Problem"><c>unauthorized</c>: it is no passkey of ours; <c>invalid</c>; <c>rate_limited</c>.</exception>
    public async Task<SignedIn> Execute(string? ticket, JsonElement? credential, HttpContext context)
    {
        var user = await Check(ticket, credential, context) ?? throw Problem.Unauthorized("This passkey is not known here.");
        return await entrance.Open(user, Client.Of(context));
    }

    /// <summary>Whose passkey answered; null when it is none of ours. Each question is answered once.</summary>
    /// <exception cref="Problem"><c>invalid</c>, field <c>ticket</c> or <c>credential</c>; <c>rate_limited</c>.</exception>
    internal async Task<User?> Check(string? ticket, JsonElement? credential, HttpContext context)
    {
        limit.Count(Client.Of(context));
        var state = tickets.Use(Purpose, Input.Required("ticket", ticket)) ?? throw Problem.Invalid("ticket", "That took too long; try again.");
        var answer = credential?.GetRawText() ?? throw Problem.Invalid("credential", "credential is missing.");
        var result = await handler.PerformAssertionAsync(
            new PasskeyAssertionContext { HttpContext = context, CredentialJson = answer, AssertionState = state });
        if (!result.Succeeded)
            return null;
        await accounts.AddOrUpdatePasskeyAsync(result.User, result.Passkey);
        return result.User;
    }
}
