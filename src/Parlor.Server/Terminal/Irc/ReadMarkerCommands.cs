using Parlor.Server.Data;
using Parlor.Server.Messages;

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
            Tell(session, room.Channel, session.Services.ReadMarks.Of(session.UserId, new MetadataSubject(room.Id, IsRoom: true)));
    }

    /// <summary>Tells the client of its person's mark in a room that they were in before.</summary>
    public static async Task Greet(IrcSession session, IrcRoom room)
    {
        if (session.Has(Capability.ReadMarker))
            Tell(session, room.Channel, await Find(session, new MetadataSubject(room.Id, IsRoom: true)));
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
            var mark = session.Services.ReadMarks.Advance(session.UserId, marked, time);
            await TellParlor(session, marked, mark);
            Tell(session, name, mark);
            foreach (var other in session.Services.Monitor.Of(session.UserId).Where(one => one != session && one.Has(Capability.ReadMarker)))
                other.Output.WriteAside(Line(session, name, mark), "");
        }
    }

    private static async Task<MetadataSubject?> TargetOf(IrcSession session, string name)
    {
        if (!name.StartsWith('#'))
            return await session.FindPerson(name) is { } person ? new MetadataSubject(person.UserId, IsRoom: false) : null;
        return IrcNames.IsChannel(name) && ChannelCommands.Visible(session, IrcNames.Room(name)) is { } room
            ? new MetadataSubject(room.Id, IsRoom: true) : null;
    }

    private static async Task<long?> Find(IrcSession session, MetadataSubject target)
    {
        if (session.Services.ReadMarks.Of(session.UserId, target) is { } mark)
            return mark;
        if (!target.IsRoom || !session.Services.Rooms.Access.IsMember(session.UserId, target.Id))
            return null;
        var room = await session.Services.Rooms.Store.Get(session.UserId, target.Id);
        var read = await session.Services.Messages.Store.Page(target.Id, new Slice((room.LastReadSeq ?? 0) + 1, 1, 0), session.UserId);
        return read.Messages is [var message, ..] ? message.At.Milliseconds : null;
    }

    /// <summary>What is read by IRC is read everywhere.</summary>
    private static async Task TellParlor(IrcSession session, MetadataSubject target, long milliseconds)
    {
        var roomId = target.IsRoom ? target.Id : session.Direct.GetValueOrDefault(target.Id);
        if (roomId == 0 || !session.Services.Rooms.Access.IsMember(session.UserId, roomId))
            return;
        var next = await session.Services.Messages.Log.FirstSince(roomId, milliseconds + 1, session.UserId);
        if (next > 1)
            await session.Services.Rooms.MarkRead.Execute(session.UserId, Ids.Text(roomId), next - 1, session.Connection);
    }

    private static void Tell(IrcSession session, string target, long? mark) => session.Output.Write(Line(session, target, mark));

    private static string Line(IrcSession session, string target, long? mark) =>
        $":{session.ServerName} {Command} {target} {(mark is { } milliseconds ? "timestamp=" + new Timestamp(milliseconds) : Unknown)}";
}
