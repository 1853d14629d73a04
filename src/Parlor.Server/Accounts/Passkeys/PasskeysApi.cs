using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Parlor.Server.Http;

namespace Parlor.Server.Accounts.Passkeys;

/// <summary>Passkeys over HTTP.</summary>
internal static class PasskeysApi
{
    public static void MapPasskeys(this RouteGroupBuilder me)
    {
        // A passkey is made for the page that asks, so only our own pages ask.
        var api = me.MapGroup("/passkeys").AddEndpointFilter<SameOrigin>().WithProblems(StatusCodes.Status403Forbidden);

        api.MapGet("/", List).WithName("getMyPasskeys").WithSummary("The caller's passkeys, in the order in which they were added.");

        api.MapPost("/question", Begin).WithName("beginPasskey").WithSummary("What a browser needs to make a passkey.");

        api.MapPost("/", Add).WithName("addPasskey").WithSummary("Adds a passkey.")
            .WithProblems(StatusCodes.Status400BadRequest, StatusCodes.Status413PayloadTooLarge);

        api.MapPatch("/{passkey}", Rename).WithName("renamePasskey").WithSummary("Gives a passkey another name.")
            .WithProblems(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status413PayloadTooLarge);

        api.MapDelete("/{passkey}", Remove).WithName("removePasskey").WithSummary("Removes a passkey; it signs in no more.")
            .WithProblems(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);
    }

    public static void MapPasskeySignIn(this RouteGroupBuilder sessions)
    {
        sessions.MapPost("/passkey/question", Ask).WithName("askPasskey").WithSummary("What a browser needs to sign in with a passkey.")
            .WithProblems(StatusCodes.Status429TooManyRequests);

        sessions.MapPost("/passkey", SignIn).WithName("logInWithPasskey").WithSummary("Logs in with a passkey, without name and password.")
            .WithProblems(StatusCodes.Status400BadRequest, StatusCodes.Status429TooManyRequests);
    }

    private static async Task<Ok<PasskeysAnswer>> List(ClaimsPrincipal caller, PasskeyStore store) =>
        TypedResults.Ok(new PasskeysAnswer(await store.Of(caller.UserId())));

    private static async Task<Ok<PasskeyQuestion>> Begin(ClaimsPrincipal caller, ManagePasskeys manage, HttpContext context) =>
        TypedResults.Ok(await manage.Begin(caller.RequireSession(), context));

    private static async Task<Created<PasskeyAnswer>> Add(
        AddPasskeyRequest request, ClaimsPrincipal caller, ManagePasskeys manage, HttpContext context)
    {
        var passkey = await manage.Add(caller.RequireSession(), request.Ticket, request.Credential, request.Name, context);
        return TypedResults.Created($"/api/v1/me/passkeys/{passkey.Id}", new PasskeyAnswer(passkey));
    }

    private static async Task<NoContent> Rename(string passkey, RenamePasskeyRequest request, ClaimsPrincipal caller, ManagePasskeys manage)
    {
        await manage.Rename(caller.RequireSession(), passkey, request.Name);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> Remove(string passkey, ClaimsPrincipal caller, ManagePasskeys manage)
    {
        await manage.Remove(caller.RequireSession(), passkey);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<PasskeyQuestion>> Ask(PasskeySignIn signIn, HttpContext context) =>
        TypedResults.Ok(await signIn.Ask(context));

    private static async Task<Created<SignedInAnswer>> SignIn(PasskeyProof request, PasskeySignIn signIn, HttpContext context) =>
        SessionsApi.Answer(await signIn.Execute(request.Ticket, request.Credential, context), context);
}

/// <param name="Ticket">What came with the question.</param>
/// <param name="Credential">What <c>navigator.credentials.create</c> made, as its <c>toJSON()</c> says.</param>
/// <param name="Name">What to call it, 1 to 50 characters; what it runs on, when left out.</param>
internal sealed record AddPasskeyRequest(string? Ticket, JsonElement? Credential, string? Name);

internal sealed record RenamePasskeyRequest(string? Name);

/// <param name="Ticket">What came with the question.</param>
/// <param name="Credential">What <c>navigator.credentials.get</c> answered, as its <c>toJSON()</c> says.</param>
internal sealed record PasskeyProof(string? Ticket, JsonElement? Credential);

internal sealed record PasskeyAnswer(Passkey Passkey);

internal sealed record PasskeysAnswer(IReadOnlyList<Passkey> Passkeys);
