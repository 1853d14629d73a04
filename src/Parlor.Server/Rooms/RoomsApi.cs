using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Parlor.Server.Accounts;
using Parlor.Server.Http;
using Parlor.Server.Pictures;

namespace Parlor.Server.Rooms;

/// <summary>Rooms and their members over HTTP.</summary>
internal static class RoomsApi
{
    private const int PageSize = 50;

    private const int LargestPage = 200;

    private const int LongestQuery = 100;

    public static void MapRooms(this IEndpointRouteBuilder app)
    {
        var rooms = app.MapGroup("/api/v1/rooms").WithTags("Rooms").WithProblems(
            StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound);

        rooms.MapGet("/", async (
            ClaimsPrincipal me, RoomStore store, RoomDirectory directory,
            bool? discover, string? query, string? sort, string? cursor, int? limit) =>
        {
            if (discover is not true)
                return TypedResults.Ok(new RoomsAnswer(await store.OfMember(me.UserId()), null));
            var size = Input.Between("limit", limit, 1, LargestPage, PageSize);
            var page = await directory.Page(me.UserId(), Typed("query", query), sort ?? "", Typed("cursor", cursor), size);
            return TypedResults.Ok(new RoomsAnswer(page.Rooms, page.Next));
        }).WithSummary("My rooms; with discover=true the public ones, a page at a time.");

        rooms.MapPost("/", async (ClaimsPrincipal me, CreateRoom create, CreateRoomRequest request) =>
        {
            var room = await create.Execute(me.UserId(), request.Details());
            return TypedResults.Created($"/api/v1/rooms/{room.Id}", new RoomAnswer(room));
        }).WithSummary("Makes a room; its maker is the owner.").WithProblems(StatusCodes.Status409Conflict, StatusCodes.Status413PayloadTooLarge);

        rooms.MapGet("/{room}", async (ClaimsPrincipal me, RoomAccess access, RoomStore store, string room) =>
            TypedResults.Ok(new RoomAnswer(await store.Get(me.UserId(), access.RequireVisible(me.UserId(), room).Id))));

        rooms.MapPatch("/{room}", async (ClaimsPrincipal me, ChangeRoom change, string room, UpdateRoomRequest request) =>
            TypedResults.Ok(new RoomAnswer(await change.Update(me.UserId(), room, request))))
            .WithProblems(StatusCodes.Status409Conflict, StatusCodes.Status413PayloadTooLarge);

        rooms.MapDelete("/{room}", async (ClaimsPrincipal me, ChangeRoom change, string room) =>
        {
            await change.Delete(me.UserId(), room);
            return TypedResults.NoContent();
        });

        rooms.MapPut("/{room}/avatar", async (ClaimsPrincipal me, ChangeRoom change, string room, Stream body, CancellationToken cancel) =>
            TypedResults.Ok(new RoomAnswer(await change.SetAvatar(me.UserId(), room, await Picture.Read(body, cancel)))))
            .AcceptsPicture().WithSummary("Gives the room a picture.").WithProblems(StatusCodes.Status413PayloadTooLarge);

        rooms.MapDelete("/{room}/avatar", async (ClaimsPrincipal me, ChangeRoom change, string room) =>
        {
            await change.SetAvatar(me.UserId(), room, picture: null);
            return TypedResults.NoContent();
        }).WithSummary("Takes the room's picture away.");

        MapMembers(rooms.MapGroup("/{room}/members"));
        app.MapConversations();
        app.MapSidebar();
    }

    private static void MapMembers(RouteGroupBuilder members)
    {
        members.MapGet("/", async (
            ClaimsPrincipal me, RoomAccess access, MembershipStore store, string room, string? query, string? cursor, int? limit) =>
        {
            var accessed = access.Require(me.UserId(), room);
            var size = Input.Between("limit", limit, 1, LargestPage, PageSize);
            var page = await store.Page(accessed.Id, Typed("query", query), Typed("cursor", cursor), size);
            return TypedResults.Ok(new MembersAnswer(page, page.Count == size ? page[^1].User.Username : null));
        });

        members.MapPut("/{user}", async Task<Results<Created<MemberAnswer>, Ok<MemberAnswer>>> (
            ClaimsPrincipal me, ManageMembers manage, string room, string user, PutMemberRequest? request) =>
        {
            var (member, added) = await manage.Put(me.UserId(), room, user, request?.Role);
            return added
                ? TypedResults.Created($"/api/v1/rooms/{room}/members/{member.User.Id}", new MemberAnswer(member))
                : TypedResults.Ok(new MemberAnswer(member));
        }).WithSummary("Adds a person or changes their role.");

        members.MapDelete("/{user}", async (ClaimsPrincipal me, ManageMembers manage, string room, string user) =>
        {
            await manage.Remove(me.UserId(), room, user);
            return TypedResults.NoContent();
        }).WithSummary("Removes a person; oneself, too.");
    }

    private static string Typed(string field, string? value) => Input.Line(field, value ?? "", LongestQuery);
}

internal sealed record CreateRoomRequest(string? Name, string? Title, string? Topic, Visibility? Visibility)
{
    public RoomDetails Details() => new(
        Input.Required("name", Name),
        Title ?? "",
        Topic ?? "",
        Visibility ?? throw Problem.Invalid("visibility", "visibility is missing: public or private."));
}

/// <summary>What to change of a room; what is left out stays.</summary>
public sealed record UpdateRoomRequest(string? Name, string? Title, string? Topic, Visibility? Visibility);

internal sealed record PutMemberRequest(RoomRole? Role);

internal sealed record RoomAnswer(Room Room);

/// <param name="Rooms">The rooms, by name.</param>
/// <param name="Next">The cursor of the next page; null at the end.</param>
internal sealed record RoomsAnswer(IReadOnlyList<Room> Rooms, string? Next);

internal sealed record MemberAnswer(Member Member);

/// <param name="Members">The members, by username.</param>
/// <param name="Next">The cursor of the next page; null at the end.</param>
internal sealed record MembersAnswer(IReadOnlyList<Member> Members, string? Next);
