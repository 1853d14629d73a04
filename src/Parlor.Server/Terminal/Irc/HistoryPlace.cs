using System.Globalization;

namespace Parlor.Server.Terminal.Irc;

/// <summary>A place in a room's log.</summary>
/// <param name="Seq">Messages before the place have smaller numbers.</param>
/// <param name="Next">The number from which on messages are after the place.</param>
internal sealed record HistoryPlace(long Seq, long Next)
{
    private const string IdPrefix = "msgid=";

    private const string TimePrefix = "timestamp=";

    /// <summary>Whether it is no place, but everywhere.</summary>
    public bool IsOpen { get; private init; }

    /// <summary>The place that a client names; null: it is none.</summary>
    public static async Task<HistoryPlace?> Read(IrcSession session, long roomId, string text)
    {
        if (text is "*")
            return new HistoryPlace(0, 0) { IsOpen = true };
        if (text.StartsWith(IdPrefix, StringComparison.Ordinal))
            return MessageCommands.SeqOf(text[IdPrefix.Length..], roomId) is { } seq ? new HistoryPlace(seq, seq + 1) : null;
        if (TimeOf(text) is not { } time)
            return null;
        var log = session.Services.Messages.Log;
        return new HistoryPlace(await log.FirstSince(roomId, time, session.UserId), await log.FirstSince(roomId, time + 1, session.UserId));
    }

    /// <summary>The place that a client names among what its person has said to themselves; null: it is none.</summary>
    public static HistoryPlace? Among(IReadOnlyList<SelfMessage> messages, string text)
    {
        if (text is "*")
            return new HistoryPlace(0, 0) { IsOpen = true };
        if (text.StartsWith(IdPrefix, StringComparison.Ordinal))
        {
            var at = messages.TakeWhile(one => !string.Equals(one.Id, text[IdPrefix.Length..], StringComparison.Ordinal)).Count();
            return at < messages.Count ? new HistoryPlace(at + 1, at + 2) : null;
        }

        return TimeOf(text) is { } time
            ? new HistoryPlace(FirstSince(time), FirstSince(time + 1)) : null;

        long FirstSince(long milliseconds) => messages.TakeWhile(one => one.At.Milliseconds < milliseconds).Count() + 1;
    }

    /// <summary>The time that a client names, in milliseconds; null: it is none.</summary>
    public static long? TimeOf(string text) =>
        text.StartsWith(TimePrefix, StringComparison.Ordinal)
        && DateTimeOffset.TryParse(text.AsSpan(TimePrefix.Length), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.ToUnixTimeMilliseconds() : null;
}
