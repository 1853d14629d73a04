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

        rooms.MapPost("/{room}/owner", async (ClaimsPrincipal me, HandOverRoom handOver, string room, HandOverRequest request) =>
            TypedResults.Ok(new RoomAnswer(await handOver.Execute(me.UserId(), room, request.User))))
            .WithSummary("Hands the room over to another member; its owner becomes an admin.");

        rooms.MapGet("/{room}/access", (ClaimsPrincipal me, ExplainAccess explain, string room, string? user, string? action) =>
            TypedResults.Ok(new AccessAnswer(explain.Execute(me.UserId(), room, user, action))))
            .WithSummary("What a person may do in the room, and why; oneself and everything when left out.");

        MapRoles(rooms.MapGroup("/{room}/roles"));
        MapMembers(rooms.MapGroup("/{room}/members"));
        app.MapRestrictions();
        app.MapConversations();
        app.MapSidebar();
    }

    private static void MapMembers(RouteGroupBuilder members)
    {
        members.MapGet("/", async (
            ClaimsPrincipal me, RoomAccess access, MembershipStore store, string room, string? query, string? cursor, int? limit) =>
        {
            var (accessed, _) = access.RequireStanding(me.UserId(), room);
            var size = Input.Between("limit", limit, 1, LargestPage, PageSize);
            var page = await store.Page(accessed.Id, Typed("query", query), Typed("cursor", cursor), size);
            return TypedResults.Ok(new MembersAnswer(page, page.Count == size ? page[^1].User.Username : null));
        });

        members.MapPut("/{user}", async Task<Results<Created<MemberAnswer>, Ok<MemberAnswer>>> (
            ClaimsPrincipal me, ManageMembers manage, string room, string user, PutMemberRequest? request) =>
        {
            var (member, added) = await manage.Put(me.UserId(), room, user, request?.Role, request?.CustomRole);
            return added
                ? TypedResults.Created($"/api/v1/rooms/{room}/members/{member.User.Id}", new MemberAnswer(member))
                : TypedResults.Ok(new MemberAnswer(member));
        }).WithSummary("Adds a person or changes their role.").WithProblems(StatusCodes.Status409Conflict);

        members.MapDelete("/{user}", async (ClaimsPrincipal me, ManageMembers manage, string room, string user, string? reason) =>
        {
            await manage.Remove(me.UserId(), room, user, reason);
            return TypedResults.NoContent();
        }).WithSummary("Removes a person; oneself, too. A reason is kept in the audit log.")
            .WithProblems(StatusCodes.Status409Conflict, StatusCodes.Status413PayloadTooLarge);

        members.MapPut("/{user}/voice", async (ClaimsPrincipal me, ChangeChannel channel, string room, string user) =>
        {
            await channel.GiveVoice(me.UserId(), room, user, isVoiced: true);
            return TypedResults.NoContent();
        }).WithSummary("Gives a member a voice: they post where others of their role do not.");

        members.MapDelete("/{user}/voice", async (ClaimsPrincipal me, ChangeChannel channel, string room, string user) =>
        {
            await channel.GiveVoice(me.UserId(), room, user, isVoiced: false);
            return TypedResults.NoContent();
        }).WithSummary("Takes a member's voice.");
    }

    private static void MapRoles(RouteGroupBuilder roles)
    {
        roles.MapGet("/", async (ClaimsPrincipal me, RoomAccess access, CustomRoleStore store, string room) =>
        {
            var (accessed, _) = access.RequireStanding(me.UserId(), room);
            var builtIn = Enum.GetValues<RoomRole>().Select(role => new BuiltInRole(role, PermissionTable.Of(role).ToList()));
            return TypedResults.Ok(new RolesAnswer([.. builtIn], await store.Of(accessed.Id)));
        }).WithSummary("The built-in roles, and the room's own by name.");

        roles.MapPost("/", async (ClaimsPrincipal me, ManageRoles manage, string room, RoleDraft draft) =>
        {
            var role = await manage.Add(me.UserId(), room, draft);
            return TypedResults.Created($"/api/v1/rooms/{room}/roles/{role.Id}", new RoleAnswer(role));
        }).WithSummary("Makes a role of the room's own.").WithProblems(StatusCodes.Status409Conflict, StatusCodes.Status413PayloadTooLarge);

        roles.MapPatch("/{role}", async (ClaimsPrincipal me, ManageRoles manage, string room, string role, RoleDraft draft) =>
            TypedResults.Ok(new RoleAnswer(await manage.Change(me.UserId(), room, role, draft))))
            .WithSummary("Changes one of the room's own roles, and what its members may do.")
            .WithProblems(StatusCodes.Status409Conflict, StatusCodes.Status413PayloadTooLarge);

        roles.MapDelete("/{role}", async (ClaimsPrincipal me, ManageRoles manage, string room, string role) =>
        {
            await manage.Remove(me.UserId(), room, role);
            return TypedResults.NoContent();
        }).WithSummary("Removes one of the room's own roles; its members have the built-in role of its rank afterwards.");
    }

    private static string Typed(string field, string? value) => Input.Line(field, value ?? "", LongestQuery);
}
