using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Parlor.Server.Accounts.Passkeys;
using Parlor.Server.Accounts.TwoFactor;
using Parlor.Server.Data;
using Parlor.Server.Http;

namespace Parlor.Server.Accounts;

/// <summary>How the caller's own account signs in, over HTTP.</summary>
internal static class SecurityApi
{
    public static void MapSecurity(this RouteGroupBuilder me)
    {
        me.MapGet("/security", Security).WithName("getMySecurity").WithSummary("How the caller's account signs in.");

        me.MapPost("/confirmation", Confirm).WithName("confirmItIsMe")
            .WithSummary("Proves once more who the caller is; for ten minutes the session may do what asks for that.")
            .WithProblems(StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict, StatusCodes.Status429TooManyRequests);
    }

    private static async Task<Ok<SecurityAnswer>> Security(
        ClaimsPrincipal caller, UserStore users, AccountManager accounts, Confirmation confirmation, CancellationToken cancel)
    {
        var session = caller.RequireSession();
        var user = await users.Find(session.UserId, cancel) ?? throw Problem.Unauthorized("This account is gone.");
        return TypedResults.Ok(new SecurityAnswer(
            user.PasswordHash is not null,
            user.HasTwoFactor,
            await accounts.CountRecoveryCodesAsync(user),
            await confirmation.Until(session)));
    }

    private static async Task<NoContent> Confirm(
        ConfirmationRequest request, ClaimsPrincipal caller, ConfirmIdentity confirm, HttpContext context)
    {
        await (request.Passkey is { } proof
            ? confirm.Execute(caller.RequireSession(), proof, context)
            : confirm.Execute(caller.RequireSession(), request.Password, new SecondFactor(request.Code, request.RecoveryCode)));
        return TypedResults.NoContent();
    }
}

/// <param name="Password">The password.</param>
/// <param name="Code">Six digits of the authenticator app, where there is one.</param>
/// <param name="RecoveryCode">A recovery code, in place of the other.</param>
/// <param name="Passkey">An answer to the question of <c>POST /sessions/passkey/question</c>, in place of all others.</param>
internal sealed record ConfirmationRequest(string? Password, string? Code, string? RecoveryCode, PasskeyProof? Passkey);

/// <param name="HasPassword">Whether there is a password.</param>
/// <param name="TwoFactor">Whether signing in takes a second factor.</param>
/// <param name="RecoveryCodesLeft">Recovery codes that were not used.</param>
/// <param name="ConfirmedUntil">Until when this session may change how the account signs in without asking again.</param>
internal sealed record SecurityAnswer(bool HasPassword, bool TwoFactor, int RecoveryCodesLeft, Timestamp? ConfirmedUntil);
