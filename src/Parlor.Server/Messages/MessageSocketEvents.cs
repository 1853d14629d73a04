using System.Text.Json;
using Parlor.Server.Accounts;
using Parlor.Server.Data;
using Parlor.Server.Realtime;
using Parlor.Server.Rooms;

namespace Parlor.Server.Messages;

/// <summary>Messages over Socket.IO: <c>send_message</c>, <c>edit_message</c>, <c>delete_message</c>, <c>sync</c>, <c>typing</c>.</summary>
internal sealed class MessageSocketEvents(
    SendMessage send,
    EditMessage edit,
    DeleteMessage delete,
    SyncRooms syncRooms,
    RoomAccess access,
    People people,
    LiveConnections connections,
    TimeProvider clock) : IClientEvents
{
    /// <summary>Signals of typing that one person may send per second in the long run, and at once after a pause.</summary>
    private const int TypingPerSecond = 2;

    private const int TypingBurst = 20;

    private readonly TokenBuckets _typing = new(() => (TypingPerSecond, TypingBurst), clock);

    public void AddTo(ClientEvents events)
    {
        events.On("send_message", MessagesJson.Wire.SendMessageRequest, MessagesJson.Wire.PostedAnswer, async (connection, request) =>
        {
            var draft = new Draft(request.Text, request.ClientId, request.ReplyTo, request.Warned);
            var posted = await send.Execute(connection.UserId, request.Room, draft);
            return new PostedAnswer(posted.Message, posted.Held);
        });

        events.On("edit_message", MessagesJson.Wire.ChangeMessageRequest, MessagesJson.Wire.SentAnswer, async (connection, request) =>
            new SentAnswer(await edit.Execute(connection.UserId, request.Room, request.Seq, request.Text, request.Warned is true)));

        events.On("delete_message", MessagesJson.Wire.ChangeMessageRequest, MessagesJson.Wire.SentAnswer, async (connection, request) =>
            new SentAnswer(await delete.Execute(connection.UserId, request.Room, request.Seq)));

        events.On("sync", MessagesJson.Wire.SyncRequest, MessagesJson.Wire.SyncAnswer, async (connection, request) =>
            new SyncAnswer(await syncRooms.Execute(connection.UserId, request.Rooms)));

        events.On("typing", RoomsJson.Wire.RoomRequest, RealtimeJson.Wire.DoneAnswer, (connection, request) =>
        {
            var room = access.Require(connection.UserId, request.Room, RoomPermission.Post);
            _typing.Take(connection.UserId);
            new Typing(room.Id, people.Get(connection.UserId), connection).DeliverTo(connections);
            return ValueTask.FromResult(DoneAnswer.Instance);
        });
    }
}

internal sealed record SendMessageRequest(string? Room, string? Text, string? ClientId, long? ReplyTo, bool? Warned);

/// <summary>The message, or what a filter holds in its place.</summary>
internal sealed record PostedAnswer(Message? Message, HeldMessage? Held)
{
    public bool Ok { get; } = true;
}

internal sealed record ChangeMessageRequest(string? Room, long? Seq, string? Text, bool? Warned);

internal sealed record SentAnswer(Message Message)
{
    public bool Ok { get; } = true;
}

internal sealed record SyncRequest(IReadOnlyDictionary<string, long>? Rooms);

internal sealed record SyncAnswer(IReadOnlyDictionary<string, MissedEvents> Rooms)
{
    public bool Ok { get; } = true;
}

/// <summary>Somebody is writing; not stored, and not told to where they write.</summary>
internal sealed class Typing(long roomId, Person user, Connection by) : OutgoingEvent
{
    public long RoomId { get; } = roomId;

    public Person User { get; } = user;

    public override string Type => "typing";

    internal override void DeliverTo(LiveConnections connections) => connections.ToRoom(RoomId, this, except: by);

    protected override byte[] Encode() => JsonSerializer.SerializeToUtf8Bytes(new TypingBody(Ids.Text(RoomId), User), MessagesJson.Wire.TypingBody);
}

internal sealed record TypingBody(string Room, Person User);
