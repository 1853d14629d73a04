using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Parlor.Server.Http;

namespace Parlor.Server.Accounts.Providers;

/// <summary>Accounts elsewhere, over HTTP. The way back from a provider is answered by ASP.NET Core's OAuth client.</summary>
internal static class ProvidersApi
{
    public static void MapConnectedAccounts(this RouteGroupBuilder me)
    {
        var api = me.MapGroup("/connected-accounts").AddEndpointFilter<SameOrigin>().WithProblems(StatusCodes.Status403Forbidden);

        api.MapGet("/", List).WithName("getMyConnectedAccounts").WithSummary("Accounts elsewhere that the caller can sign in with.");

        api.MapPost("/{provider}", Connect).WithName("connectAccount")
            .WithSummary("Where to send the browser to connect an account there, or to confirm by it who the caller is.")
            .WithProblems(StatusCodes.Status404NotFound, StatusCodes.Status429TooManyRequests);

        api.MapDelete("/{provider}", Disconnect).WithName("disconnectAccount").WithSummary("Signs in with that account no more.")
            .WithProblems(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);
    }

    public static void MapProviderSignIn(this RouteGroupBuilder sessions) =>
        sessions.MapPost("/providers/{provider}", SignIn).WithName("beginProviderSignIn")
            .WithSummary("Where to send the browser to sign in with an account elsewhere.")
            .WithProblems(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status413PayloadTooLarge)
            .WithProblems(StatusCodes.Status429TooManyRequests);

    private static async Task<Ok<ConnectedAccountsAnswer>> List(ClaimsPrincipal caller, ExternalAccountStore store) =>
        TypedResults.Ok(new ConnectedAccountsAnswer(await store.Of(caller.UserId())));

    private static async Task<Ok<LocationAnswer>> Connect(string provider, ClaimsPrincipal caller, ProviderSignIn signIn, HttpContext context) =>
        TypedResults.Ok(new LocationAnswer(await signIn.BeginConnecting(caller.RequireSession(), provider, context)));

    private static async Task<NoContent> Disconnect(string provider, ClaimsPrincipal caller, DisconnectAccount disconnect)
    {
        await disconnect.Execute(caller.RequireSession(), provider);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<LocationAnswer>> SignIn(string provider, ProviderSignInRequest request, ProviderSignIn signIn, HttpContext context) =>
        TypedResults.Ok(new LocationAnswer(await signIn.Begin(provider, request.Next, request.Invite, context)));
}

/// <param name="Next">The page to go to afterwards, as a path; the first one, when left out.</param>
/// <param name="Invite">The code of an invitation, for an account that is not there yet.</param>
internal sealed record ProviderSignInRequest(string? Next, string? Invite);

/// <param name="Location">An address at the provider's; to be opened in the same window.</param>
internal sealed record LocationAnswer(string Location);

internal sealed record ConnectedAccountsAnswer(IReadOnlyList<ConnectedAccount> Accounts);
