using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Parlor.Server.Accounts;
using Parlor.Server.Http;

namespace Parlor.Server.Rooms;

/// <summary>Direct conversations and groups over HTTP: how they begin. Beyond that they are rooms.</summary>
internal static class ConversationsApi
{
    public static void MapConversations(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1").WithTags("Rooms").WithProblems(
            StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound);

        api.MapPost("/direct", async Task<Results<Created<RoomAnswer>, Ok<RoomAnswer>>> (
            ClaimsPrincipal me, OpenDirect open, OpenDirectRequest request) =>
        {
            var (room, isNew) = await open.Execute(me.UserId(), request.User);
            return isNew ? TypedResults.Created($"/api/v1/rooms/{room.Id}", new RoomAnswer(room)) : TypedResults.Ok(new RoomAnswer(room));
        }).WithSummary("Opens the direct conversation with a person; there is one for each pair.");

        api.MapPost("/groups", async (ClaimsPrincipal me, CreateGroup create, CreateGroupRequest request) =>
        {
            var room = await create.Execute(me.UserId(), request.Users, request.Title);
            return TypedResults.Created($"/api/v1/rooms/{room.Id}", new RoomAnswer(room));
        }).WithSummary("Makes a group of up to 50 people.").WithProblems(StatusCodes.Status413PayloadTooLarge);

        api.MapPost("/rooms/{room}/convert", async (ClaimsPrincipal me, ConvertGroup convert, string room, ConvertGroupRequest request) =>
            TypedResults.Ok(new RoomAnswer(await convert.Execute(me.UserId(), room, request))))
            .WithSummary("Turns a group into a room; the caller becomes its owner.")
            .WithProblems(StatusCodes.Status409Conflict, StatusCodes.Status413PayloadTooLarge);
    }
}

/// <param name="User">With whom, by id or username.</param>
internal sealed record OpenDirectRequest(string? User);

/// <param name="Users">The others, by id or username: 1 to 49.</param>
/// <param name="Title">Up to 100 characters; without one the group is called by its people.</param>
internal sealed record CreateGroupRequest(IReadOnlyList<string>? Users, string? Title);

/// <summary>What a group becomes as a room.</summary>
/// <param name="Name">The handle.</param>
/// <param name="Title">A new title; the group's stays when left out.</param>
/// <param name="Visibility">Who may find it. In a public room, everyone can join and read what was said in the group.</param>
public sealed record ConvertGroupRequest(string? Name, string? Title, Visibility? Visibility);
