using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Parlor.Server.Accounts;
using Parlor.Server.Data;
using Parlor.Server.Http;
using Parlor.Server.Rooms;

namespace Parlor.Server.Messages;

/// <summary>Messages and the event log over HTTP.</summary>
internal static class MessagesApi
{
    public static void MapMessages(this IEndpointRouteBuilder app)
    {
        var room = app.MapGroup("/api/v1/rooms/{room}").WithTags("Messages").WithProblems(
            StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound);

        room.MapPost("/messages", async Task<Results<Created<MessageAnswer>, Ok<MessageAnswer>, Accepted<HeldAnswer>>> (
            ClaimsPrincipal me, SendMessage send, string room, Draft draft) =>
        {
            var (message, isNew, held) = await send.Execute(me.UserId(), room, draft);
            if (message is null)
                return TypedResults.Accepted((string?)null, new HeldAnswer(held!));
            return isNew
                ? TypedResults.Created($"/api/v1/rooms/{message.Room}/messages?around={message.Seq}", new MessageAnswer(message))
                : TypedResults.Ok(new MessageAnswer(message));
        }).WithSummary("Posts a message; the same clientId again gets the first answer. 202: a filter holds it.")
            .WithProblems(StatusCodes.Status409Conflict, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status429TooManyRequests, StatusCodes.Status503ServiceUnavailable);

        room.MapPatch("/messages/{seq:long}", async (ClaimsPrincipal me, EditMessage edit, string room, long seq, EditMessageRequest request) =>
            TypedResults.Ok(new MessageAnswer(await edit.Execute(me.UserId(), room, seq, request.Text, request.Warned is true))))
            .WithSummary("Gives a message of mine another text.")
            .WithProblems(StatusCodes.Status413PayloadTooLarge, StatusCodes.Status429TooManyRequests, StatusCodes.Status503ServiceUnavailable);

        room.MapDelete("/messages/{seq:long}", async (ClaimsPrincipal me, DeleteMessage delete, string room, long seq) =>
            TypedResults.Ok(new MessageAnswer(await delete.Execute(me.UserId(), room, seq))))
            .WithSummary("Deletes a message: its text is gone, a trace stays.")
            .WithProblems(StatusCodes.Status429TooManyRequests, StatusCodes.Status503ServiceUnavailable);

        room.MapGet("/messages", async (
            ClaimsPrincipal me, RoomAccess access, MessageStore store, string room, long? before, long? after, long? around, int? limit) =>
        {
            var accessed = access.Require(me.UserId(), room);
            return TypedResults.Ok(await store.Page(accessed.Id, Slice.From(before, after, around, limit), me.UserId()));
        }).WithSummary("A page of messages, oldest first: before, after or around a number, or the newest.");

        room.MapGet("/events", async (
            ClaimsPrincipal me, RoomAccess access, EventHistory history, string room, long? before, long? after, long? around, int? limit) =>
        {
            var accessed = access.Require(me.UserId(), room);
            return Json(await history.Read(accessed.Id, Slice.From(before, after, around, limit), me.UserId()));
        }).WithSummary("A page of the room's log, oldest first.").Produces<EventPage>();

        room.MapReactions();
    }

    private static IResult Json(LoggedEvents logged) => Results.Bytes(EventJson.Page(logged), "application/json; charset=utf-8");
}

internal sealed record MessageAnswer(Message Message);

internal sealed record EditMessageRequest(string? Text, bool? Warned = null);

/// <summary>A page of a room's log, as the answer describes it.</summary>
/// <param name="Events">The events.</param>
/// <param name="LastSeq">The number of the newest event.</param>
/// <param name="HasBefore">Whether there are older ones.</param>
/// <param name="HasAfter">Whether there are newer ones.</param>
internal sealed record EventPage(IReadOnlyList<LoggedEvent> Events, long LastSeq, bool HasBefore, bool HasAfter);

/// <summary>Any event of a room's log: <c>type</c> is its Socket.IO name and tells which of the optional parts it has.</summary>
internal sealed record LoggedEvent
{
    public required string Room { get; init; }

    public required long Seq { get; init; }

    public required Timestamp At { get; init; }

    public required string Type { get; init; }

    public Message? Message { get; init; }

    public Person? User { get; init; }

    public Person? By { get; init; }

    public RoomRole? Role { get; init; }

    public CustomRoleName? CustomRole { get; init; }

    /// <summary>When a ban or a timeout ends by itself.</summary>
    public Timestamp? Until { get; init; }

    public ChangedRole? Changed { get; init; }

    public RoomDetails? Details { get; init; }

    public long? MessageSeq { get; init; }

    public string? Emoji { get; init; }

    public IReadOnlyList<Reaction>? Reactions { get; init; }

    public IReadOnlyList<long>? MessageSeqs { get; init; }

    public IReadOnlyList<Message>? Messages { get; init; }
}
