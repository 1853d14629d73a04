using System.Text.Json;
using Parlor.Server.Accounts;
using Parlor.Server.Audit;
using Parlor.Server.Data;
using Parlor.Server.Http;
using Parlor.Server.Realtime;

namespace Parlor.Server.Administration;

/// <summary>Tells everybody who is connected, wherever they are, something. No room keeps it; the audit log does.</summary>
public sealed class Announce(Db db, People people, TimeProvider clock)
{
    /// <exception cref="Problem"><c>forbidden</c>; <c>invalid</c> or <c>too_large</c>, field <c>text</c>.</exception>
    public Task Execute(Administrator by, string? text)
    {
        var line = Input.Line("text", Input.Required("text", text), AuditEntry.LongestReason);
        if (line.Length == 0)
            throw Problem.Invalid("text", "text is empty.");
        var person = by.UserId is { } id ? people.Get(id) : null;
        var now = Timestamp.Now(clock);
        return db.Write(transaction =>
        {
            by.Require(transaction);
            AuditLog.Record(transaction, new AuditEntry(AuditAction.AnnouncementMade, by.UserId, now) { Reason = line });
            transaction.Publish(new ServerAnnouncement(line, person, now));
        });
    }
}

/// <summary>An administrator says something to everybody.</summary>
/// <param name="text">One line.</param>
/// <param name="by">Who; null for the operator, at a shell.</param>
/// <param name="at">When.</param>
public sealed class ServerAnnouncement(string text, Person? by, Timestamp at) : OutgoingEvent
{
    public string Text { get; } = text;

    public Timestamp At { get; } = at;

    public override string Type => "server_announcement";

    internal override bool IsForEverybody => true;

    internal override void DeliverTo(LiveConnections connections) => connections.ToEverybody(this);

    protected override byte[] Encode() =>
        JsonSerializer.SerializeToUtf8Bytes(new ServerAnnouncementBody(Text, by, At), AdministrationJson.Wire.ServerAnnouncementBody);
}

internal sealed record ServerAnnouncementBody(string Text, Person? By, Timestamp At);

internal sealed record AnnouncementRequest(string? Text);

/// <summary>Announcements over HTTP.</summary>
internal static class AnnouncementsApi
{
    public static void MapAnnouncementsApi(this IEndpointRouteBuilder admin) =>
        admin.MapPost("/announcements", async (HttpContext context, Announce announce, AnnouncementRequest request) =>
            {
                await announce.Execute(context.Administrator(), request.Text);
                return TypedResults.NoContent();
            })
            .WithName("announce").WithSummary("Tells everybody who is connected something; the audit log alone keeps it.")
            .WithProblems(StatusCodes.Status400BadRequest, StatusCodes.Status413PayloadTooLarge);
}

/// <summary>Announcements over Socket.IO: <c>announce</c>.</summary>
internal sealed class AnnouncementSocketEvents(Announce announce) : IClientEvents
{
    public void AddTo(ClientEvents events) =>
        events.On("announce", AdministrationJson.Wire.AnnouncementRequest, RealtimeJson.Wire.DoneAnswer, async (connection, request) =>
        {
            await announce.Execute(Administrator.Person(connection.UserId), request.Text);
            return DoneAnswer.Instance;
        });
}
