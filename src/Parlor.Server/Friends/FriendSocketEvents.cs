using Parlor.Server.Realtime;

namespace Parlor.Server.Friends;

/// <summary>Friends over Socket.IO: <c>add_friend</c>, <c>remove_friend</c>.</summary>
internal sealed class FriendSocketEvents(ManageFriends manage) : IClientEvents
{
    public void AddTo(ClientEvents events)
    {
        events.On("add_friend", FriendsJson.Wire.FriendRequest, FriendsJson.Wire.FriendAddedAnswer, async (connection, request) =>
            new FriendAddedAnswer(await manage.Add(connection.UserId, request.User)));

        events.On("remove_friend", FriendsJson.Wire.FriendRequest, RealtimeJson.Wire.DoneAnswer, async (connection, request) =>
        {
            await manage.Remove(connection.UserId, request.User);
            return DoneAnswer.Instance;
        });
    }
}

internal sealed record FriendRequest(string? User);

internal sealed record FriendAddedAnswer(bool AreFriends)
{
    public bool Ok { get; } = true;
}
