using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Parlor.Server.Accounts.Passkeys;
using Parlor.Server.Accounts.Providers;
using Parlor.Server.Accounts.TwoFactor;
using Parlor.Server.Data;
using Parlor.Server.Http;

namespace Parlor.Server.Accounts;

/// <summary>Logging in, staying logged in and logging out, over HTTP.</summary>
internal static class SessionsApi
{
    public static void MapSessionsApi(this IEndpointRouteBuilder app)
    {
        // Open to all, because an access token is what they are here to get; each checks a password or the refresh cookie itself.
        var sessions = app.MapGroup("/api/v1/sessions").WithTags("Sessions")
            .AllowAnonymous()
            .AddEndpointFilter<SameOrigin>()
            .WithMetadata(new RequestSizeLimitAttribute(AccountsApi.LargestBody))
            .WithProblems(StatusCodes.Status401Unauthorized)
            .WithProblems(StatusCodes.Status403Forbidden);

        sessions.MapPost("/", LogIn).WithName("logIn").WithSummary("Logs in, or says that a second step is needed.")
            .WithProblems(StatusCodes.Status400BadRequest)
            .WithProblems(StatusCodes.Status429TooManyRequests);

        sessions.MapSecondStep();
        sessions.MapPasskeySignIn();
        sessions.MapProviderSignIn();

        sessions.MapPost("/refresh", Refresh).WithName("refreshSession")
            .WithSummary("Uses up the refresh cookie for a new one and a new access token. A cookie used twice ends the session.");

        sessions.MapDelete("/current", LogOut).WithName("logOut")
            .WithSummary("Ends the session of the access token, the refresh cookie, or both.");
    }

    /// <summary>Gives the session to the browser that it was opened for.</summary>
    internal static Created<SignedInAnswer> Answer(SignedIn signedIn, HttpContext context)
    {
        RefreshCookie.Write(context, signedIn.Session);
        return TypedResults.Created("/api/v1/sessions/current", SignedInAnswer.Of(signedIn));
    }

    private static async Task<Results<Created<SignedInAnswer>, Ok<SecondStepAnswer>>> LogIn(LogInRequest request, LogIn logIn, HttpContext context)
    {
        var entered = await logIn.Execute(request.Username, request.Password, Client.Of(context));
        return entered.SignedIn is { } signedIn
            ? Answer(signedIn, context)
            : TypedResults.Ok(new SecondStepAnswer(entered.SecondStep!));
    }

    private static async Task<Ok<SignedInAnswer>> Refresh(Sessions sessions, AccessTokens tokens, UserStore users, HttpContext context)
    {
        var refreshToken = RefreshCookie.Read(context.Request) ?? throw Problem.Unauthorized("There is no session to refresh.");
        var session = await sessions.Refresh(refreshToken, Client.Of(context));
        var user = await users.Find(session.UserId) ?? throw Problem.Unauthorized("This account is gone.");
        RefreshCookie.Write(context, session);
        return TypedResults.Ok(SignedInAnswer.Of(new SignedIn(user, session, tokens.Issue(session.UserId, session.SessionId))));
    }

    private static async Task<NoContent> LogOut(ClaimsPrincipal caller, Sessions sessions, HttpContext context)
    {
        var session = caller.Session();
        if (session is not null)
            await sessions.End(session);
        var ended = RefreshCookie.Read(context.Request) is { } refreshToken && await sessions.End(refreshToken);
        if (session is null && !ended)
            throw Problem.Unauthorized("There is no session to end.");
        RefreshCookie.Delete(context);
        return TypedResults.NoContent();
    }
}

/// <summary>Logs in.</summary>
internal sealed record LogInRequest
{
    [Required]
    public string Username { get; init; } = null!;

    [Required]
    public string Password { get; init; } = null!;
}

/// <param name="SecondStep">The password was right; a code is needed as well.</param>
internal sealed record SecondStepAnswer(SecondStepTicket SecondStep);

/// <param name="User">The account that is now logged in.</param>
/// <param name="AccessToken">What <c>Authorization: Bearer</c> and the Socket.IO handshake take.</param>
/// <param name="ExpiresAt">When the access token stops counting.</param>
internal sealed record SignedInAnswer(Account User, string AccessToken, Timestamp ExpiresAt)
{
    public static SignedInAnswer Of(SignedIn signedIn) => new(
        Account.Of(signedIn.User), signedIn.Token.Text, new Timestamp(signedIn.Token.ExpiresAt.ToUnixTimeMilliseconds()));
}
