using System.Globalization;
using System.Text;
using Parlor.Server.Accounts;
using Parlor.Server.Administration;
using Parlor.Server.Data;
using Parlor.Server.Messages;
using Parlor.Server.Realtime;
using Parlor.Server.Rooms;

namespace Parlor.Server.Terminal.Lines;

/// <summary>Puts what happens in a room into lines: <c>[lobby] ada: hello</c>, or <c>[lobby] * ada has joined</c>.</summary>
internal static class EventLines
{
    private const string Dim = "\e[2m";
    private const string Bold = "\e[1m";
    private const string Plain = "\e[0m";

    /// <summary>The event's lines; null where there is nothing to say of it.</summary>
    public static byte[]? Render(LineFormat format, OutgoingEvent happened) => happened switch
    {
        MessagePosted posted => Render(format, posted.Message),
        MessageEdited edited => Note(format, edited.At, $"{Name(edited.By)} changed #{Number(edited.Message.Seq)}: {edited.Message.Text}"),
        MessageDeleted deleted => Note(format, deleted.At, $"{Name(deleted.By)} deleted #{Number(deleted.Message.Seq)}"),
        ReactionAdded added => Note(format, added.At, $"{Name(added.User)} reacted {added.Emoji} to #{Number(added.MessageSeq)}"),
        MemberJoined or MemberLeft when format.IsDirect => null,
        MemberJoined { By: { } by } joined => Note(format, joined.At, $"{Name(joined.User)} was added by {Name(by)}"),
        MemberJoined joined => Note(format, joined.At, $"{Name(joined.User)} has joined"),
        MemberLeft { By: { } by } left => Note(format, left.At, $"{Name(left.User)} was removed by {Name(by)}"),
        MemberLeft left => Note(format, left.At, $"{Name(left.User)} has left"),
        MemberUpdated updated => Note(format, updated.At, $"{Name(updated.User)} is {RoleName(updated.Given)} now"),
        RoomUpdated updated => Note(format, updated.At, Change(updated)),
        RoomDeleted => Note(format, at: null, "The room is gone."),
        _ => null,
    };

    /// <summary>The lines of an event by somebody whom the reader has blocked: that a message came, and not what it says.</summary>
    public static byte[]? Hidden(LineFormat format, OutgoingEvent happened) => happened switch
    {
        MessagePosted posted => Hidden(format, posted.Message),
        MessageEdited => null,
        _ => Render(format, happened),
    };

    /// <summary>What stands in the place of a message by somebody whom the reader has blocked.</summary>
    public static byte[] Hidden(LineFormat format, Message message) =>
        Note(format, message.At, $"{Name(message.Author)}, whom you have blocked, said something");

    /// <summary>A message's lines.</summary>
    public static byte[] Render(LineFormat format, Message message)
    {
        var line = Begin(format, message.At);
        if (format.Style.HasFlag(LineStyle.Numbers))
            line.Append('#').Append(Number(message.Seq)).Append(' ');
        AppendLabel(line, format);
        var deed = message.DeletedAt is null ? ActionText.Find(message.Text) : null;
        var isColored = format.Style.HasFlag(LineStyle.Color);
        line.Append(deed is null ? "" : "* ").Append(isColored ? Bold : "").Append(Name(message.Author)).Append(isColored ? Plain : "");
        line.Append(deed is null ? ": " : " ");
        if (message.ReplyTo is { } answered)
            line.Append("(re #").Append(Number(answered)).Append(") ");
        return End(line, format, message.DeletedAt is null ? deed ?? message.Text : "(deleted)");
    }

    /// <summary>What an administrator says to everybody, wherever they are.</summary>
    public static byte[] Render(LineStyle style, ServerAnnouncement announced)
    {
        var format = new LineFormat("", style);
        return End(Begin(format, announced.At).Append("*** "), format, announced.Text);
    }

    /// <summary>A person as they stand in a line.</summary>
    public static string Name(Person person) => SafeText.Line(person.DisplayName);

    private static byte[] Note(LineFormat format, Timestamp? at, string text)
    {
        var line = Begin(format, at);
        AppendLabel(line, format);
        return End(line.Append("* "), format, text);
    }

    private static StringBuilder Begin(LineFormat format, Timestamp? at)
    {
        var line = new StringBuilder();
        if (at is { } time && format.Style.HasFlag(LineStyle.Time))
            line.Append(time.Value.ToString("HH:mm ", CultureInfo.InvariantCulture));
        return line;
    }

    private static void AppendLabel(StringBuilder line, LineFormat format)
    {
        var isColored = format.Style.HasFlag(LineStyle.Color);
        line.Append(isColored ? Dim : "").Append('[').Append(format.Label).Append(']').Append(isColored ? Plain : "").Append(' ');
    }

    /// <summary>Adds the text, its further lines indented: nobody writes a line that looks like another person's.</summary>
    private static byte[] End(StringBuilder line, LineFormat format, string text)
    {
        var end = format.Style.HasFlag(LineStyle.CrLf) ? "\r\n" : "\n";
        line.AppendJoin(end + "  ", SafeText.Lines(text)).Append(end);
        return Encoding.UTF8.GetBytes(line.ToString());
    }

    private static string Change(RoomUpdated updated)
    {
        var (by, now, before) = (Name(updated.By), updated.Details, updated.Before);
        if (before is null || string.Equals(now.Topic, before.Topic, StringComparison.Ordinal))
            return $"{by} changed the room";
        return now.Topic.Length == 0 ? $"{by} took the topic away" : $"{by} set the topic: {now.Topic}";
    }

    private static string RoleName(GivenRole given) => given.Custom?.Name ?? Wire.Text(given.Role);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
