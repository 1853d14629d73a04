using System.Globalization;
using Parlor.Server.Data;
using Parlor.Server.Messages;
using Parlor.Server.Rooms;

namespace Parlor.Server.Terminal.Irc;

/// <summary>CHATHISTORY: what was said before (IRCv3 draft/chathistory).</summary>
internal static class HistoryCommands
{
    private const string Command = "CHATHISTORY";

    public static IrcCommand[] All { get; } = [new(Command, 0, History)];

    private static async Task History(IrcSession session, IrcMessage message)
    {
        if (message.Parameters is not [var kind, var target, var first, ..])
        {
            session.Fail(Command, "NEED_MORE_PARAMS", "Missing parameters", message.Parameters.Count > 0 ? message.Parameters[0] : "*");
            return;
        }

        var name = kind.ToUpperInvariant();
        var hasTwo = name is "BETWEEN" or "TARGETS";
        var last = message.Parameters[^1];
        if (name is not ("LATEST" or "BEFORE" or "AFTER" or "AROUND" or "BETWEEN" or "TARGETS"))
        {
            session.Fail(Command, "INVALID_PARAMS", "Unknown subcommand", kind);
            return;
        }

        if (message.Parameters.Count < (name is "BETWEEN" ? 5 : 4))
        {
            session.Fail(Command, "NEED_MORE_PARAMS", "Missing parameters", kind);
            return;
        }

        if (!int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var asked))
        {
            session.Fail(Command, "INVALID_PARAMS", "The limit is no number", kind);
            return;
        }

