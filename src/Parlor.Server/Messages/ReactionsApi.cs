using System.Security.Claims;
using Parlor.Server.Accounts;
using Parlor.Server.Http;

namespace Parlor.Server.Messages;

/// <summary>Reactions over HTTP.</summary>
internal static class ReactionsApi
{
    public static void MapReactions(this IEndpointRouteBuilder messages)
    {
        var reaction = messages.MapGroup("/messages/{seq:long}/reactions/{emoji}").WithProblems(
            StatusCodes.Status413PayloadTooLarge, StatusCodes.Status429TooManyRequests, StatusCodes.Status503ServiceUnavailable);

        reaction.MapPut("", async (ClaimsPrincipal me, ReactToMessage react, string room, long seq, string emoji) =>
        {
            await react.Add(me.UserId(), room, seq, emoji);
            return TypedResults.NoContent();
        }).WithSummary("Puts an emoji under a message; one that is there already stays.");

        reaction.MapDelete("", async (ClaimsPrincipal me, ReactToMessage react, string room, long seq, string emoji) =>
        {
            await react.Remove(me.UserId(), room, seq, emoji);
            return TypedResults.NoContent();
        }).WithSummary("Takes my reaction back.");
    }
}
