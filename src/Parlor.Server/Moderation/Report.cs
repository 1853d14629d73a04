using System.Text.Json.Serialization;
using Parlor.Server.Accounts;
using Parlor.Server.Data;

namespace Parlor.Server.Moderation;

/// <summary>What is wrong with a message, in the eyes of whoever reports it.</summary>
[JsonConverter(typeof(WireEnum<ReportReason>))]
public enum ReportReason
{
    Spam,
    Harassment,
    Hate,
    Violence,
    Sexual,

    /// <summary>It tells what is private.</summary>
    Privacy,
    Other,
}

/// <summary>What came of a report.</summary>
[JsonConverter(typeof(WireEnum<ReportOutcome>))]
public enum ReportOutcome
{
    /// <summary>There was nothing to do.</summary>
    Dismissed,

    /// <summary>The message was deleted.</summary>
    Deleted,

    /// <summary>Its author was silenced for a time.</summary>
    TimedOut,

    /// <summary>Its author was removed from the room.</summary>
    Removed,

    /// <summary>Its author was banned from the room.</summary>
    Banned,

    /// <summary>Its author's account was banned from the server.</summary>
    AccountBanned,
}

/// <summary>A report, as those see it who decide. Of the conversation it shows the one message.</summary>
/// <param name="Id">The id, as text.</param>
/// <param name="Room">Where the message is.</param>
/// <param name="Private">Whether that is a conversation, a group, or a private room.</param>
/// <param name="Seq">Its number.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="Text">What it said when it was reported.</param>
/// <param name="By">Who reports it.</param>
/// <param name="Reason">What is wrong with it.</param>
/// <param name="Comment">The same in their words.</param>
/// <param name="At">When.</param>
/// <param name="Outcome">What came of it; null while it is open.</param>
/// <param name="DecidedBy">Whose decision it was.</param>
/// <param name="DecidedAt">When it was.</param>
public sealed record Report(
    string Id,
    NamedRoom Room,
    bool Private,
    long Seq,
    Person Author,
    string Text,
    Person By,
    ReportReason Reason,
    string? Comment,
    Timestamp At,
    ReportOutcome? Outcome,
    Person? DecidedBy,
    Timestamp? DecidedAt);

/// <summary>A report, as its reporter sees it.</summary>
/// <param name="Id">The id, as text.</param>
/// <param name="Room">The room's id.</param>
/// <param name="Seq">The message's number.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="Reason">What is wrong with it.</param>
/// <param name="Comment">The same in their words.</param>
/// <param name="At">When.</param>
/// <param name="Outcome">What came of it; null while it is open.</param>
/// <param name="DecidedAt">When that was decided.</param>
public sealed record OwnReport(
    string Id, string Room, long Seq, Person Author, ReportReason Reason, string? Comment, Timestamp At, ReportOutcome? Outcome, Timestamp? DecidedAt);

/// <summary>A page of reports, newest first.</summary>
/// <param name="Reports">The reports.</param>
/// <param name="Open">How many are open in all.</param>
/// <param name="Next">The cursor of the next page; null at the end.</param>
public sealed record ReportPage(IReadOnlyList<Report> Reports, long Open, string? Next);
