using System.Text.Json;
using System.Text.Json.Serialization;
using Parlor.Server.Accounts;
using Parlor.Server.Data;
using Parlor.Server.Realtime;

namespace Parlor.Server.Messages;

/// <summary>What became of a message that a filter held.</summary>
[JsonConverter(typeof(WireEnum<HeldState>))]
public enum HeldState
{
    Waiting,

    /// <summary>It was posted, when it was released.</summary>
    Released,

    /// <summary>It was not, and its text is gone.</summary>
    Rejected,
}

/// <summary>A message that a filter holds; it is not in the room's log.</summary>
/// <param name="Id">The id, as text.</param>
/// <param name="Room">The room's id.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="Text">What they wrote; empty once it is decided.</param>
/// <param name="ClientId">The author's own name for it.</param>
/// <param name="ReplyTo">The number of the message that it answers.</param>
/// <param name="Pattern">What the filter found.</param>
/// <param name="At">When it was written.</param>
/// <param name="State">What became of it.</param>
public sealed record HeldMessage(
    string Id, string Room, Person Author, string Text, string ClientId, long? ReplyTo, string Pattern, Timestamp At, HeldState State);

/// <summary>A message waits, or was decided on; told to its author, and to those who may decide.</summary>
public sealed class HeldChanged(HeldMessage held, IReadOnlyList<long> receivers) : OutgoingEvent
{
    public override string Type => "held_message_changed";

    internal override void DeliverTo(LiveConnections connections)
    {
        foreach (var receiver in receivers)
            connections.ToUser(receiver, this);
    }

    protected override byte[] Encode() => JsonSerializer.SerializeToUtf8Bytes(new HeldAnswer(held), MessagesJson.Wire.HeldAnswer);
}

internal sealed record HeldAnswer(HeldMessage Held);
