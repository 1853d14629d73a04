using System.Security.Claims;
using Parlor.Server.Accounts;
using Parlor.Server.Http;
using Parlor.Server.Rooms;

namespace Parlor.Server.Moderation;

/// <summary>Banned accounts and addresses over HTTP.</summary>
internal static class ServerBansApi
{
    public static void MapServerBans(this IEndpointRouteBuilder app)
    {
        var server = app.MapGroup("/api/v1/server").WithTags("Moderation").WithProblems(
            StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound);

        server.MapGet("/bans", async (ClaimsPrincipal me, BanAccount ban, string? cursor, int? limit) =>
            TypedResults.Ok(await ban.List(me.UserId(), cursor, limit)))
            .WithSummary("The banned accounts, by username; for admins and owners of the server.");

        server.MapPut("/bans/{user}", async (ClaimsPrincipal me, BanAccount ban, string user, RestrictionTerms? terms) =>
            TypedResults.Ok(new AccountBanAnswer(await ban.Execute(Administrator.Person(me.UserId()), user, terms ?? new RestrictionTerms(null, null)))))
            .WithSummary("Bans an account, for some seconds or for ever; its sessions end.").WithProblems(StatusCodes.Status413PayloadTooLarge);

        server.MapDelete("/bans/{user}", async (ClaimsPrincipal me, BanAccount ban, string user) =>
        {
            await ban.Lift(Administrator.Person(me.UserId()), user);
            return TypedResults.NoContent();
        }).WithSummary("Lets an account in again.");

        server.MapGet("/address-bans", async (ClaimsPrincipal me, BanAddress ban) =>
            TypedResults.Ok(new AddressBansAnswer(await ban.List(me.UserId()))))
            .WithSummary("The banned addresses, newest first; for admins and owners of the server.");

        server.MapPost("/address-bans", async (ClaimsPrincipal me, BanAddress ban, BanAddressRequest request, HttpContext context) =>
        {
            var made = await ban.Execute(me.UserId(), Client.Of(context).Address, request.Network, request.Terms);
            return TypedResults.Created($"/api/v1/server/address-bans/{made.Id}", new AddressBanAnswer(made));
        }).WithSummary("Bans an address or a range of them.").WithProblems(StatusCodes.Status409Conflict, StatusCodes.Status413PayloadTooLarge);

        server.MapDelete("/address-bans/{ban}", async (ClaimsPrincipal me, BanAddress bans, string ban) =>
        {
            await bans.Lift(me.UserId(), ban);
            return TypedResults.NoContent();
        }).WithSummary("Lets an address or a range in again.");
    }
}

/// <param name="Network">An address, or a range such as <c>203.0.113.0/24</c>.</param>
/// <param name="Seconds">60 to 31,536,000; null for ever.</param>
/// <param name="Reason">Up to 300 characters on one line.</param>
internal sealed record BanAddressRequest(string? Network, int? Seconds, string? Reason)
{
    internal RestrictionTerms Terms => new(Seconds, Reason);
}

internal sealed record AccountBanAnswer(AccountBan Ban);

internal sealed record AddressBanAnswer(AddressBan Ban);

internal sealed record AddressBansAnswer(IReadOnlyList<AddressBan> Bans);
