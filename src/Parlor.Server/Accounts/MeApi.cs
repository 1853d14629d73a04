using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Parlor.Server.Accounts.Deletion;
using Parlor.Server.Accounts.Export;
using Parlor.Server.Accounts.Passkeys;
using Parlor.Server.Accounts.Providers;
using Parlor.Server.Accounts.TwoFactor;
using Parlor.Server.Data;
using Parlor.Server.Http;
using Parlor.Server.Pictures;

namespace Parlor.Server.Accounts;

/// <summary>The caller's own account over HTTP: profile, picture, password, sessions.</summary>
internal static class MeApi
{
    public static void MapMeApi(this IEndpointRouteBuilder app)
    {
        var me = app.MapGroup("/api/v1/me").WithTags("Me")
            .WithMetadata(new RequestSizeLimitAttribute(AccountsApi.LargestBody))
            .WithProblems(StatusCodes.Status401Unauthorized);

        me.MapGet("/", Me).WithName("getMe").WithSummary("The caller's own account.");

        me.MapPatch("/", ChangeMe).WithName("changeMe").WithSummary("Changes the caller's own account and profile.")
            .WithProblems(StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict, StatusCodes.Status413PayloadTooLarge);

        me.MapPut("/avatar", PutAvatar).AcceptsPicture().WithName("putMyAvatar").WithSummary("Gives the caller a picture.")
            .WithProblems(StatusCodes.Status400BadRequest, StatusCodes.Status413PayloadTooLarge);

        me.MapDelete("/avatar", DeleteAvatar).WithName("deleteMyAvatar").WithSummary("Takes the caller's picture away.");

        me.MapPut("/password", PutPassword).WithName("changePassword")
            .WithSummary("Changes the caller's password and ends all their other sessions.")
            .WithProblems(StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict, StatusCodes.Status429TooManyRequests);

        me.MapGet("/sessions", ListSessions).WithName("getMySessions").WithSummary("The caller's sessions, the one used last first.");

        me.MapDelete("/sessions", EndOtherSessions).WithName("endMyOtherSessions").WithSummary("Ends all sessions of the caller but this one.");

        me.MapDelete("/sessions/{session}", EndSession).WithName("endMySession").WithSummary("Ends one session of the caller.")
            .WithProblems(StatusCodes.Status404NotFound);

        me.MapSecurity();
        me.MapTwoFactor();
        me.MapPasskeys();
        me.MapConnectedAccounts();
        me.MapExport();
        app.MapExportDownload();
        me.MapDeletion();
    }

    private static async Task<Ok<AccountAnswer>> Me(ClaimsPrincipal caller, UserStore users, Profiles profiles, CancellationToken cancel)
    {
        var user = await users.Find(caller.UserId(), cancel) ?? throw Problem.Unauthorized("This account is gone.");
        return TypedResults.Ok(new AccountAnswer(Account.Of(user), await profiles.Get(user.Id)));
    }

    private static async Task<Ok<AccountAnswer>> ChangeMe(
        ProfileChange request, ClaimsPrincipal caller, ChangeProfile change, UserStore users, Profiles profiles, CancellationToken cancel)
    {
        await change.Execute(caller.UserId(), request);
        return await Me(caller, users, profiles, cancel);
    }

    private static async Task<Ok<AccountAnswer>> PutAvatar(
        Stream body, ClaimsPrincipal caller, ChangeAvatar change, UserStore users, Profiles profiles, CancellationToken cancel)
    {
        await change.Execute(caller.UserId(), await Picture.Read(body, cancel));
        return await Me(caller, users, profiles, cancel);
    }

    private static async Task<NoContent> DeleteAvatar(ClaimsPrincipal caller, ChangeAvatar change)
    {
        await change.Execute(caller.UserId(), picture: null);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> PutPassword(ChangePasswordRequest request, ClaimsPrincipal caller, ChangePassword change)
    {
        await change.Execute(caller.RequireSession(), request.Current, request.New);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<SessionsAnswer>> ListSessions(ClaimsPrincipal caller, Sessions sessions)
    {
        var current = caller.RequireSession();
        var all = await sessions.Of(current.UserId);
        return TypedResults.Ok(new SessionsAnswer([.. all.Select(session => SessionBody.Of(session, current))]));
    }

    private static async Task<NoContent> EndSession(string session, ClaimsPrincipal caller, Sessions sessions)
    {
        if (!Ids.TryParse(session, out var id))
            throw Problem.NotFound("There is no such session.");
        await sessions.End(caller.UserId(), id);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> EndOtherSessions(ClaimsPrincipal caller, Sessions sessions)
    {
        await sessions.EndOthers(caller.RequireSession());
        return TypedResults.NoContent();
    }
}

/// <param name="Current">The password until now, where there is one.</param>
/// <param name="New">8 to 512 characters, and not one of the most used passwords.</param>
internal sealed record ChangePasswordRequest(string? Current, string? New);

internal sealed record AccountAnswer(Account User, Profile Profile);

internal sealed record SessionsAnswer(IReadOnlyList<SessionBody> Sessions);

/// <param name="Id">The id, as text.</param>
/// <param name="Device">What it runs on, such as "Firefox on Linux"; null when it did not say.</param>
/// <param name="Address">The IP address that it was last used from.</param>
/// <param name="CreatedAt">When it was opened.</param>
/// <param name="LastUsedAt">When it was last used, within 15 minutes.</param>
/// <param name="Current">Whether it is the one that asks.</param>
internal sealed record SessionBody(string Id, string? Device, string Address, Timestamp CreatedAt, Timestamp LastUsedAt, bool Current)
{
    public static SessionBody Of(ListedSession session, Session current) => new(
        Ids.Text(session.Id),
        Client.Device(session.UserAgent),
        session.Address,
        session.CreatedAt,
        session.LastUsedAt,
        session.Id == current.SessionId);
}
