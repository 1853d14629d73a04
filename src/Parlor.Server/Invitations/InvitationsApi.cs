using System.Security.Claims;
using Parlor.Server.Accounts;
using Parlor.Server.Http;

namespace Parlor.Server.Invitations;

/// <summary>Invitations over HTTP.</summary>
internal static class InvitationsApi
{
    public static void MapInvitations(this IEndpointRouteBuilder app)
    {
        var ofRoom = app.MapGroup("/api/v1/rooms/{room}/invitations").WithTags("Invitations").WithProblems(
            StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound);

        ofRoom.MapGet("/", async (ClaimsPrincipal me, InviteToRoom invite, string room) =>
            TypedResults.Ok(new InvitationsAnswer(await invite.List(me.UserId(), room))))
            .WithSummary("The invitations to the room, newest first: my own, for owners and admins all.");

        ofRoom.MapPost("/", async (ClaimsPrincipal me, InviteToRoom invite, string room, InvitationTerms? terms) =>
        {
            var made = await invite.Create(me.UserId(), room, terms ?? new InvitationTerms(null, null));
            return TypedResults.Created($"/api/v1/invitations/{made.Code}", new InvitationAnswer(made));
        }).WithSummary("Makes a link that lets whoever has it into the room.").WithProblems(StatusCodes.Status413PayloadTooLarge);

        var one = app.MapGroup("/api/v1/invitations/{code}").WithTags("Invitations")
            .WithProblems(StatusCodes.Status400BadRequest, StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound);

        one.MapGet("/", async (ClaimsPrincipal caller, AcceptInvitation accept, string code) =>
        {
            var userId = caller.Identity is { IsAuthenticated: true } ? caller.UserId() : (long?)null;
            return TypedResults.Ok(new InvitedToAnswer(await accept.Preview(userId, code)));
        }).AllowAnonymous().WithSummary("What the invitation is to; open to whoever has the link.");

        one.MapPost("/accept", async (ClaimsPrincipal me, AcceptInvitation accept, string code) =>
            TypedResults.Ok(new AcceptedAnswer(await accept.Execute(me.UserId(), code))))
            .WithSummary("Goes into the room; a member of it just gets it.").WithProblems(StatusCodes.Status401Unauthorized);

        one.MapGet("/uses", async (ClaimsPrincipal me, InviteToRoom invite, string code) =>
            TypedResults.Ok(new InvitationUsesAnswer(await invite.Uses(me.UserId(), code))))
            .WithSummary("Who came by the invitation, newest first, 200 at most; for its maker and the room's owners and admins.")
            .WithProblems(StatusCodes.Status401Unauthorized);

        one.MapDelete("/", async (ClaimsPrincipal me, InviteToRoom invite, string code) =>
        {
            await invite.Revoke(me.UserId(), code);
            return TypedResults.NoContent();
        }).WithSummary("Takes the invitation back.").WithProblems(StatusCodes.Status401Unauthorized);
    }
}

internal sealed record InvitationAnswer(Invitation Invitation);

internal sealed record InvitationsAnswer(IReadOnlyList<Invitation> Invitations);

internal sealed record InvitationUsesAnswer(IReadOnlyList<InvitationUse> Uses);

internal sealed record InvitedToAnswer(InvitedTo Invitation);

internal sealed record AcceptedAnswer(Rooms.Room Room);
