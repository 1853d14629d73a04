using System.Text.Json;

namespace Parlor.Cli.Chat;

/// <summary>Something in a timeline.</summary>
/// <param name="Seq">Its number in the room's log; 0 for what is not in the log.</param>
internal abstract record Entry(long Seq, DateTimeOffset At)
{
    /// <summary>How an event of the log is shown; null for one that is not, such as a change of what is shown already.</summary>
    public static Entry? From(JsonElement happened)
    {
        if (happened.Text("type") is "receive_message")
            return new Spoken(Message.From(happened.Member("message")));
        return Sentence(happened) is { } sentence ? new Noted(happened.Number("seq"), Message.Time(happened.Text("at")), sentence) : null;
    }

    private static string? Sentence(JsonElement happened)
    {
        var who = Person.From(happened.Member("user")).Name;
        var by = happened.Has("by") ? Person.From(happened.Member("by")).Name : null;
        return happened.Text("type") switch
        {
            "join_room_announcement" => by is null || string.Equals(by, who, StringComparison.Ordinal) ? $"→ {who} has joined" : $"→ {by} has added {who}",
            "leave_room_announcement" => by is null || string.Equals(by, who, StringComparison.Ordinal) ? $"← {who} has left" : $"← {by} has removed {who}",
            "member_updated" => $"· {who} is {Harmless.Line(happened.Text("role"))} now",
            "member_banned" => $"· {by} has banned {who}",
            "member_unbanned" => $"· {by} has lifted the ban on {who}",
            "member_timed_out" => $"· {by} has silenced {who} for a while",
            "timeout_ended" => $"· {who} may write again",
            "room_updated" => $"· {by} has changed the room: {Harmless.Line(happened.Member("details").Text("title"))}{Topic(happened)}",
            "group_converted" => $"· {by} has made this group a room",
            "messages_purged" => $"· {by} has deleted messages of {who}",
            _ => null,
        };
    }

    private static string Topic(JsonElement happened) =>
        Harmless.Line(happened.Member("details").Text("topic")) is { Length: > 0 } topic ? $" — {topic}" : "";
}

/// <summary>What somebody has said.</summary>
internal sealed record Spoken(Message Message) : Entry(Message.Seq, Message.At);

/// <summary>What has happened besides, in a sentence.</summary>
internal sealed record Noted(long Seq, DateTimeOffset At, string Text) : Entry(Seq, At);
