using Parlor.Server.Accounts;
using Parlor.Server.Data;
using Parlor.Server.Rooms;

namespace Parlor.Server.Moderation;

/// <summary>
/// Reports a message to those who keep order: in a room its moderators, and everywhere the server's admins and owners. They see the
/// message as it was then, and who reports it.
/// </summary>
public sealed class ReportMessage(Db db, RoomAccess access, People people, TimeProvider clock)
{
    /// <summary>Characters of what a reporter adds in their own words.</summary>
    public const int LongestComment = 500;

    /// <summary>Reports that one person may make within <see cref="Window"/>.</summary>
    public const int MostInWindow = 10;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    /// <returns>The report, and whether it is new: each person has one open at a time about a message.</returns>
    /// <exception cref="Problem">
    /// <c>not_found</c> (room or message), <c>forbidden</c>; <c>invalid</c> or <c>too_large</c>, with the field; <c>rate_limited</c>.
    /// </exception>
    public async Task<(OwnReport Report, bool IsNew)> Execute(long userId, string? room, long? seq, ReportReason? reason, string? comment)
    {
        var accessed = access.Require(userId, room);
        var made = new StoredReport
        {
            Id = Ids.Next(clock),
            RoomId = accessed.Id,
            Seq = seq ?? throw Problem.Invalid("seq", "seq is missing."),
            ReporterId = userId,
            Reason = Wire.Text(reason ?? throw Problem.Invalid("reason", "reason is missing.")),
            Comment = string.IsNullOrWhiteSpace(comment) ? null : Input.Text("comment", comment.Trim(), LongestComment),
            At = Timestamp.Now(clock).Milliseconds,
        };
        var existing = await db.Write(transaction =>
        {
            (made.AuthorId, made.Text) = ReportStore.Message(transaction, accessed.Id, made.Seq);
            if (made.AuthorId == userId)
                throw Problem.Invalid("seq", "That is a message of your own.");
            if (ReportStore.FindOpen(transaction, accessed.Id, made.Seq, userId) is { } open)
                return open;
            if (ReportStore.NthNewest(transaction, userId, MostInWindow) + (long)Window.TotalMilliseconds - made.At is > 0 and var left)
                throw Problem.RateLimited(TimeSpan.FromMilliseconds(left));
            ReportStore.Add(transaction, made);
            ReportsChanged.Publish(transaction, accessed.Id);
            return (long?)null;
        });
        return (ReportStore.Own(made, people.Get(made.AuthorId)) with { Id = Ids.Text(existing ?? made.Id) }, existing is null);
    }
}
