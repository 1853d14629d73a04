namespace Parlor.Server.Moderation;

/// <summary>A report as it is stored, with what its room is called.</summary>
internal sealed class StoredReport
{
    public long Id { get; set; }

    public long RoomId { get; set; }

    public string RoomName { get; set; } = "";

    public string RoomTitle { get; set; } = "";

    public string RoomKind { get; set; } = "";

    public string RoomVisibility { get; set; } = "";

    public long Seq { get; set; }

    public long AuthorId { get; set; }

    public string Text { get; set; } = "";

    public long ReporterId { get; set; }

    public string Reason { get; set; } = "";

    public string? Comment { get; set; }

    public long At { get; set; }

    public string? Outcome { get; set; }

    public long? DecidedBy { get; set; }

    public long? DecidedAt { get; set; }

    public bool IsOfRoom => RoomKind is "room";
}
