using System.Security.Claims;
using Parlor.Server.Http;

namespace Parlor.Server.Accounts;

/// <summary>Whom one has blocked, over HTTP.</summary>
internal static class BlocksApi
{
    public static void MapBlocksApi(this IEndpointRouteBuilder app)
    {
        var blocks = app.MapGroup("/api/v1/me/blocks").WithTags("Accounts").WithProblems(StatusCodes.Status401Unauthorized);

        blocks.MapGet("/", async (ClaimsPrincipal me, Blocks store) => TypedResults.Ok(new PeopleAnswer(await store.Of(me.UserId()))))
            .WithName("getBlocks").WithSummary("Whom the caller has blocked, at most 1,000, by username.");

        blocks.MapPut("/{user}", async (ClaimsPrincipal me, BlockPerson block, string user) =>
        {
            await block.Execute(me.UserId(), user);
            return TypedResults.NoContent();
        }).WithName("blockPerson").WithSummary("Blocks a person; ends a friendship with them.")
            .WithProblems(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status413PayloadTooLarge);

        blocks.MapDelete("/{user}", async (ClaimsPrincipal me, BlockPerson block, string user) =>
        {
            await block.Undo(me.UserId(), user);
            return TypedResults.NoContent();
        }).WithName("unblockPerson").WithSummary("Ends a block.").WithProblems(StatusCodes.Status404NotFound);
    }
}
