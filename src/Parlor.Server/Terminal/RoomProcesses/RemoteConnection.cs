using System.Net;
using System.Text.Json;
using Parlor.Server.Data;
using Parlor.Server.Realtime;

namespace Parlor.Server.Terminal.RoomProcesses;

/// <summary>A Socket.IO client of a room's process: it follows that room alone, and hears of nothing else.</summary>
internal sealed class RemoteConnection(RoomFront front, uint number, long userId, long sessionId, IPAddress? address, string? userAgent)
    : Connection(userId, sessionId, address)
{
    public RoomFront Front { get; } = front;

    public uint Number { get; } = number;

    /// <summary>Whether it hears what the room is told.</summary>
    public bool IsFollowing { get; private set; }

    internal override string? UserAgent => userAgent;

    internal override void Follow(long roomId)
    {
        if (roomId != Front.RoomId || IsFollowing)
            return;
        IsFollowing = true;
        Front.Send(LinkFrameType.Follow, Number);
    }

    internal override void Unfollow(long roomId)
    {
        if (roomId != Front.RoomId)
            return;
        IsFollowing = false;
        Front.Send(LinkFrameType.Unfollow, Number);
    }

    internal override void Tell(OutgoingEvent happened)
    {
        if (Concerns(happened, Front.RoomId))
            Front.Send(LinkFrameType.Tell, Number, LinkPayload.Event(happened.Type, happened.Utf8));
    }

    internal override void End() => Front.Send(LinkFrameType.Close, Number);

    /// <summary>Whether an event that a person is told belongs to the room, or to all there are.</summary>
    private static bool Concerns(OutgoingEvent happened, long roomId) => happened switch
    {
        RoomEvent inRoom => inRoom.RoomId == roomId,
        _ => happened.IsForEverybody || NamesRoom(happened.Utf8, roomId),
    };

    private static bool NamesRoom(ReadOnlySpan<byte> json, long roomId)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.CurrentDepth != 1 || reader.TokenType != JsonTokenType.PropertyName)
                continue;
            var isRoom = reader.ValueTextEquals("room"u8);
            reader.Read();
            if (isRoom)
                return reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(Ids.Text(roomId));
            reader.Skip();
        }

        return false;
    }
}
