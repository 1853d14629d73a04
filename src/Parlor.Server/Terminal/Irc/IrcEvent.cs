using Parlor.Server.Data;
using Parlor.Server.Realtime;

namespace Parlor.Server.Terminal.Irc;

/// <summary>Something that is told to clients of IRC alone, and is not stored.</summary>
/// <param name="by">Who did it.</param>
/// <param name="roomId">The room it is told in; null: wherever they are.</param>
internal abstract class IrcEvent(IrcIdentity by, long? roomId = null) : OutgoingEvent
{
    public IrcIdentity By { get; } = by;

    public long? RoomId { get; } = roomId;

    public override string Type => "irc";

    internal override void DeliverTo(LiveConnections connections)
    {
    }

    protected override byte[] Encode() => [];
}

/// <summary>A guest has another nick.</summary>
internal sealed class NickChanged(IrcIdentity before, string nick) : IrcEvent(before)
{
    public string Nick { get; } = nick;
}

/// <summary>A guest is gone.</summary>
internal sealed class GuestQuit(IrcIdentity guest, string why) : IrcEvent(guest)
{
    public string Why { get; } = why;

    /// <summary>What the ids of the client begin with that is told nothing: that of a guest who logs in, and goes as a guest alone.</summary>
    public string? ExceptPrefix { get; init; }
}

/// <summary>Somebody is away, or back (null).</summary>
internal sealed class AwayChanged(IrcIdentity by, string? why) : IrcEvent(by)
{
    public string? Why { get; } = why;
}

/// <summary>Somebody has another name for reading.</summary>
internal sealed class RealNameChanged(IrcIdentity by) : IrcEvent(by);

/// <summary>Tags without a message, which clients make of what they like (IRCv3 message-tags, TAGMSG).</summary>
internal sealed class TagMessage(IrcIdentity by, long? roomId, string tags, long? toUserId, string clientId) : IrcEvent(by, roomId)
{
    public string Tags { get; } = tags;

    /// <summary>To whom alone; null: to the room.</summary>
    public long? ToUserId { get; } = toUserId;

    public required Timestamp At { get; init; }

    /// <summary>What it is known by to the client that sent it.</summary>
    public string ClientId { get; } = clientId;
}

/// <summary>Somebody is invited into a room: told to them, and to those of the room who want to know (IRCv3 invite-notify).</summary>
internal sealed class Invited(IrcIdentity by, string channel, IrcIdentity person) : IrcEvent(by)
{
    public string Channel { get; } = channel;

    public IrcIdentity Person { get; } = person;
}
