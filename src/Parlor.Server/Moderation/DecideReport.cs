using Parlor.Server.Accounts;
using Parlor.Server.Audit;
using Parlor.Server.Data;
using Parlor.Server.Messages;
using Parlor.Server.Rooms;

namespace Parlor.Server.Moderation;

/// <summary>What to do about a report.</summary>
/// <param name="Outcome">What is to come of it.</param>
/// <param name="Seconds">How long, for a timeout or a ban.</param>
/// <param name="Reason">Why; for the audit log and for whoever is silenced or banned.</param>
public sealed record Decision(ReportOutcome? Outcome, int? Seconds, string? Reason)
{
    internal RestrictionTerms Terms => new(Seconds, Reason);
}

/// <summary>
/// Decides a report: does what is to be done, by the use case that it has anyway and with its rules, and tells those who reported the
/// message what came of it. Done first and decided then: when the second fails, the report stays open and can be decided again.
/// </summary>
public sealed class DecideReport(
    Db db,
    ReportStore reports,
    RoomAccess access,
    ServerAdmins admins,
    DeleteMessage deleteMessage,
    TimeOutMember timeOut,
    ManageMembers members,
    BanFromRoom ban,
    BanAccount banAccount,
    People people,
    TimeProvider clock)
{
    /// <exception cref="Problem">
    /// <c>not_found</c>: there is no such report, or it is not theirs to decide. <c>conflict</c>: it is decided. Otherwise as what is done.
    /// </exception>
    public async Task Execute(long userId, string? id, Decision decision)
    {
        var outcome = decision.Outcome ?? throw Problem.Invalid("outcome", "outcome is missing.");
        var report = Ids.TryParse(Input.Required("report", id), out var number) ? await reports.Find(number) : null;
        if (report is null || !(access.May(userId, report.RoomId, RoomPermission.HandleReports) || await admins.Includes(userId)))
            throw Problem.NotFound("There is no such report.");
        if (report.Outcome is not null)
            throw Decided();
        var reason = AuditEntry.CheckReason(decision.Reason);
        await Act(userId, report, outcome, decision);

        var now = Timestamp.Now(clock);
        var author = people.Get(report.AuthorId);
        await db.Write(transaction =>
        {
            if (!ReportStore.IsOpen(transaction, report.Id))
                throw Decided();
            var decided = ReportStore.Decide(transaction, report, outcome, userId, now);
            AuditLog.Record(transaction, new AuditEntry(AuditAction.ReportDecided, userId, now)
            {
                RoomId = report.IsOfRoom ? report.RoomId : null,
                SubjectId = report.AuthorId,
                Reason = reason,
                Changes = [AuditChange.Of("outcome", null, Wire.Text(outcome))],
            });
            foreach (var (decidedId, reporterId) in decided)
            {
                var own = ReportStore.Own(report, author) with { Id = Ids.Text(decidedId), Outcome = outcome, DecidedAt = now };
                // What others have said about the message is theirs.
                transaction.Publish(new ReportDecided(reporterId, reporterId == report.ReporterId ? own : own with { Comment = null }));
            }

            ReportsChanged.Publish(transaction, report.RoomId);
        });
    }

    private Task Act(long userId, StoredReport report, ReportOutcome outcome, Decision decision)
    {
        var (room, author) = (Ids.Text(report.RoomId), Ids.Text(report.AuthorId));
        return outcome switch
        {
            ReportOutcome.Dismissed => Task.CompletedTask,
            ReportOutcome.Deleted => deleteMessage.Execute(userId, room, report.Seq),
            ReportOutcome.TimedOut => timeOut.Execute(userId, room, author, decision.Terms),
            ReportOutcome.Removed => members.Remove(userId, room, author, decision.Reason),
            ReportOutcome.Banned => ban.Execute(userId, room, author, decision.Terms),
            _ => banAccount.Execute(Administrator.Person(userId), author, decision.Terms),
        };
    }

    private static Problem Decided() => Problem.Conflict("report", "That report is decided already.");
}
