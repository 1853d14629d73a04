using System.Security.Claims;
using Parlor.Server.Accounts;
using Parlor.Server.Http;
using Parlor.Server.Invitations;

namespace Parlor.Server.Administration;

/// <summary>Invitations to the server, and all invitations to rooms, over HTTP.</summary>
internal static class ServerInvitationsApi
{
    public static void MapServerInvitationsApi(this IEndpointRouteBuilder admin)
    {
        var own = admin.MapGroup("/server-invitations");

        own.MapGet("/", async (HttpContext context, InviteToServer invite, CancellationToken cancel) =>
                TypedResults.Ok(new ServerInvitationsAnswer(await invite.List(context.Administrator(), cancel))))
            .WithName("getServerInvitations").WithSummary("The links by which people make accounts, newest first.");

        own.MapPost("/", async (ClaimsPrincipal me, InviteToServer invite, InvitationTerms? terms) =>
            {
                var made = await invite.Create(me.UserId(), terms ?? new InvitationTerms(null, null));
                return TypedResults.Created($"/api/v1/admin/server-invitations/{made.Id}", new ServerInvitationAnswer(made));
            })
            .WithName("createServerInvitation").WithSummary("Makes a link by which people make accounts.")
            .WithProblems(StatusCodes.Status400BadRequest, StatusCodes.Status413PayloadTooLarge);

        own.MapDelete("/{id}", async (ClaimsPrincipal me, InviteToServer invite, string id) =>
            {
                await invite.Revoke(me.UserId(), id);
                return TypedResults.NoContent();
            })
            .WithName("revokeServerInvitation").WithSummary("Takes an invitation to the server back.")
            .WithProblems(StatusCodes.Status404NotFound);

        var rooms = admin.MapGroup("/invitations");

        rooms.MapGet("/", async (HttpContext context, RoomInvitations all, CancellationToken cancel, string? cursor, int? limit) =>
                TypedResults.Ok(await all.Page(context.Administrator(), cursor, limit, cancel)))
            .WithName("getAllInvitations").WithSummary("All invitations to rooms, newest first, without their codes.")
            .WithProblems(StatusCodes.Status400BadRequest);

        rooms.MapDelete("/{id}", async (ClaimsPrincipal me, RoomInvitations all, string id) =>
            {
                await all.Revoke(me.UserId(), id);
                return TypedResults.NoContent();
            })
            .WithName("revokeAnyInvitation").WithSummary("Takes an invitation to a room back.")
            .WithProblems(StatusCodes.Status404NotFound);
    }

    /// <summary>For whoever has the link.</summary>
    public static void MapServerInvitationPreview(this IEndpointRouteBuilder app) => app
        .MapGet("/api/v1/server-invitations/{code}", async (InviteToServer invite, string code) =>
            TypedResults.Ok(new InvitedToServerAnswer(await invite.Preview(code))))
        .AllowAnonymous().WithTags("Invitations")
        .WithName("getServerInvitation").WithSummary("Who invites to the server.")
        .WithProblems(StatusCodes.Status404NotFound);
}

internal sealed record ServerInvitationsAnswer(IReadOnlyList<ServerInvitation> Invitations);

internal sealed record ServerInvitationAnswer(ServerInvitation Invitation);

internal sealed record InvitedToServerAnswer(InvitedToServer Invitation);
