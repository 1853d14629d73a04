using System.Security.Claims;
using Parlor.Server.Accounts;
using Parlor.Server.Http;

namespace Parlor.Server.Messages;

/// <summary>Filters and what they hold, over HTTP.</summary>
internal static class FiltersApi
{
    public static void MapFilters(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1").WithTags("Filters").WithProblems(
            StatusCodes.Status400BadRequest,
            StatusCodes.Status401Unauthorized,
            StatusCodes.Status403Forbidden,
            StatusCodes.Status404NotFound,
            StatusCodes.Status409Conflict);

        api.MapGet("/rooms/{room}/filters", async (ClaimsPrincipal me, ManageFilters filters, string room) =>
            TypedResults.Ok(new FiltersAnswer(await filters.List(me.UserId(), room)))).WithSummary("The room's filters.");
        api.MapPost("/rooms/{room}/filters", async (ClaimsPrincipal me, ManageFilters filters, string room, FilterBody body) =>
            TypedResults.Created($"/api/v1/rooms/{room}/filters", new FilterAnswer(await filters.Add(me.UserId(), room, body.Pattern, body.Action))))
            .WithSummary("Adds a filter to the room.").WithProblems(StatusCodes.Status413PayloadTooLarge);
        api.MapDelete("/rooms/{room}/filters/{filter}", async (ClaimsPrincipal me, ManageFilters filters, string room, string filter) =>
        {
            await filters.Remove(me.UserId(), room, filter);
            return TypedResults.NoContent();
        }).WithSummary("Takes a filter away from the room.");

        api.MapGet("/filters", async (ClaimsPrincipal me, ManageFilters filters) =>
            TypedResults.Ok(new FiltersAnswer(await filters.List(me.UserId(), room: null)))).WithSummary("The server's filters.");
        api.MapPost("/filters", async (ClaimsPrincipal me, ManageFilters filters, FilterBody body) =>
            TypedResults.Created("/api/v1/filters", new FilterAnswer(await filters.Add(me.UserId(), room: null, body.Pattern, body.Action))))
            .WithSummary("Adds a filter for all rooms.").WithProblems(StatusCodes.Status413PayloadTooLarge);
        api.MapDelete("/filters/{filter}", async (ClaimsPrincipal me, ManageFilters filters, string filter) =>
        {
            await filters.Remove(me.UserId(), room: null, filter);
            return TypedResults.NoContent();
        }).WithSummary("Takes a filter of the server away.");

        var queue = api.MapGroup("/rooms/{room}/held");
        queue.MapGet("", async (ClaimsPrincipal me, DecideHeldMessage decide, string room) =>
            TypedResults.Ok(new HeldListAnswer(await decide.List(me.UserId(), room))))
            .WithSummary("What waits because of a filter, the oldest first; for those who cannot decide, their own.");
        queue.MapPost("/{held}/release", async (ClaimsPrincipal me, DecideHeldMessage decide, string room, string held) =>
            TypedResults.Ok(new MessageAnswer(await decide.Release(me.UserId(), room, held)))).WithSummary("Posts a held message.");
        queue.MapDelete("/{held}", async (ClaimsPrincipal me, DecideHeldMessage decide, string room, string held) =>
        {
            await decide.Reject(me.UserId(), room, held);
            return TypedResults.NoContent();
        }).WithSummary("Rejects a held message.");
    }
}

internal sealed record FilterBody(string? Pattern, FilterAction? Action);

internal sealed record FilterAnswer(WordFilter Filter);

internal sealed record FiltersAnswer(IReadOnlyList<WordFilter> Filters);

internal sealed record HeldListAnswer(IReadOnlyList<HeldMessage> Held);
