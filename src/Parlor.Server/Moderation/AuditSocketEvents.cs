using Parlor.Server.Realtime;

namespace Parlor.Server.Moderation;

/// <summary>The audit log over Socket.IO: <c>get_audit</c>, <c>get_server_audit</c>.</summary>
internal sealed class AuditSocketEvents(ReadAudit audit) : IClientEvents
{
    public void AddTo(ClientEvents events)
    {
        var json = ModerationJson.Wire;
        events.On("get_audit", json.AuditRequest, json.AuditAcknowledgement, async (connection, request) =>
            AuditAcknowledgement.Of(await audit.OfRoom(connection.UserId, request.Room, request.Query)));

        events.On("get_server_audit", json.AuditRequest, json.AuditAcknowledgement, async (connection, request) =>
            AuditAcknowledgement.Of(await audit.OfServer(connection.UserId, request.Room, request.Query)));
    }
}

internal sealed record AuditRequest(
    string? Room, string? By, string? User, string? Action, string? Since, string? Until, string? Cursor, int? Limit)
{
    internal AuditQuery Query => new() { By = By, User = User, Action = Action, Since = Since, Until = Until, Cursor = Cursor, Limit = Limit };
}

internal sealed record AuditAcknowledgement(IReadOnlyList<AuditRecord> Entries, string? Next)
{
    public bool Ok { get; } = true;

    public static AuditAcknowledgement Of(AuditPage page) => new(page.Entries, page.Next);
}
