using System.Security.Claims;
using Parlor.Server.Accounts;
using Parlor.Server.Http;

namespace Parlor.Server.Rooms;

/// <summary>The caller's sidebar over HTTP.</summary>
internal static class SidebarApi
{
    public static void MapSidebar(this IEndpointRouteBuilder app)
    {
        var me = app.MapGroup("/api/v1/me").WithTags("Sidebar").WithProblems(
            StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized);

        me.MapGet("/sidebar", async (ClaimsPrincipal caller, SidebarStore sidebars) =>
            TypedResults.Ok(new SidebarAnswer(await sidebars.Of(caller.UserId()))))
            .WithSummary("How I have arranged my rooms.");

        me.MapPut("/sidebar", async (ClaimsPrincipal caller, ArrangeSidebar arrange, PutSidebarRequest request) =>
            TypedResults.Ok(new SidebarAnswer(await arrange.Put(caller.UserId(), request.Version, request.Sections))))
            .WithSummary("Arranges them; a conflict says that another device was first.")
            .WithProblems(StatusCodes.Status409Conflict, StatusCodes.Status413PayloadTooLarge);

        me.MapPatch("/rooms/{room}", async (ClaimsPrincipal caller, ArrangeSidebar arrange, string room, RoomWishes request) =>
            TypedResults.Ok(new SidebarAnswer(await arrange.Wish(caller.UserId(), room, request))))
            .WithSummary("Mutes or hides one of my rooms, or puts it among my favourites.")
            .WithProblems(StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound);
    }
}

internal sealed record PutSidebarRequest(long? Version, IReadOnlyList<SidebarSection>? Sections);

internal sealed record SidebarAnswer(Sidebar Sidebar);
