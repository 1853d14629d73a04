using System.Text.Json;
using Parlor.Server.Data;
using Parlor.Server.Realtime;
using Parlor.Server.Rooms;

namespace Parlor.Server.Moderation;

/// <summary>The open reports in a room are others now; told to those who decide about them, who fetch what they look at.</summary>
internal sealed class ReportsChanged(long roomId, IReadOnlyList<long> deciders) : OutgoingEvent
{
    public override string Type => "reports_changed";

    /// <summary>Has those told who decide about reports in the room: its moderators, and admins and owners of the server.</summary>
    public static void Publish(WriteTransaction transaction, long roomId)
    {
        var admins = transaction.Query("SELECT id FROM users WHERE role IN ('admin', 'owner')", row => row.GetInt64(0));
        transaction.Publish(new ReportsChanged(
            roomId, [.. RoomAccess.WhoMay(transaction, roomId, RoomPermission.HandleReports).Union(admins)]));
    }

    internal override void DeliverTo(LiveConnections connections)
    {
        foreach (var userId in deciders)
            connections.ToUser(userId, this);
    }

    protected override byte[] Encode() =>
        JsonSerializer.SerializeToUtf8Bytes(new ReportsChangedBody(Ids.Text(roomId)), ModerationJson.Wire.ReportsChangedBody);
}

/// <summary>A report was decided; told to whoever made it.</summary>
internal sealed class ReportDecided(long reporterId, OwnReport report) : OutgoingEvent
{
    public override string Type => "report_decided";

    internal override void DeliverTo(LiveConnections connections) => connections.ToUser(reporterId, this);

    protected override byte[] Encode() =>
        JsonSerializer.SerializeToUtf8Bytes(new ReportDecidedBody(report), ModerationJson.Wire.ReportDecidedBody);
}

internal sealed record ReportsChangedBody(string Room);

internal sealed record ReportDecidedBody(OwnReport Report);
