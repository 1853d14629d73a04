using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Parlor.Server.Http;

namespace Parlor.Server.Accounts.TwoFactor;

/// <summary>The second factor over HTTP: setting it up, and the second step of signing in.</summary>
internal static class TwoFactorApi
{
    public static void MapTwoFactor(this RouteGroupBuilder me)
    {
        var api = me.MapGroup("/two-factor")
            .WithProblems(StatusCodes.Status400BadRequest, StatusCodes.Status403Forbidden, StatusCodes.Status409Conflict)
            .WithProblems(StatusCodes.Status429TooManyRequests);

        api.MapPost("/setup", Begin).WithName("beginTwoFactor")
            .WithSummary("Makes a key for an authenticator app; it counts for nothing until a code of it is sent.");

        api.MapPut("/", TurnOn).WithName("turnOnTwoFactor")
            .WithSummary("Asks for codes from now on, gives recovery codes, and ends all other sessions.");

        api.MapPost("/recovery-codes", RenewCodes).WithName("renewRecoveryCodes").WithSummary("Gives new recovery codes; the old ones end.");

        api.MapPost("/off", TurnOff).WithName("turnOffTwoFactor").WithSummary("Asks for codes no more.");
    }

    public static void MapSecondStep(this RouteGroupBuilder sessions) =>
        sessions.MapPost("/second-step", Finish).WithName("finishLogIn").WithSummary("Logs in with a code, after the password was right.")
            .WithProblems(StatusCodes.Status400BadRequest, StatusCodes.Status429TooManyRequests);

    private static async Task<Ok<AuthenticatorSetup>> Begin(ClaimsPrincipal caller, ManageTwoFactor manage) =>
        TypedResults.Ok(await manage.Begin(caller.RequireSession()));

    private static async Task<Ok<RecoveryCodesAnswer>> TurnOn(CodeRequest request, ClaimsPrincipal caller, ManageTwoFactor manage) =>
        TypedResults.Ok(new RecoveryCodesAnswer(await manage.TurnOn(caller.RequireSession(), request.Code)));

    private static async Task<Ok<RecoveryCodesAnswer>> RenewCodes(CodeRequest request, ClaimsPrincipal caller, ManageTwoFactor manage) =>
        TypedResults.Ok(new RecoveryCodesAnswer(await manage.RenewCodes(caller.RequireSession(), request.Code)));

    private static async Task<NoContent> TurnOff(TurnOffRequest request, ClaimsPrincipal caller, ManageTwoFactor manage)
    {
        await manage.TurnOff(caller.RequireSession(), request.Password, new SecondFactor(request.Code, request.RecoveryCode));
        return TypedResults.NoContent();
    }

    private static async Task<Created<SignedInAnswer>> Finish(SecondStepRequest request, SecondStep second, Entrance entrance, HttpContext context)
    {
        var client = Client.Of(context);
        var user = await second.Finish(request.Ticket, new SecondFactor(request.Code, request.RecoveryCode), client);
        return SessionsApi.Answer(await entrance.Open(user, client), context);
    }
}

/// <param name="Code">Six digits of the authenticator app.</param>
internal sealed record CodeRequest(string? Code);

/// <param name="Password">The password, where there is one.</param>
/// <param name="Code">Six digits of the authenticator app.</param>
/// <param name="RecoveryCode">A recovery code, in place of the other.</param>
internal sealed record TurnOffRequest(string? Password, string? Code, string? RecoveryCode);

/// <param name="Codes">Each counts once; they are shown this once.</param>
internal sealed record RecoveryCodesAnswer(IReadOnlyList<string> Codes);

/// <param name="Ticket">What the first step gave.</param>
/// <param name="Code">Six digits of the authenticator app.</param>
/// <param name="RecoveryCode">A recovery code, in place of the other.</param>
internal sealed record SecondStepRequest(string? Ticket, string? Code, string? RecoveryCode);
