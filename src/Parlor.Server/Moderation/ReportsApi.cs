using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Parlor.Server.Accounts;
using Parlor.Server.Http;

namespace Parlor.Server.Moderation;

/// <summary>Reports over HTTP.</summary>
internal static class ReportsApi
{
    public static void MapReports(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1").WithTags("Moderation").WithProblems(
            StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound);

        api.MapPost("/rooms/{room}/messages/{seq:long}/reports", async Task<Results<Created<OwnReportAnswer>, Ok<OwnReportAnswer>>> (
            ClaimsPrincipal me, ReportMessage report, string room, long seq, ReportRequest request) =>
        {
            var (made, isNew) = await report.Execute(me.UserId(), room, seq, request.Reason, request.Comment);
            return isNew ? TypedResults.Created("/api/v1/me/reports", new OwnReportAnswer(made)) : TypedResults.Ok(new OwnReportAnswer(made));
        }).WithSummary("Reports a message; one that I have reported, and that is not decided, stays as it is.")
            .WithProblems(StatusCodes.Status413PayloadTooLarge, StatusCodes.Status429TooManyRequests);

        api.MapGet("/me/reports", async (ClaimsPrincipal me, ReadReports read) =>
            TypedResults.Ok(new OwnReportsAnswer(await read.Own(me.UserId()))))
            .WithSummary("My reports and what came of them, newest first, 100 at most.");

        api.MapGet("/rooms/{room}/reports", async (ClaimsPrincipal me, ReadReports read, string room, bool? decided, string? cursor, int? limit) =>
            TypedResults.Ok(await read.OfRoom(me.UserId(), room, decided is true, cursor, limit)))
            .WithSummary("The open reports in the room, newest first; with decided=true those that are decided.");

        api.MapGet("/server/reports", async (ClaimsPrincipal me, ReadReports read, bool? decided, string? cursor, int? limit) =>
            TypedResults.Ok(await read.OfServer(me.UserId(), decided is true, cursor, limit)))
            .WithSummary("The same for the whole server; for its owners and admins.");

        api.MapPost("/reports/{report}/decision", async (ClaimsPrincipal me, DecideReport decide, string report, Decision decision) =>
        {
            await decide.Execute(me.UserId(), report, decision);
            return TypedResults.NoContent();
        }).WithSummary("Does something about a reported message, or nothing, and decides all open reports about it.")
            .WithProblems(StatusCodes.Status409Conflict, StatusCodes.Status413PayloadTooLarge);
    }
}

/// <param name="Reason">What is wrong with the message.</param>
/// <param name="Comment">The same in one's own words, up to 500 characters.</param>
internal sealed record ReportRequest(ReportReason? Reason, string? Comment);

internal sealed record OwnReportAnswer(OwnReport Report);

internal sealed record OwnReportsAnswer(IReadOnlyList<OwnReport> Reports);
