using System.Text;

namespace Parlor.Server.Terminal.Irc;

/// <summary>BATCH: a message of several lines (IRCv3 draft/multiline), which is one message of Parlor.</summary>
internal static class MultilineCommands
{
    private const string BatchTag = "batch";

    public static IrcCommand[] All { get; } = [new("BATCH", 1, Batch)];

    /// <summary>Whether a line belongs to the batch that is open, or to one that has failed; then it is taken.</summary>
    public static bool TryTake(IrcSession session, IrcMessage message)
    {
        if (!session.Has(Capability.Multiline) || !message.Tags.TryGetValue(BatchTag, out var reference))
            return false;
        if (session.OpenBatch is { } batch)
            Take(session, batch, message, reference);
        else if (!string.Equals(reference, session.FailedBatch, StringComparison.Ordinal))
            Fail(session, "MULTILINE_INVALID", "There is no such batch.");
        return true;
    }

    private static Task Batch(IrcSession session, IrcMessage message)
    {
        var reference = message.Parameters[0];
        if (!session.Has(Capability.Multiline) || reference.Length < 2 || reference[0] is not ('+' or '-'))
        {
            session.Fail("BATCH", "INVALID_PARAMS", "That is no batch.");
        }
        else if (reference[0] == '-')
        {
            return End(session, reference[1..]);
        }
        else if (message.Parameters is not [_, MultilineText.Batch, { Length: > 0 } target, ..] || session.OpenBatch is not null)
        {
            session.OpenBatch = null;
            Fail(session, "MULTILINE_INVALID", "A batch has a type and a target, and there is one at a time.");
        }
        else
        {
            session.OpenBatch = new OpenBatch(reference[1..], target, message);
        }

        return Task.CompletedTask;
    }

    private static void Take(IrcSession session, OpenBatch batch, IrcMessage message, string reference)
    {
        var goesOn = message.Tags.ContainsKey(MultilineText.GoesOnTag);
        var isSame = string.Equals(reference, batch.Reference, StringComparison.Ordinal) && message.Command is "PRIVMSG" or "NOTICE"
            && string.Equals(batch.Command ?? message.Command, message.Command, StringComparison.Ordinal);
        if (!isSame || message.Parameters is not [var target, var text, ..] || !IrcPeople.IsSame(target, batch.Target) || (goesOn && text.Length == 0))
        {
            Fail(session, "MULTILINE_INVALID", "This line does not belong there.");
            return;
        }

        batch.Command = message.Command;
        batch.Bytes += Encoding.UTF8.GetByteCount(text) + (goesOn || batch.Lines.Count == 0 ? 0 : 1);
        batch.Lines.Add((text, goesOn));
        if (batch.Bytes > MultilineText.LongestBytes)
            Fail(session, "MULTILINE_MAX_BYTES", "The message is too long.", MultilineText.LongestBytes);
        else if (batch.Lines.Count > MultilineText.MostLines)
            Fail(session, "MULTILINE_MAX_LINES", "The message has too many lines.", MultilineText.MostLines);
    }

    private static async Task End(IrcSession session, string reference)
    {
        if (session.OpenBatch is not { } batch || !string.Equals(reference, batch.Reference, StringComparison.Ordinal))
        {
            if (!string.Equals(reference, session.FailedBatch, StringComparison.Ordinal))
                Fail(session, "MULTILINE_INVALID", "There is no such batch.");
            return;
        }

        session.OpenBatch = null;
        if (batch.Lines.All(line => line.Line.Length == 0))
        {
            Fail(session, "MULTILINE_INVALID", "The message is empty.");
            return;
        }

        try
        {
            var (roomId, person) = await MessageCommands.Resolve(session, batch.Target);
            var kept = MultilineText.Kept(batch.Lines);
            var opening = batch.Opening with { Command = batch.Command! };
            if (roomId != 0 && person is null)
                ChannelSpeech.Require(session, roomId, kept);
            if (roomId == 0)
                MessageCommands.ToSelf(session, opening, kept.ReplaceLineEndings(" "));
            else if (person is null || UserModeCommands.LetsThrough(session, person, kept))
                await MessageCommands.Post(session, opening, (roomId, batch.Target), MultilineText.Posted(kept), kept);
        }
        catch (Problem problem)
        {
            MessageCommands.Refuse(session, batch.Command!, batch.Target, problem);
        }
    }

    private static void Fail(IrcSession session, string code, string words, int? limit = null)
    {
        session.FailedBatch = session.OpenBatch?.Reference ?? session.FailedBatch;
        session.OpenBatch = null;
        session.Fail("BATCH", code, words, limit is { } most ? $"{most}" : "");
    }
}

/// <summary>A batch that a client has begun.</summary>
/// <param name="Reference">What the client calls it.</param>
/// <param name="Target">Where the message goes.</param>
/// <param name="Opening">The line that began it, with the tags of the message.</param>
internal sealed record OpenBatch(string Reference, string Target, IrcMessage Opening)
{
    public List<(string Line, bool GoesOn)> Lines { get; } = [];

    /// <summary>What the lines are: messages or notices.</summary>
    public string? Command { get; set; }

    public int Bytes { get; set; }

    public string Label => Opening.Tags.GetValueOrDefault("label") ?? "";
}
