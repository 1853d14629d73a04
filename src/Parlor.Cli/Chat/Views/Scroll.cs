namespace Parlor.Cli.Chat;

/// <summary>
/// Which part of a timeline is shown. At the end it follows what comes; scrolled up it stands still: it holds on to an entry, and counts rows
/// upwards from that.
/// </summary>
internal sealed class Scroll
{
    private Entry? _anchor;

    /// <summary>Rows between the anchor's last one and the bottom of the view.</summary>
    private int _rows;

    public bool IsAtEnd => _anchor is null;

    public void ToEnd() => (_anchor, _rows) = (null, 0);

    /// <summary>Moves by rows: upwards if positive.</summary>
    public void Move(int rows, Room room, Timeline timeline, int height)
    {
        var below = _rows + (Index(room) is { } anchor ? timeline.CountFrom(anchor + 1) : 0);
        var most = Math.Max(0, timeline.Last(below + rows + height).Count - height);
        var next = Math.Min(below + rows, most);
        if (next <= 0)
            ToEnd();
        else
            (_anchor, _rows) = (room.Entries[^1], next);
    }

    /// <summary>The rows to show in so many lines, the last at the bottom.</summary>
    public List<Row> Visible(Room room, Timeline timeline, int height)
    {
        var upTo = Index(room) + 1;
        var rows = timeline.Last(height + _rows, upTo);
        var end = Math.Max(0, rows.Count - _rows);
        return rows[Math.Max(0, end - height)..end];
    }

    /// <summary>Whether less than a page lies above what is shown.</summary>
    public bool IsNearStart(Room room, Timeline timeline, int height)
    {
        var wanted = _rows + (2 * height);
        return timeline.Last(wanted, Index(room) + 1).Count < wanted;
    }

    private int? Index(Room room)
    {
        if (_anchor is null)
            return null;
        // A changed message is another entry with the same number.
        for (var i = room.Entries.Count - 1; i >= 0; i--)
        {
            if (ReferenceEquals(room.Entries[i], _anchor) || (_anchor.Seq > 0 && room.Entries[i].Seq == _anchor.Seq))
                return i;
        }

        ToEnd();
        return null;
    }
}
