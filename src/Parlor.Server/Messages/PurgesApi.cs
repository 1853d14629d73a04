using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Parlor.Server.Accounts;
using Parlor.Server.Http;

namespace Parlor.Server.Messages;

/// <summary>Purges over HTTP.</summary>
internal static class PurgesApi
{
    public static void MapPurges(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1").WithTags("Messages").WithProblems(
            StatusCodes.Status400BadRequest,
            StatusCodes.Status401Unauthorized,
            StatusCodes.Status403Forbidden,
            StatusCodes.Status404NotFound,
            StatusCodes.Status429TooManyRequests);

        api.MapPost("/rooms/{room}/purges", async (ClaimsPrincipal me, PurgeMessages purge, string room, PurgeBody body) =>
            Created(await purge.InRoom(me.UserId(), room, body.User)))
            .WithSummary("Deletes what a person said in the room in the last hour.").Produces<PurgeAnswer>(StatusCodes.Status201Created);

        api.MapPost("/purges", async (ClaimsPrincipal me, PurgeMessages purge, PurgeBody body) =>
            Created(await purge.Everywhere(me.UserId(), body.User)))
            .WithSummary("Deletes what a person said in public rooms in the last hour; for admins and owners of the server.")
            .Produces<PurgeAnswer>(StatusCodes.Status201Created);

        api.MapDelete("/purges/{purge}", async (ClaimsPrincipal me, PurgeMessages purges, string purge) =>
        {
            await purges.Undo(me.UserId(), purge);
            return TypedResults.NoContent();
        }).WithSummary("Puts back what a purge deleted, within ten minutes.");
    }

    private static Created<PurgeAnswer> Created(Purge purge) => TypedResults.Created($"/api/v1/purges/{purge.Id}", new PurgeAnswer(purge));
}

internal sealed record PurgeBody(string? User);

internal sealed record PurgeAnswer(Purge Purge);
