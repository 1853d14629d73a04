using System.Text.Json;
using Parlor.Server.Accounts;
using Parlor.Server.Data;
using Parlor.Server.Realtime;

namespace Parlor.Server.Friends;

/// <summary>Something changed between two people; told to the connections of both.</summary>
/// <param name="type">One of the three names below.</param>
/// <param name="by">Who did it.</param>
/// <param name="user">Whom it was done to.</param>
public sealed class FriendshipChanged(string type, Person by, Person user) : OutgoingEvent
{
    public const string Requested = "friend_requested";

    public const string Added = "friend_added";

    /// <summary>A friendship ended; or a request was declined, or taken back.</summary>
    public const string Removed = "friend_removed";

    public override string Type => type;

    internal override void DeliverTo(LiveConnections connections)
    {
        connections.ToUser(Ids.Parse(by.Id), this);
        connections.ToUser(Ids.Parse(user.Id), this);
    }

    protected override byte[] Encode() =>
        JsonSerializer.SerializeToUtf8Bytes(new FriendshipBody(by, user), FriendsJson.Wire.FriendshipBody);
}

internal sealed record FriendshipBody(Person By, Person User);
