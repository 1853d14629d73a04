using System.Text.Json.Serialization;
using Parlor.Server.Accounts;
using Parlor.Server.Data;

namespace Parlor.Server.Messages;

/// <summary>What a filter does with a message that it finds, the mildest first.</summary>
[JsonConverter(typeof(WireEnum<FilterAction>))]
public enum FilterAction
{
    /// <summary>The author is told before, and can send it anyway.</summary>
    Warn,

    /// <summary>It waits until somebody who deletes messages there releases or rejects it.</summary>
    Hold,

    /// <summary>It is refused, and its author told why; nothing of it is kept.</summary>
    Delete,
}

/// <summary>A word or phrase that messages are looked at for, in a room or in all rooms of the server.</summary>
public sealed record WordFilter(string Id, string Pattern, FilterAction Action, Person By, Timestamp CreatedAt);

/// <summary>The filters of a room, or of the server (null), have changed.</summary>
public sealed class FiltersChanged(long? roomId) : CommittedEvent
{
    public long? RoomId { get; } = roomId;
}
