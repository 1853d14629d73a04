using System.Security.Claims;
using Parlor.Server.Accounts;
using Parlor.Server.Http;

namespace Parlor.Server.Friends;

/// <summary>Friends over HTTP.</summary>
internal static class FriendsApi
{
    public static void MapFriends(this IEndpointRouteBuilder app)
    {
        var friends = app.MapGroup("/api/v1/friends").WithTags("Friends").WithProblems(StatusCodes.Status401Unauthorized);

        friends.MapGet("/", async (ClaimsPrincipal me, FriendStore store) => TypedResults.Ok(await store.Of(me.UserId())))
            .WithName("getFriends").WithSummary("My friends and the requests that wait: at most 1,000 together.");

        friends.MapPut("/{user}", async (ClaimsPrincipal me, ManageFriends manage, string user) =>
            TypedResults.Ok(new FriendAnswer(await manage.Add(me.UserId(), user))))
            .WithName("addFriend").WithSummary("Asks a person to be friends; accepts when they have asked.")
            .WithProblems(
                StatusCodes.Status400BadRequest, StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound,
                StatusCodes.Status413PayloadTooLarge);

        friends.MapDelete("/{user}", async (ClaimsPrincipal me, ManageFriends manage, string user) =>
        {
            await manage.Remove(me.UserId(), user);
            return TypedResults.NoContent();
        }).WithName("removeFriend").WithSummary("Declines or takes back a request, or ends a friendship.")
            .WithProblems(StatusCodes.Status404NotFound);
    }
}

/// <param name="AreFriends">Whether the two are friends now; otherwise the other has been asked.</param>
internal sealed record FriendAnswer(bool AreFriends);
