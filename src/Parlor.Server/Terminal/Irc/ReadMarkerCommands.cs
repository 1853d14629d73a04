using Parlor.Server.Data;
using Parlor.Server.Messages;
using Parlor.Server.Rooms;

namespace Parlor.Server.Terminal.Irc;

/// <summary>MARKREAD: up to where a person has read (IRCv3 draft/read-marker).</summary>
internal static class ReadMarkerCommands
{
    private const string Command = "MARKREAD";

    private const string Unknown = "*";

    public static IrcCommand[] All { get; } = [new(Command, 0, Mark)];

    /// <summary>Tells the client of its person's mark in a room that they have just come into.</summary>
    public static void Arrived(IrcSession session, IrcRoom room)
    {
        if (session.Has(Capability.ReadMarker))
            Tell(session, room.Channel, session.Services.ReadMarks.Of(session.UserId, room.Channel));
    }

    /// <summary>Tells the client of its person's mark in a room that they were in before.</summary>
    public static async Task Greet(IrcSession session, IrcRoom room)
    {
        if (session.Has(Capability.ReadMarker))
            Tell(session, room.Channel, await Find(session, new Target(room.Channel, room.Id)));
    }

    /// <summary>Tells the client that its person has read by another connection, which knows up to which message.</summary>
    public static async Task ReadElsewhere(IrcSession session, RoomRead read)
    {
        if (!session.Has(Capability.ReadMarker))
            return;
        var services = session.Services;
        var page = await services.Messages.Store.Page(read.RoomId, new Slice(read.Seq + 1, 1, 0), session.UserId);
        var room = services.Known.Get(read.RoomId, session.UserId);
        var other = room.Kind == RoomKind.Direct ? services.People.Of(Conversation.OtherThan(session.UserId, room.Name)) : null;
        var (name, key) = other is null ? (room.Channel, room.Channel) : (other.Nick, Ids.Text(other.UserId));
        // A mark that came by IRC is known already.
        if (page.Messages is not [var message, ..] || services.ReadMarks.Of(session.UserId, key) >= message.At.Milliseconds)
            return;
        session.Output.WriteAside(Line(session, name, services.ReadMarks.Advance(session.UserId, key, message.At.Milliseconds)), "");
    }

    private static async Task Mark(IrcSession session, IrcMessage message)
    {
        if (message.Parameters is not [{ Length: > 0 } name, ..])
        {
            session.Fail(Command, "NEED_MORE_PARAMS", "Missing parameters");
            return;
        }

        var target = await TargetOf(session, name);
        if (message.Parameters.Count == 1)
        {
            Tell(session, IrcMessage.Middle(name), target is { } known ? await Find(session, known) : null);
        }
        else if (target is not { } marked || HistoryPlace.TimeOf(message.Parameters[1]) is not { } time)
        {
            session.Fail(Command, "INVALID_PARAMS", "That is no time, or nothing that can be read.", IrcMessage.Middle(name));
        }
        else
        {
            var mark = session.Services.ReadMarks.Advance(session.UserId, marked.Key, time);
            await TellParlor(session, marked, mark);
            Tell(session, name, mark);
            foreach (var other in session.Services.Monitor.Of(session.UserId).Where(one => one != session && one.Has(Capability.ReadMarker)))
                other.Output.WriteAside(Line(session, name, mark), "");
        }
    }

    private static async Task<Target?> TargetOf(IrcSession session, string name)
    {
        if (name.StartsWith('#'))
        {
            return IrcNames.IsChannel(name) && ChannelCommands.Visible(session, IrcNames.Room(name)) is { } room
                ? new Target("#" + room.Name, room.Id) : null;
        }

        return await session.FindPerson(name) is { } person
            ? new Target(Ids.Text(person.UserId), session.Direct.GetValueOrDefault(person.UserId)) : null;
    }

    private static async Task<long?> Find(IrcSession session, Target target)
    {
        if (session.Services.ReadMarks.Of(session.UserId, target.Key) is { } mark)
            return mark;
        if (target.RoomId == 0 || !session.Services.Rooms.Access.IsMember(session.UserId, target.RoomId))
            return null;
        var room = await session.Services.Rooms.Store.Get(session.UserId, target.RoomId);
        var read = await session.Services.Messages.Store.Page(target.RoomId, new Slice((room.LastReadSeq ?? 0) + 1, 1, 0), session.UserId);
        return read.Messages is [var message, ..] ? message.At.Milliseconds : null;
    }

    /// <summary>What is read by IRC is read everywhere.</summary>
    private static async Task TellParlor(IrcSession session, Target target, long milliseconds)
    {
        if (target.RoomId == 0 || !session.Services.Rooms.Access.IsMember(session.UserId, target.RoomId))
            return;
        var next = await session.Services.Messages.Log.FirstSince(target.RoomId, milliseconds + 1, session.UserId);
        if (next > 1)
            await session.Services.Rooms.MarkRead.Execute(session.UserId, Ids.Text(target.RoomId), next - 1, session.Connection);
    }

    private static void Tell(IrcSession session, string target, long? mark) => session.Output.Write(Line(session, target, mark));

    private static string Line(IrcSession session, string target, long? mark) =>
        $":{session.ServerName} {Command} {target} {(mark is { } milliseconds ? "timestamp=" + new Timestamp(milliseconds) : Unknown)}";

    /// <summary>What is read.</summary>
    /// <param name="Key">What its mark is kept by: a channel, or the id of a person.</param>
    /// <param name="RoomId">The room; 0: it is not known yet.</param>
    private readonly record struct Target(string Key, long RoomId);
}
