using Parlor.Server.Accounts;
using Parlor.Server.Http;
using Parlor.Server.Moderation;
using Parlor.Server.Rooms;

namespace Parlor.Server.Administration;

/// <summary>Everyone's accounts over HTTP.</summary>
internal static class ServerPeopleApi
{
    public static void MapServerPeopleApi(this IEndpointRouteBuilder admin)
    {
        var people = admin.MapGroup("/people");

        people.MapGet("/", async (
                HttpContext context, ServerPeople all, CancellationToken cancel,
                string? query, string? role, string? state, string? cursor, int? limit) =>
                TypedResults.Ok(await all.Page(context.Administrator(), new PeopleFilter(query, role, state, cursor, limit), cancel)))
            .WithName("getServerPeople").WithSummary("Everyone who has an account, by username.")
            .WithProblems(StatusCodes.Status400BadRequest);

        people.MapPut("/{user}/role", async (HttpContext context, ChangeServerRole change, string user, GiveRoleRequest request) =>
            {
                await change.Execute(context.Administrator(), user, Wire.Parse<Role>("role", Input.Required("role", request.Role)));
                return TypedResults.NoContent();
            })
            .WithName("giveServerRole").WithSummary("Gives a person a role on the server; as PUT /users/{user}/role.")
            .WithProblems(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);

        people.MapDelete("/{user}/sessions", async (HttpContext context, ManagePeople manage, string user) =>
            {
                await manage.EndSessions(context.Administrator(), user);
                return TypedResults.NoContent();
            })
            .WithName("endSessionsOf").WithSummary("Ends every session of a person.")
            .WithProblems(StatusCodes.Status404NotFound);

        people.MapPut("/{user}/ban", async (HttpContext context, BanAccount ban, string user, RestrictionTerms? terms) =>
                TypedResults.Ok(new AccountBanAnswer(
                    await ban.Execute(context.Administrator(), user, terms ?? new RestrictionTerms(null, null)))))
            .WithName("banPerson").WithSummary("Bans an account; as PUT /server/bans/{user}.")
            .WithProblems(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status413PayloadTooLarge);

        people.MapDelete("/{user}/ban", async (HttpContext context, BanAccount ban, string user) =>
            {
                await ban.Lift(context.Administrator(), user);
                return TypedResults.NoContent();
            })
            .WithName("unbanPerson").WithSummary("Lets an account in again.")
            .WithProblems(StatusCodes.Status404NotFound);

        people.MapPost("/{user}/password-link", async (HttpContext context, ManagePeople manage, string user) =>
                TypedResults.Ok(new PasswordLinkAnswer(await manage.ResetPassword(context.Administrator(), user))))
            .WithName("makePasswordLink").WithSummary("Makes a link by which a person chooses another password, once within a day.")
            .WithProblems(StatusCodes.Status404NotFound);
    }
}

internal sealed record GiveRoleRequest(string? Role);

internal sealed record PasswordLinkAnswer(PasswordLink Link);
