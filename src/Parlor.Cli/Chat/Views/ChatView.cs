namespace Parlor.Cli.Chat;

/// <summary>
/// The whole picture: a bar with the room, the rooms beside the timeline, a line for what goes on, and the line that is written. It fits
/// any size: a narrow terminal has no rooms at the side, a low one fewer messages.
/// </summary>
internal sealed class ChatView(ChatModel model, LineEditor editor, Scroll scroll, TimeProvider clock)
{
    private const int SidebarWidth = 20;

    /// <summary>Below this width the rooms would take what the messages need.</summary>
    private const int NarrowestWithSidebar = 64;

    private const string Prompt = "› ";

    /// <summary>Whether messages show their numbers in place of the time.</summary>
    public bool Numbers { get; set; }

    /// <summary>What the program says for the moment, in the line above the one that is written.</summary>
    public string Notice { get; set; } = "";

    /// <summary>What stands where messages would, as long as there is no room.</summary>
    public string Board { get; set; } = "You are in no room yet. /rooms lists those that are open to all, /join ROOM enters one.";

    public string Written => editor.Text;

    /// <summary>Puts something into the line that is written, to be changed there.</summary>
    public void Propose(string text) => editor.Replace(text);

    /// <summary>How many rows the timeline has.</summary>
    public int TimelineHeight { get; private set; } = 1;

    public void Draw(Screen screen, int width, int height)
    {
        screen.Begin(width, height);
        if (width < 4 || height < 3)
            return;
        TimelineHeight = Math.Max(1, height - 3);
        var side = width >= NarrowestWithSidebar ? SidebarWidth : 0;
        DrawBar(screen, width);
        if (side > 0)
            Sidebar.Draw(screen, model, 1, side, TimelineHeight);
        DrawTimeline(screen, side == 0 ? 0 : side + 2, width, TimelineHeight);
        if (height > 3)
            DrawStatus(screen, height - 2, width);
        DrawInput(screen, height - 1, width);
    }

    /// <summary>The current room's rows for a terminal of this width.</summary>
    public Timeline? TimelineOf(int width)
    {
        var side = width >= NarrowestWithSidebar ? SidebarWidth + 2 : 0;
        return model.Current is { } room ? new Timeline(room, model.Me, width - side, Numbers) : null;
    }

    private void DrawBar(Screen screen, int width)
    {
        screen.Fill(0, 0, width, Style.Bar);
        if (model.Current is not { } room)
        {
            screen.Write(0, 1, "Parlor", Style.Bar with { Bold = true });
            return;
        }

        var present = room.People.Values.Count(person => model.Presence.GetValueOrDefault(person.Id) is "online" or "idle" or "dnd");
        var count = room.IsDirect ? "" : present > 0 ? $"{present} here · {room.MemberCount} members" : $"{room.MemberCount} members";
        var at = screen.Write(0, 1, CellWidth.Fit(room.Label, width - 2), Style.Bar with { Bold = true });
        var about = string.Join(" — ", new[] { room.Title, room.Topic }.Where(text => text.Length > 0 && !string.Equals(text, room.Name, StringComparison.Ordinal)));
        var end = width - count.Length - 2;
        screen.Write(0, at + 2, CellWidth.Fit(about, Math.Max(0, end - at - 3)), Style.Bar);
        if (end > at + 1)
            screen.Write(0, end + 1, count, Style.Bar);
    }

    private void DrawTimeline(Screen screen, int left, int width, int height)
    {
        if (model.Current is not { } room || TimelineOf(width) is not { } timeline)
        {
            var lines = Wrap.Lines(Board, width - left - 1);
            for (var i = 0; i < Math.Min(lines.Count, height); i++)
                screen.Write(1 + i, left, lines[i]);
            return;
        }

        var rows = scroll.Visible(room, timeline, height);
        // A short timeline stands at the bottom, where the next message will be.
        var top = 1 + height - rows.Count;
        for (var i = 0; i < rows.Count; i++)
        {
            foreach (var span in rows[i].Spans)
                screen.Write(top + i, left + span.Column, span.Text, span.Style);
        }
    }

    private void DrawStatus(Screen screen, int row, int width)
    {
        screen.Fill(row, 0, width, Style.Plain);
        if (!model.IsConnected)
        {
            var seconds = Math.Max(0, (int)Math.Ceiling((model.RetryAt - clock.GetUtcNow()).TotalSeconds));
            var next = model.Trouble.Length == 0 ? "Connecting …" : seconds > 0 ? $"{model.Trouble} Next attempt in {seconds} s; what you write waits." : $"{model.Trouble} Connecting …";
            screen.Fill(row, 0, width, Style.Warning with { Reverse = true });
            screen.Write(row, 1, CellWidth.Fit(next, width - 2), Style.Warning with { Reverse = true });
            return;
        }

        var right = scroll.IsAtEnd ? model.Me.Username : "↓ newer: PgDn, Esc";
        var typing = model.Typing();
        var left = Notice.Length > 0 ? Notice : typing.Count switch
        {
            0 => "",
            1 => $"{typing[0].Name} is typing …",
            2 => $"{typing[0].Name} and {typing[1].Name} are typing …",
            _ => "Several people are typing …",
        };
        screen.Write(row, 1, CellWidth.Fit(left, Math.Max(0, width - CellWidth.Of(right) - 4)), Notice.Length > 0 ? Style.Strong : Style.Quiet);
        if (CellWidth.Of(right) < width - 2)
            screen.Write(row, width - CellWidth.Of(right) - 1, right, Style.Quiet);
    }

    /// <summary>The line that is written, moved to the left as far as the cursor needs.</summary>
    private void DrawInput(Screen screen, int row, int width)
    {
        var start = screen.Write(row, 0, Prompt, Style.Quiet);
        var space = width - start - 1;
        var before = editor.Text[..editor.Cursor].Replace('\n', '↵');
        var all = editor.Text.Replace('\n', '↵');
        var skipped = 0;
        while (CellWidth.Of(before[skipped..]) > space)
            skipped += System.Globalization.StringInfo.GetNextTextElementLength(before, skipped);
        screen.Write(row, start, all[skipped..]);
        screen.Cursor = (row, start + CellWidth.Of(before[skipped..]));
    }
}
