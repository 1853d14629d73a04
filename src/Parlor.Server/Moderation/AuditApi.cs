using System.Security.Claims;
using Parlor.Server.Accounts;
using Parlor.Server.Http;

namespace Parlor.Server.Moderation;

/// <summary>The audit log over HTTP.</summary>
internal static class AuditApi
{
    public static void MapAudit(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1").WithTags("Moderation").WithProblems(
            StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound);

        api.MapGet("/rooms/{room}/audit", async (ClaimsPrincipal me, ReadAudit audit, string room, [AsParameters] AuditQuery query) =>
            TypedResults.Ok(await audit.OfRoom(me.UserId(), room, query)))
            .WithSummary("Acts of administration in the room, newest first.");

        api.MapGet("/server/audit", async (ClaimsPrincipal me, ReadAudit audit, string? room, [AsParameters] AuditQuery query) =>
            TypedResults.Ok(await audit.OfServer(me.UserId(), room, query)))
            .WithSummary("Acts of administration on the server and in its public rooms, newest first; for owners and admins of the server.");
    }
}
