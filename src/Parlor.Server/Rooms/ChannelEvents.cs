using System.Text.Json;
using Parlor.Server.Accounts;
using Parlor.Server.Data;
using Parlor.Server.Realtime;

namespace Parlor.Server.Rooms;

/// <summary>
/// Something of how a room may be used is another; told to those who follow the room, and not stored. Clients of IRC are told what;
/// others ask again for what they show, but for voices.
/// </summary>
/// <param name="roomId">The room.</param>
/// <param name="by">Who did it.</param>
/// <param name="at">When.</param>
public abstract class ChannelChanged(long roomId, Person by, Timestamp at) : OutgoingEvent
{
    public long RoomId { get; } = roomId;

    public Person By { get; } = by;

    public Timestamp At { get; } = at;

    public override string Type => "channel_changed";

    internal override long? AccessChangedIn => RoomId;

    internal override void DeliverTo(LiveConnections connections) => connections.ToRoom(RoomId, this);

    protected override byte[] Encode() =>
        JsonSerializer.SerializeToUtf8Bytes(new ChannelChangedBody(Ids.Text(RoomId), By, At), RoomsJson.Wire.ChannelChangedBody);
}

/// <summary>The settings are others.</summary>
public sealed class ChannelSettingsChanged(long roomId, Person by, Timestamp at, ChannelSettings before, ChannelSettings after)
    : ChannelChanged(roomId, by, at)
{
    public ChannelSettings Before { get; } = before;

    public ChannelSettings After { get; } = after;
}

/// <summary>Somebody was given a voice, or has none any more.</summary>
public sealed class VoiceChanged(long roomId, Person by, Timestamp at, Person user, bool isVoiced) : ChannelChanged(roomId, by, at)
{
    public Person User { get; } = user;

    public bool IsVoiced { get; } = isVoiced;

    public override string Type => "voice_changed";

    protected override byte[] Encode() => JsonSerializer.SerializeToUtf8Bytes(
        new VoiceChangedBody(Ids.Text(RoomId), By, At, User, IsVoiced), RoomsJson.Wire.VoiceChangedBody);
}

/// <summary>A mask is on one of the room's lists, or no longer.</summary>
public sealed class ChannelMaskChanged(long roomId, Person by, Timestamp at, MaskKind kind, string mask, bool isSet)
    : ChannelChanged(roomId, by, at)
{
    public MaskKind Kind { get; } = kind;

    public string Mask { get; } = mask;

    public bool IsSet { get; } = isSet;
}

internal sealed record ChannelChangedBody(string Room, Person By, Timestamp At);

internal sealed record VoiceChangedBody(string Room, Person By, Timestamp At, Person User, bool Voiced);
