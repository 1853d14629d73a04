using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Parlor.Server.Accounts.Passkeys;
using Parlor.Server.Accounts.TwoFactor;
using Parlor.Server.Http;

namespace Parlor.Server.Accounts.Deletion;

/// <summary>Deleting one's own account, over HTTP.</summary>
internal static class DeletionApi
{
    public static void MapDeletion(this RouteGroupBuilder me) =>
        me.MapPost("/deletion", Delete).AddEndpointFilter<SameOrigin>().WithName("deleteMe").WithSummary("Deletes the caller's account, for ever.")
            .WithProblems(StatusCodes.Status400BadRequest, StatusCodes.Status403Forbidden, StatusCodes.Status409Conflict)
            .WithProblems(StatusCodes.Status429TooManyRequests);

    private static async Task<NoContent> Delete(DeletionRequest request, ClaimsPrincipal caller, DeleteAccount delete, HttpContext context)
    {
        var proof = new AccountProof(request.Password, new SecondFactor(request.Code, request.RecoveryCode), request.Passkey);
        await delete.Execute(caller.RequireSession(), proof, request.Messages, context);
        RefreshCookie.Delete(context);
        return TypedResults.NoContent();
    }
}

/// <summary>How somebody shows that the account is theirs to delete.</summary>
internal sealed record AccountProof(string? Password, SecondFactor Factor, PasskeyProof? Passkey);

/// <param name="Messages"><c>stay</c> or <c>delete</c>.</param>
/// <param name="Password">The password, where there is one.</param>
/// <param name="Code">Six digits of the authenticator app, where there is one.</param>
/// <param name="RecoveryCode">A recovery code, in place of the other.</param>
/// <param name="Passkey">An answer to the question of <c>POST /sessions/passkey/question</c>, in place of all others.</param>
internal sealed record DeletionRequest(
    MessagesOfDeleted? Messages, string? Password, string? Code, string? RecoveryCode, PasskeyProof? Passkey);
