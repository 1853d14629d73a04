using System.Security.Claims;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using Parlor.Server.Http;

namespace Parlor.Server.Accounts.Export;

/// <summary>The archive of everything that is a person's, over HTTP.</summary>
internal static class ExportApi
{
    private const string Address = "/api/v1/export";

    public static void MapExport(this RouteGroupBuilder me) =>
        me.MapPost("/export", Begin).WithName("exportMyData").WithSummary("A link to an archive of the caller's data, good for one download.")
            .WithProblems(StatusCodes.Status403Forbidden, StatusCodes.Status429TooManyRequests);

    /// <summary>Open to all, for a link carries no access token: whoever has the ticket is who asked for it.</summary>
    public static void MapExportDownload(this IEndpointRouteBuilder app) =>
        app.MapGet(Address, Download).AllowAnonymous().ExcludeFromDescription();

    private static async Task<Ok<LinkAnswer>> Begin(ClaimsPrincipal caller, ExportData export)
    {
        var ticket = await export.Begin(caller.RequireSession());
        return TypedResults.Ok(new LinkAnswer($"{Address}?ticket={Uri.EscapeDataString(ticket)}"));
    }

    private static async Task Download(string? ticket, ExportData export, HttpContext context)
    {
        var (userId, fileName) = await export.Open(ticket);
        var response = context.Response;
        response.ContentType = "application/zip";
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = fileName }.ToString();
        // ZipArchive ends its entries synchronously, also when they are closed with an await.
        if (context.Features.Get<IHttpBodyControlFeature>() is { } control)
            control.AllowSynchronousIO = true;
        await export.Write(userId, response.Body, context.RequestAborted);
    }
}

/// <param name="Link">A path on this server, for five minutes.</param>
internal sealed record LinkAnswer(string Link);
