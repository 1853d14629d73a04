using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Parlor.Server.Data;

namespace Parlor.Server.Accounts.Passkeys;

/// <summary>Adds passkeys to an account, names them and removes them.</summary>
public sealed class ManagePasskeys(
    AccountManager accounts,
    UserStore users,
    PasskeyStore store,
    IPasskeyHandler<User> handler,
    Tickets tickets,
    Confirmation confirmation)
{
    /// <summary>In Unicode code points.</summary>
    public const int LongestName = 50;

    private const string Purpose = "new passkey";

    /// <summary>Asks the browser to make a passkey, other than those that the account has.</summary>
    /// <exception cref="Problem"><c>forbidden</c>, field <c>confirmation</c>.</exception>
    public async Task<PasskeyQuestion> Begin(Session caller, HttpContext context)
    {
        await confirmation.Require(caller);
        var user = await Find(caller);
        var question = await handler.MakeCreationOptionsAsync(
            new PasskeyUserEntity { Id = Ids.Text(user.Id), Name = user.Username, DisplayName = user.DisplayName }, context);
        // The ticket is for this session: nobody can be made to add somebody else's passkey to their account.
        var ticket = tickets.Issue(PurposeOf(caller), question.AttestationState!, PasskeySignIn.Patience);
        return new PasskeyQuestion(ticket, JsonElement.Parse(question.CreationOptionsJson));
    }

    /// <summary>Adds the passkey that the browser has made.</summary>
    /// <exception cref="Problem">
    /// <c>invalid</c>, field <c>ticket</c>, <c>credential</c> or <c>name</c>; <c>too_large</c>: a long name, or one passkey too many;
    /// <c>forbidden</c>, field <c>confirmation</c>.
    /// </exception>
    public async Task<Passkey> Add(Session caller, string? ticket, JsonElement? credential, string? name, HttpContext context)
    {
        await confirmation.Require(caller);
        var called = CheckName(name ?? Client.Device(Client.Of(context).UserAgent) ?? "Passkey");
        var answer = credential?.GetRawText() ?? throw Problem.Invalid("credential", "credential is missing.");
        var state = tickets.Use(PurposeOf(caller), Input.Required("ticket", ticket))
            ?? throw Problem.Invalid("ticket", "That took too long; try again.");
        var result = await handler.PerformAttestationAsync(
            new PasskeyAttestationContext { HttpContext = context, CredentialJson = answer, AttestationState = state });
        if (!result.Succeeded)
            throw Problem.Invalid("credential", "This is not an answer to what was asked.");
        result.Passkey.Name = called;
        await accounts.AddOrUpdatePasskeyAsync(await Find(caller), result.Passkey);
        return (await store.Of(caller.UserId))[^1];
    }

    /// <exception cref="Problem"><c>not_found</c>; <c>invalid</c> or <c>too_large</c>, field <c>name</c>.</exception>
    public Task Rename(Session caller, string id, string? name) =>
        store.Rename(caller.UserId, Parse(id), CheckName(Input.Required("name", name)));

    /// <exception cref="Problem">
    /// <c>not_found</c>; <c>conflict</c>: nothing else would let them in; <c>forbidden</c>, field <c>confirmation</c>.
    /// </exception>
    public async Task Remove(Session caller, string id)
    {
        await confirmation.Require(caller);
        var credential = await store.CredentialOf(caller.UserId, Parse(id));
        await accounts.RemovePasskeyAsync(await Find(caller), credential);
    }

    private static string PurposeOf(Session caller) => $"{Purpose}:{Ids.Text(caller.SessionId)}";

    private static string CheckName(string name) =>
        ProfileRules.Line("name", name, LongestName) ?? throw Problem.Invalid("name", "A passkey has a name.");

    private static long Parse(string id) => Ids.TryParse(id, out var parsed) ? parsed : throw Problem.NotFound("There is no such passkey.");

    private async Task<User> Find(Session caller) =>
        await users.Find(caller.UserId) ?? throw Problem.Unauthorized("This account is gone.");
}
