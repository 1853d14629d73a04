using System.Globalization;
using Parlor.Server.Data;
using Parlor.Server.Messages;
using Parlor.Server.Realtime;
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

        var own = roomId == 0 ? session.Services.ToSelf.Of(session.UserId) : null;
        var from = await Place(bounds.First);
        var to = bounds.Second is null ? null : await Place(bounds.Second);
        if (from is null || (bounds.Second is not null && to is null))
        {
            session.Fail(Command, "INVALID_PARAMS", "That is no message and no time", $"{name} {bounds.First}");
            return;
        }

        if (own is not null)
        {
            var listener = new IrcListener(session.UserId, session.Capabilities, "");
            var said = await Read(name, (from, to), limit, slice => Task.FromResult(SelfMessages.Page(own, slice)), one => one.Seq);
            Show(session, target, tags => said.Select(one => one.Message.Line(listener, session.Identity, tags)));
            return;
        }

        var events = await Read(name, (from, to), limit, slice => Page(session, roomId, slice), happened => happened.Seq);
        Show(session, target, session.Services.Known.Get(roomId, session.UserId), events);

        Task<HistoryPlace?> Place(string text) =>
            own is null ? HistoryPlace.Read(session, roomId, text) : Task.FromResult(HistoryPlace.Among(own, text));
    }

    /// <summary>Shows the last messages of a room whose member the person is, unasked.</summary>
    /// <returns>The number of the last one; 0 when there is none.</returns>
    public static async Task<long> ShowLatest(IrcSession session, IrcRoom room, int limit)
    {
        var last = await Page(session, room.Id, new Slice(long.MaxValue, limit, 0));
        if (last.Count == 0)
            return 0;
        Show(session, room.Channel, room, last);
        return last[^1].Seq;
    }

    /// <summary>What a client asks for.</summary>
    /// <param name="name">The subcommand.</param>
    /// <param name="bounds">The places that it names.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="page">Reads a part of the log.</param>
    /// <param name="seqOf">The number of something in the log.</param>
    private static async Task<IReadOnlyList<T>> Read<T>(
        string name, (HistoryPlace From, HistoryPlace? To) bounds, int limit, Func<Slice, Task<IReadOnlyList<T>>> page, Func<T, long> seqOf)
    {
        var (from, to) = bounds;
        switch (name)
        {
            case "LATEST":
                return [.. (await page(new Slice(long.MaxValue, limit, 0))).Where(one => from.IsOpen || seqOf(one) >= from.Next)];
            case "BEFORE":
                return await page(new Slice(from.Seq, limit, 0));
            case "AFTER":
                return await page(new Slice(from.Next, 0, limit));
            case "AROUND":
                return await page(new Slice(from.Seq, limit / 2, limit - (limit / 2)));
            default:
                if (from.Seq <= to!.Seq)
                    return [.. (await page(new Slice(from.Next, 0, limit))).Where(one => seqOf(one) < to.Seq)];
                return [.. (await page(new Slice(from.Seq, limit, 0))).Where(one => seqOf(one) >= to.Next)];
        }
    }

    private static async Task<IReadOnlyList<RoomEvent>> Page(IrcSession session, long roomId, Slice slice)
    {
        if (session.Has(Capability.EventPlayback))
            return await session.Services.Messages.Log.Page(roomId, slice, session.UserId);
        var page = await session.Services.Messages.Store.Page(roomId, slice, session.UserId);
        return [.. page.Messages.Where(message => message.DeletedAt is null).Select(EventHistory.ToEvent)];
    }

    /// <summary>Shows what happened in a room, but for what those have said whom the person has blocked.</summary>
    private static void Show(IrcSession session, string target, IrcRoom room, IReadOnlyList<RoomEvent> events)
    {
        var (services, listener) = (session.Services, new IrcListener(session.UserId, session.Capabilities, ""));
        var shown = events.Where(happened => !services.Ignored.Hides(session.UserId, happened));
        Show(session, target, tags => shown.SelectMany(happened => services.Events.Played(happened, room, listener, tags)));
    }

    /// <summary>Sends lines, which are told the tags that they begin with, in a batch where the client knows batches.</summary>
    private static void Show(IrcSession session, string target, Func<string, IEnumerable<(string Tags, string Body)>> lines)
    {
        var batch = session.Has(Capability.Batch) ? session.Output.NextBatch() : null;
        if (batch is not null)
            session.Output.Write($":{session.ServerName} BATCH +{batch} chathistory {IrcMessage.Middle(target)}");
        foreach (var (tags, body) in lines(batch is null ? "" : "batch=" + batch))
            session.Output.Write(body, tags);
        if (batch is not null)
            session.Output.Write($":{session.ServerName} BATCH -{batch}");
    }

    private static async Task Targets(IrcSession session, (string One, string Other) bounds, int limit)
    {
        if (HistoryPlace.TimeOf(bounds.One) is not { } one || HistoryPlace.TimeOf(bounds.Other) is not { } other)
        {
            session.Fail(Command, "INVALID_PARAMS", "TARGETS takes two times", "TARGETS");
            return;
        }

        var (low, high) = one < other ? (one, other) : (other, one);
        var batch = session.Has(Capability.Batch) ? session.Output.NextBatch() : null;
        if (batch is not null)
            session.Output.Write($":{session.ServerName} BATCH +{batch} draft/chathistory-targets");
        var rooms = await session.Services.Rooms.Store.OfMember(session.UserId);
        foreach (var room in rooms.Where(room => room.LastMessageAt?.Milliseconds > low && room.LastMessageAt?.Milliseconds < high)
            .OrderBy(room => room.LastMessageAt!.Value.Milliseconds).Take(limit))
        {
            var name = room.Kind != RoomKind.Direct ? "#" + room.Name
                : room.People is [var person, ..] ? session.Services.People.Of(person).Nick : "*";
            session.Output.Write(
                $":{session.ServerName} {Command} TARGETS {name} {room.LastMessageAt}", batch is null ? "" : "batch=" + batch);
        }

        if (batch is not null)
            session.Output.Write($":{session.ServerName} BATCH -{batch}");
    }
}
