using System.Security.Claims;
using Parlor.Server.Accounts;
using Parlor.Server.Http;

namespace Parlor.Server.Rooms;

/// <summary>Bans and timeouts over HTTP.</summary>
internal static class RestrictionsApi
{
    public static void MapRestrictions(this IEndpointRouteBuilder app)
    {
        var room = app.MapGroup("/api/v1/rooms/{room}").WithTags("Rooms").WithProblems(
            StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound);

        room.MapGet("/bans", async (ClaimsPrincipal me, ListRestrictions list, string room, string? cursor, int? limit) =>
            TypedResults.Ok(await list.Bans(me.UserId(), room, cursor, limit)))
            .WithSummary("Who is banned from the room, by username.");

        room.MapPut("/bans/{user}", async (ClaimsPrincipal me, BanFromRoom ban, string room, string user, RestrictionTerms? terms) =>
            TypedResults.Ok(new RestrictedAnswer(await ban.Execute(me.UserId(), room, user, terms ?? new RestrictionTerms(null, null)))))
            .WithSummary("Bans a person, member or not: for some seconds, or for ever.").WithProblems(StatusCodes.Status413PayloadTooLarge);

        room.MapDelete("/bans/{user}", async (ClaimsPrincipal me, BanFromRoom ban, string room, string user) =>
        {
            await ban.Lift(me.UserId(), room, user);
            return TypedResults.NoContent();
        }).WithSummary("Lets a person who was banned come back.");

        room.MapGet("/timeouts", async (ClaimsPrincipal me, ListRestrictions list, string room, string? cursor, int? limit) =>
            TypedResults.Ok(await list.Timeouts(me.UserId(), room, cursor, limit)))
            .WithSummary("Who is silenced in the room, by username.");

        room.MapPut("/timeouts/{user}", async (ClaimsPrincipal me, TimeOutMember timeOut, string room, string user, RestrictionTerms terms) =>
            TypedResults.Ok(new RestrictedAnswer(await timeOut.Execute(me.UserId(), room, user, terms))))
            .WithSummary("Silences a member for some seconds.").WithProblems(StatusCodes.Status413PayloadTooLarge);

        room.MapDelete("/timeouts/{user}", async (ClaimsPrincipal me, TimeOutMember timeOut, string room, string user) =>
        {
            await timeOut.Lift(me.UserId(), room, user);
            return TypedResults.NoContent();
        }).WithSummary("Lets a member who was silenced speak again.");
    }
}

internal sealed record RestrictedAnswer(Restricted Restricted);
