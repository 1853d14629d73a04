using System.Text.Json;
using Parlor.Server.Data;
using Parlor.Server.Realtime;

namespace Parlor.Server.Accounts;

/// <summary>A person blocked another, or does so no longer; told to their own connections, and to nobody else.</summary>
public sealed class BlockChanged(long byId, Person user, bool isBlocked) : OutgoingEvent
{
    /// <summary>Who blocks.</summary>
    public long ById { get; } = byId;

    /// <summary>Who is blocked.</summary>
    public long UserId { get; } = Ids.Parse(user.Id);

    /// <summary>Whether they are from now on.</summary>
    public bool IsBlocked { get; } = isBlocked;

    public override string Type => IsBlocked ? "person_blocked" : "person_unblocked";

    internal override void DeliverTo(LiveConnections connections) => connections.ToUser(ById, this);

    protected override byte[] Encode() => JsonSerializer.SerializeToUtf8Bytes(new PersonAnswer(user), AccountsJson.Wire.PersonAnswer);
}
