using System.Text.Json;
using Parlor.Cli.Chat;

namespace Parlor.Server.Tests.Cli.Chat;

/// <summary>What the server would say, for tests of what is made of it.</summary>
internal static class Said
{
    public static readonly Person Ada = new("1", "ada", "Ada");
    public static readonly Person Ben = new("2", "ben", "Ben");

    public static JsonElement Room(string id = "10", string name = "lobby", long lastSeq = 0, long unread = 0, long lastReadSeq = 0) => Json(new
    {
        id,
        name,
        title = $"The {name}",
        topic = "",
        kind = "room",
        memberCount = 2,
        lastSeq,
        unread,
        mentions = 0,
        lastReadSeq,
    });

    public static JsonElement Direct(string id, Person other) => Json(new
    {
        id,
        name = $"direct:{id}",
        title = "",
        topic = "",
        kind = "direct",
        memberCount = 2,
        lastSeq = 0,
        unread = 0,
        people = new[] { Person(other) },
    });

    public static Happened Message(long seq, Person author, string text, string room = "10", string clientId = "c", string at = "2026-03-01T12:00:00.000Z", long? replyTo = null) =>
        new("receive_message", Json(new { room, seq, at, type = "receive_message", message = MessageBody(seq, author, text, room, clientId, at, replyTo) }));

    public static Happened Changed(string type, long seq, long messageSeq, Person author, string text, object? more = null, string room = "10") =>
        new(type, Json(new { room, seq, at = "2026-03-01T12:00:00.000Z", type, message = more ?? MessageBody(messageSeq, author, text, room, "c", "2026-03-01T12:00:00.000Z", null) }));

    public static Happened Event(string type, object body) => new(type, Json(body));

    public static object Person(Person person) => new { id = person.Id, username = person.Username, displayName = person.Name };

    public static JsonElement Page(bool hasBefore, params Happened[] events) => Json(new { events = events.Select(happened => happened.Body), hasBefore });

    private static object MessageBody(long seq, Person author, string text, string room, string clientId, string at, long? replyTo) => replyTo is null
        ? new { room, seq, author = Person(author), text, at, clientId, reactions = Array.Empty<object>() }
        : new { room, seq, author = Person(author), text, at, clientId, replyTo, reactions = Array.Empty<object>() };

    public static JsonElement Json(object value) => JsonSerializer.SerializeToElement(value);
}
