using System.Globalization;

namespace Parlor.Cli.Chat;

/// <summary>
/// A room's messages as rows of a width: time, name, text. The name stands where the author changes; text that is longer goes on under
/// itself. Rows are made from the end upwards, and no more than are asked for.
/// </summary>
internal sealed class Timeline(Room room, Person me, int width, bool numbers)
{
    /// <summary>Room for the time and the space behind it; numbers of messages stand in its place.</summary>
    private const int TimeWidth = 6;
    private const int WidestName = 14;

    /// <summary>So many of the last entries decide how wide the column of names is.</summary>
    private const int NamesLookedAt = 100;

    /// <summary>After a pause like this the same author's name is said again.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    private static readonly Ink[] Inks = [Ink.Green, Ink.Yellow, Ink.Blue, Ink.Magenta, Ink.Cyan];

    private readonly int _nameWidth = Math.Min(
        Math.Min(WidestName, Math.Max(4, width / 4)),
        room.Entries.Skip(Math.Max(0, room.Entries.Count - NamesLookedAt)).OfType<Spoken>().Select(entry => CellWidth.Of(entry.Message.Author.Name)).DefaultIfEmpty(4).Max());

    /// <summary>Where what others have said since the reader was here begins; nowhere, if nothing is new.</summary>
    private readonly int _firstNew = room.NewAfter is { } read
        ? room.Entries.ToList().FindIndex(entry => entry is Spoken { Message: var message } && message.Seq > read && !message.Author.Is(me))
        : -1;

    /// <summary>The last rows up to the entry of that index, at least so many if there are.</summary>
    public List<Row> Last(int count, int? upTo = null)
    {
        var rows = new List<Row>();
        for (var i = (upTo ?? room.Entries.Count) - 1; i >= 0 && rows.Count < count; i--)
            rows.InsertRange(0, Rows(i));
        return rows;
    }

    /// <summary>How many rows the entries from that index on take.</summary>
    public int CountFrom(int index)
    {
        var count = 0;
        for (var i = index; i < room.Entries.Count; i++)
            count += Rows(i).Count;
        return count;
    }

    /// <summary>The colour of a name, the same everywhere and always.</summary>
    public static Style OfName(Person person)
    {
        var sum = 0;
        foreach (var letter in person.Username)
            sum = ((sum * 57) + letter) & 0xFFFF;
        return new Style(Inks[sum % Inks.Length], Bold: true);
    }

    private List<Row> Rows(int i)
    {
        var (entry, before) = (room.Entries[i], i > 0 ? room.Entries[i - 1] : null);
        var rows = new List<Row>();
        if (before is null || before.At.ToLocalTime().Date != entry.At.ToLocalTime().Date)
            rows.Add(Rule(entry.At.ToLocalTime().ToString("dddd, d MMMM yyyy", CultureInfo.InvariantCulture)));
        if (i == _firstNew)
            rows.Add(Rule("new"));
        if (entry is Spoken spoken)
            Add(rows, spoken.Message, i != _firstNew && before is Spoken { Message: var last } && GoesOn(last, spoken.Message) ? last : null);
        else if (entry is Noted noted)
            Add(rows, noted);
        return rows;
    }

    private static bool GoesOn(Message last, Message message) =>
        last.Author.Is(message.Author) && message.At - last.At < Pause && message.ReplyTo is null && IsAction(message) is null && IsAction(last) is null;

    private Row Rule(string text)
    {
        var line = new string('─', Math.Max(0, (width - CellWidth.Of(text) - 2) / 2));
        return Row.Of(0, $"{line} {text} {line}", Style.Quiet);
    }

    private void Add(List<Row> rows, Noted noted)
    {
        var first = rows.Count;
        foreach (var line in Wrap.Lines(noted.Text, width - TimeWidth))
            rows.Add(Row.Of(TimeWidth, line, Style.Quiet));
        rows[first] = new Row([new Span(0, Time(noted), Style.Quiet), .. rows[first].Spans]);
    }

    /// <param name="goesOn">The message that this one goes on from: its name, and a time that is the same, are not said again.</param>
    private void Add(List<Row> rows, Message message, Message? goesOn)
    {
        var column = TimeWidth + _nameWidth + 2;
        if (message.ReplyTo is { } answered)
            rows.Add(Row.Of(column, CellWidth.Fit($"↪ {Quote(answered)}", width - column), Style.Quiet));
        var first = rows.Count;
        var style = Look(message);
        var action = IsAction(message);
        foreach (var line in Wrap.Lines(action is null ? Text(message) : $"* {message.Author.Name} {action}", width - column))
            rows.Add(Row.Of(column, line, style));
        var head = new List<Span>();
        if (numbers && message.Seq > 0)
            head.Add(new Span(0, $"#{message.Seq}", Style.Quiet));
        else if (goesOn is null || !string.Equals(Clock(goesOn.At), Clock(message.At), StringComparison.Ordinal))
            head.Add(new Span(0, Clock(message.At), Style.Quiet));
        if (goesOn is null && action is null)
        {
            var name = CellWidth.Fit(message.Author.Name, _nameWidth);
            head.Add(new Span(TimeWidth + _nameWidth - CellWidth.Of(name), name, OfName(message.Author)));
        }

        rows[first] = new Row([.. head, .. rows[first].Spans]);
        if (message.Reactions.Count > 0)
            rows.AddRange(Wrap.Lines(string.Join("  ", message.Reactions.Select(reaction => $"{reaction.Emoji} {reaction.Count}")), width - column).Select(line => Row.Of(column, line, Style.Quiet)));
        if (message.Failure is { } failure)
            rows.AddRange(Wrap.Lines($"Not sent: {failure}", width - column).Select(line => Row.Of(column, line, Style.Warning)));
    }

    private static string Text(Message message) =>
        message.Deleted ? "(deleted)" : message.Edited ? $"{message.Text} (edited)" : message.Text;

    private Style Look(Message message) =>
        message.Seq == 0 || message.Deleted ? Style.Quiet
        : !message.Author.Is(me) && me.IsMeantBy(message.Text) ? new Style(Ink.Yellow, Bold: true)
        : Style.Plain;

    /// <summary>What <c>/me</c> sends is one line in italics (Markdown); other clients show it as that.</summary>
    private static string? IsAction(Message message) =>
        !message.Deleted && message.Text is ['_', _, .., '_'] text && !text.AsSpan(1, text.Length - 2).ContainsAny('_', '\n') ? text[1..^1] : null;

    private string Quote(long seq) =>
        room.Find(seq) is { } message ? $"{message.Author.Name}: {Harmless.Line(Text(message))}" : $"#{seq}";

    private string Time(Noted noted) => numbers && noted.Seq > 0 ? $"#{noted.Seq}" : Clock(noted.At);

    private static string Clock(DateTimeOffset at) => at.ToLocalTime().ToString("HH:mm", CultureInfo.InvariantCulture);
}
