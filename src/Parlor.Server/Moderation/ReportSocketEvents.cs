using Parlor.Server.Realtime;

namespace Parlor.Server.Moderation;

/// <summary>
/// Reports over Socket.IO: <c>report_message</c>, <c>get_own_reports</c>, <c>get_reports</c>, <c>get_server_reports</c>,
/// <c>decide_report</c>.
/// </summary>
internal sealed class ReportSocketEvents(ReportMessage report, ReadReports read, DecideReport decide) : IClientEvents
{
    public void AddTo(ClientEvents events)
    {
        var json = ModerationJson.Wire;
        events.On("report_message", json.ReportMessageRequest, json.OwnReportAcknowledgement, async (connection, request) =>
        {
            var (made, _) = await report.Execute(connection.UserId, request.Room, request.Seq, request.Reason, request.Comment);
            return new OwnReportAcknowledgement(made);
        });

        events.On("get_own_reports", json.PageRequest, json.OwnReportsAcknowledgement, async (connection, _) =>
            new OwnReportsAcknowledgement(await read.Own(connection.UserId)));

        events.On("get_reports", json.ReportsRequest, json.ReportsAcknowledgement, async (connection, request) =>
            ReportsAcknowledgement.Of(
                await read.OfRoom(connection.UserId, request.Room, request.Decided is true, request.Cursor, request.Limit)));

        events.On("get_server_reports", json.ReportsRequest, json.ReportsAcknowledgement, async (connection, request) =>
            ReportsAcknowledgement.Of(await read.OfServer(connection.UserId, request.Decided is true, request.Cursor, request.Limit)));

        events.On("decide_report", json.DecideReportRequest, RealtimeJson.Wire.DoneAnswer, async (connection, request) =>
        {
            await decide.Execute(connection.UserId, request.Report, new Decision(request.Outcome, request.Seconds, request.Reason));
            return DoneAnswer.Instance;
        });
    }
}

internal sealed record ReportMessageRequest(string? Room, long? Seq, ReportReason? Reason, string? Comment);

internal sealed record ReportsRequest(string? Room, bool? Decided, string? Cursor, int? Limit);

internal sealed record DecideReportRequest(string? Report, ReportOutcome? Outcome, int? Seconds, string? Reason);

internal sealed record OwnReportAcknowledgement(OwnReport Report)
{
    public bool Ok { get; } = true;
}

internal sealed record OwnReportsAcknowledgement(IReadOnlyList<OwnReport> Reports)
{
    public bool Ok { get; } = true;
}

internal sealed record ReportsAcknowledgement(IReadOnlyList<Report> Reports, long Open, string? Next)
{
    public bool Ok { get; } = true;

    public static ReportsAcknowledgement Of(ReportPage page) => new(page.Reports, page.Open, page.Next);
}