        var limit = Math.Min(asked == 0 ? Welcome.LongestHistory : asked, Welcome.LongestHistory);
        if (name is "TARGETS")
            await Targets(session, (target, first), limit);
        else
            await Of(session, name, target, (first, hasTwo ? message.Parameters[3] : null), limit);
    }

    private static async Task Of(IrcSession session, string name, string target, (string First, string? Second) bounds, int limit)
    {
        long roomId;
        try
        {
            (roomId, _) = await MessageCommands.Resolve(session, target);
            if (roomId != 0)
                session.Services.Rooms.Access.Require(session.UserId, Ids.Text(roomId));
        }
        catch (Problem)
        {
            session.Fail(Command, "INVALID_TARGET", "Messages could not be retrieved", $"{name} {target}");
            return;
        }

        var room = roomId == 0 ? null : session.Services.Known.Find(roomId) ?? session.Services.Known.Load(roomId, session.UserId);
        var from = await Bound.Read(session, roomId, bounds.First, name is "AFTER" or "BETWEEN");
        var to = bounds.Second is null ? null : await Bound.Read(session, roomId, bounds.Second, isAfter: false);
        if (from is null || (bounds.Second is not null && to is null))
        {
            session.Fail(Command, "INVALID_PARAMS", "That is no message and no time", $"{name} {bounds.First}");
            return;
        }

        var messages = room is null ? [] : await Read(session, name, roomId, (from, to), limit);
        Show(session, target, room, messages);
    }

    private static async Task<IReadOnlyList<Message>> Read(
        IrcSession session, string name, long roomId, (Bound From, Bound? To) bounds, int limit)
    {
        var (from, to) = bounds;
        switch (name)
        {
            case "LATEST":
                var latest = await Page(new Slice(long.MaxValue, limit, 0));
                return [.. latest.Where(message => from.IsOpen || message.Seq > from.Seq)];
            case "BEFORE":
                return await Page(new Slice(from.Seq, limit, 0));
            case "AFTER":
                return await Page(new Slice(from.Next, 0, limit));
            case "AROUND":
                return await Page(new Slice(from.Seq, limit / 2, limit - (limit / 2)));
            default:
                if (from.Seq <= to!.Seq)
                    return [.. (await Page(new Slice(from.Next, 0, limit))).Where(message => message.Seq < to.Seq)];
                return [.. (await Page(new Slice(from.Seq, limit, 0))).Where(message => message.Seq >= to.Next)];
        }

        async Task<IReadOnlyList<Message>> Page(Slice slice) =>
            (await session.Services.Messages.Store.Page(roomId, slice, session.UserId)).Messages;
    }

    private static void Show(IrcSession session, string target, IrcRoom? room, IReadOnlyList<Message> messages)
    {
        var listener = new IrcListener(session.UserId, session.Capabilities, "");
        var batch = session.Has(Capability.Batch) ? session.Output.NextBatch() : null;
        if (batch is not null)
            session.Output.Write($":{IrcOutput.ServerName} BATCH +{batch} chathistory {target}");
        foreach (var message in messages.Where(message => message.DeletedAt is null))
        {
            foreach (var (tags, body) in session.Services.Events.Lines(message, room!, listener, batch is null ? "" : "batch=" + batch))
                session.Output.Write(body, tags);
        }

        if (batch is not null)
            session.Output.Write($":{IrcOutput.ServerName} BATCH -{batch}");
    }

    private static async Task Targets(IrcSession session, (string One, string Other) bounds, int limit)
    {
        if (Bound.TimeOf(bounds.One) is not { } one || Bound.TimeOf(bounds.Other) is not { } other)
        {
            session.Fail(Command, "INVALID_PARAMS", "TARGETS takes two times", "TARGETS");
            return;
        }

        var (low, high) = one < other ? (one, other) : (other, one);
        var batch = session.Has(Capability.Batch) ? session.Output.NextBatch() : null;
        if (batch is not null)
            session.Output.Write($":{IrcOutput.ServerName} BATCH +{batch} draft/chathistory-targets");
        var rooms = await session.Services.Rooms.Store.OfMember(session.UserId);
        foreach (var room in rooms.Where(room => room.LastMessageAt?.Milliseconds > low && room.LastMessageAt?.Milliseconds < high)
            .OrderBy(room => room.LastMessageAt!.Value.Milliseconds).Take(limit))
        {
            var name = room.Kind != RoomKind.Direct ? "#" + room.Name
                : room.People is [var person, ..] ? session.Services.People.Of(person).Nick : "*";
            session.Output.Write(
                $":{IrcOutput.ServerName} {Command} TARGETS {name} {room.LastMessageAt}", batch is null ? "" : "batch=" + batch);
        }

        if (batch is not null)
            session.Output.Write($":{IrcOutput.ServerName} BATCH -{batch}");
    }

    /// <summary>A place in a room's log.</summary>
    /// <param name="Seq">Messages before the place have smaller numbers.</param>
    /// <param name="Next">The number from which on messages are after the place.</param>
    private sealed record Bound(long Seq, long Next)
    {
        private const string IdPrefix = "msgid=";

        private const string TimePrefix = "timestamp=";

        /// <summary>Whether it is no place, but everywhere.</summary>
        public bool IsOpen { get; private init; }

        /// <summary>The place that a client names; null: it is none.</summary>
        public static async Task<Bound?> Read(IrcSession session, long roomId, string text, bool isAfter)
        {
            if (text is "*")
                return new Bound(0, 0) { IsOpen = true };
            if (text.StartsWith(IdPrefix, StringComparison.Ordinal))
                return MessageCommands.SeqOf(text[IdPrefix.Length..], roomId) is { } seq ? new Bound(seq, seq + 1) : null;
            if (TimeOf(text) is not { } time)
                return null;
            return new Bound(await FirstSince(session, roomId, isAfter ? time + 1 : time), await FirstSince(session, roomId, time + 1));
        }

        /// <summary>The time that a client names, in milliseconds; null: it is none.</summary>
        public static long? TimeOf(string text) =>
            text.StartsWith(TimePrefix, StringComparison.Ordinal)
            && DateTimeOffset.TryParse(text.AsSpan(TimePrefix.Length), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
                ? time.ToUnixTimeMilliseconds() : null;

        /// <summary>The number of the first message since a time, found by halving.</summary>
        private static async Task<long> FirstSince(IrcSession session, long roomId, long milliseconds)
        {
            var store = session.Services.Messages.Store;
            var newest = (await store.Page(roomId, new Slice(long.MaxValue, 1, 0), session.UserId)).Messages;
            var (low, high) = (1L, newest.Count == 0 ? 1 : newest[0].Seq + 1);
            while (low < high)
            {
                var middle = low + ((high - low) / 2);
                var found = (await store.Page(roomId, new Slice(middle, 0, 1), session.UserId)).Messages;
                if (found.Count == 0 || found[0].At.Milliseconds >= milliseconds)
                    high = middle;
                else
                    low = found[0].Seq + 1;
            }

            return low;
        }
    }
}
