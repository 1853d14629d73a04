using System.Security.Claims;
using Parlor.Server.Accounts;
using Parlor.Server.Http;

namespace Parlor.Server.Administration;

/// <summary>All rooms over HTTP.</summary>
internal static class ServerRoomsApi
{
    public static void MapServerRoomsApi(this IEndpointRouteBuilder admin)
    {
        var rooms = admin.MapGroup("/rooms");

        rooms.MapGet("/", async (
                HttpContext context, ServerRooms all, CancellationToken cancel,
                string? query, string? visibility, string? state, string? cursor, int? limit) =>
                TypedResults.Ok(await all.Page(context.Administrator(), new RoomsFilter(query, visibility, state, cursor, limit), cancel)))
            .WithName("getServerRooms").WithSummary("All rooms by name, private ones too: what they are called and how large they are.")
            .WithProblems(StatusCodes.Status400BadRequest, StatusCodes.Status413PayloadTooLarge);

        rooms.MapPut("/{room}/archived", async (ClaimsPrincipal me, ManageRooms manage, string room, ArchiveRequest request) =>
            {
                await manage.Archive(me.UserId(), room, request.Archived);
                return TypedResults.NoContent();
            })
            .WithName("archiveServerRoom").WithSummary("Puts a room into the archive, or takes it out.")
            .WithProblems(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);

        rooms.MapGet("/{room}/heirs", async (HttpContext context, ServerRooms all, CancellationToken cancel, string room, string? query) =>
                TypedResults.Ok(new HeirsAnswer(await all.Heirs(context.Administrator(), room, query, cancel))))
            .WithName("getServerRoomHeirs").WithSummary("Members of a room that has no owner, one of whom can be made it.")
            .WithProblems(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status413PayloadTooLarge);

        rooms.MapPut("/{room}/owner", async (ClaimsPrincipal me, ManageRooms manage, string room, OwnerRequest request) =>
            {
                await manage.SetOwner(me.UserId(), room, request.User);
                return TypedResults.NoContent();
            })
            .WithName("setServerRoomOwner").WithSummary("Makes a member the owner of a room that has none.")
            .WithProblems(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);

        rooms.MapDelete("/{room}", async (ClaimsPrincipal me, ManageRooms manage, string room) =>
            {
                await manage.Delete(me.UserId(), room);
                return TypedResults.NoContent();
            })
            .WithName("deleteServerRoom").WithSummary("Deletes a room with all that was said in it.")
            .WithProblems(StatusCodes.Status404NotFound);
    }
}

internal sealed record ArchiveRequest(bool? Archived);

internal sealed record OwnerRequest(string? User);

internal sealed record HeirsAnswer(IReadOnlyList<Person> Users);
