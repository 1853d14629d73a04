using System.Globalization;

namespace Parlor.Cli.Chat;

/// <summary>The rooms, with what is unread: bold where something is, with <c>@</c> where somebody was meant.</summary>
internal static class Sidebar
{
    /// <summary>So many rooms have a key of their own.</summary>
    private const int Keyed = 9;

    public static void Draw(Screen screen, ChatModel model, int top, int width, int height)
    {
        var rooms = model.Rooms;
        var current = 0;
        for (var i = 0; i < rooms.Count; i++)
            current = rooms[i] == model.Current ? i : current;
        // The room that is open stays in view.
        var first = Math.Clamp(current - (height / 2), 0, Math.Max(0, rooms.Count - height));
        for (var i = first; i < Math.Min(rooms.Count, first + height); i++)
            DrawRoom(screen, model, rooms[i], i, top + i - first, width);
        for (var row = top; row < top + height; row++)
            screen.Write(row, width, "│", Style.Quiet);
    }

    private static void DrawRoom(Screen screen, ChatModel model, Room room, int index, int row, int width)
    {
        var style = new Style(Bold: room.Unread > 0, Reverse: room == model.Current);
        screen.Fill(row, 0, width, style);
        if (index < Keyed)
            screen.Write(row, 0, (index + 1).ToString(CultureInfo.InvariantCulture), room == model.Current ? style : Style.Quiet);
        var unread = room.Unread == 0 ? "" : room.Mentions > 0 ? $"@{Count(room.Mentions)}/{Count(room.Unread)}" : Count(room.Unread);
        var label = room.Other is { } other ? $"{Dot(model, other)}{other.Username}" : room.Label;
        screen.Write(row, 2, CellWidth.Fit(label, width - 4 - unread.Length), style);
        screen.Write(row, width - 1 - unread.Length, unread, style);
    }

    /// <summary>How somebody is there, by shape and not by colour.</summary>
    public static string Dot(ChatModel model, Person person) => model.Presence.GetValueOrDefault(person.Id) switch
    {
        "online" => "●",
        "idle" => "◐",
        "dnd" => "⊖",
        _ => "○",
    };

    private static string Count(long count) => count > 99 ? "99+" : count.ToString(CultureInfo.InvariantCulture);
}
