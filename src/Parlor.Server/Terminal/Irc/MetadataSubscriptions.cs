using Parlor.Server.Data;
using Parlor.Server.Rooms;

namespace Parlor.Server.Terminal.Irc;

/// <summary>Who is told of which metadata: clients say which keys they want to know, of the people and rooms around them.</summary>
internal static class MetadataSubscriptions
{
    /// <summary>Keys that one client wants to know.</summary>
    public const int Most = 50;

    /// <summary>Seconds after which a client may ask for what it has missed.</summary>
    private const string SyncAfter = "1";

    /// <summary>SUB, UNSUB, SUBS.</summary>
    public static void Change(IrcSession session, string kind, List<string> keys)
    {
        // Others read the set meanwhile, so it is another one each time.
        var subscribed = new HashSet<string>(session.Subscriptions, StringComparer.Ordinal);
        if (kind is "SUBS")
        {
            if (subscribed.Count > 0)
                session.Reply(Numeric.MetadataSubs, [.. subscribed]);
            return;
        }

        List<string> done = [];
        foreach (var key in keys)
        {
            if (!MetadataCommands.IsKey(session, key))
                continue;
            if (kind is "SUB" && subscribed.Count >= Most && !subscribed.Contains(key))
            {
                session.Fail(MetadataCommands.Command, "TOO_MANY_SUBS", "You want to know too many keys.", key);
            }
            else
            {
                _ = kind is "SUB" ? subscribed.Add(key) : subscribed.Remove(key);
                done.Add(key);
            }
        }

        session.Subscriptions = subscribed;
        if (done.Count > 0)
            session.Reply(kind is "SUB" ? Numeric.MetadataSubOk : Numeric.MetadataUnsubOk, [.. done]);
        if (kind is "SUB" && session.IsRegistered && session.Has(Capability.Metadata3))
            session.Reply(Numeric.MetadataSyncLater, "*", SyncAfter);
    }

    /// <summary>Tells a client what it wants to know, of a room and its people, or of all rooms of its person.</summary>
    public static void Sync(IrcSession session, MetadataSubject subject)
    {
        var rooms = subject.IsRoom ? [subject.Id] : session.Services.Rooms.Store.IdsOfMember(session.UserId);
        using var batch = MetadataBatch.Begin(session, session.Nick);
        foreach (var roomId in rooms.Where(id => session.Services.Rooms.Access.IsMember(session.UserId, id)))
        {
            foreach (var line in LinesOf(session, roomId))
                batch.WriteLine(line);
        }
    }

    /// <summary>The client's person has come into a room: it is told of it, and the others of them.</summary>
    public static void Arrived(IrcSession session, long roomId)
    {
        if (session.Subscriptions.Count > 0)
        {
            foreach (var line in LinesOf(session, roomId))
                session.Output.Write(line);
        }

        foreach (var (key, value) in session.Services.Metadata.Of(new MetadataSubject(session.UserId, IsRoom: false)))
        {
            foreach (var other in InRoom(session, roomId).Where(one => one.Subscriptions.Contains(key)))
                other.Output.WriteAside(Line(other, session.Identity.Mask, session.Nick, key, value), "");
        }
    }

    /// <summary>Tells those who want to know of a change.</summary>
    /// <param name="session">Who has changed it.</param>
    /// <param name="subject">What it is about.</param>
    /// <param name="key">Which note.</param>
    /// <param name="value">Its new value; empty: it is gone.</param>
    public static void Tell(IrcSession session, MetadataSubject subject, string key, string value)
    {
        var services = session.Services;
        var target = subject.IsRoom ? NameOf(session, subject.Id) : session.Nick;
        var around = subject.IsRoom
            ? InRoom(session, subject.Id)
            : services.Rooms.Store.IdsOfMember(subject.Id).SelectMany(roomId => InRoom(session, roomId))
                .Concat(services.Monitor.Sessions.Where(one => one != session && one.Watched.Contains(session.Nick))).Distinct();
        foreach (var one in around.Where(one => one.Subscriptions.Contains(key)))
            one.Output.WriteAside(Line(one, session.Identity.Mask, target, key, value), "");
    }

    /// <summary>A note as its change is told; an empty value: it is gone.</summary>
    public static string Line(IrcSession session, string from, string target, string key, string value)
    {
        if (!session.Has(Capability.Metadata3))
            return $":{from} METADATA {target} {key} *{(value.Length == 0 ? "" : " :" + value)}";
        return value.Length == 0
            ? session.ReplyLine(Numeric.KeyNotSet, target, key, "key is not set")
            : session.ReplyLine(Numeric.KeyValue, target, key, "*", value);
    }

    private static string NameOf(IrcSession session, long roomId) =>
        session.Services.Known.Get(roomId, session.UserId).Channel;

    private static IEnumerable<string> LinesOf(IrcSession session, long roomId)
    {
        var metadata = session.Services.Metadata;
        foreach (var (key, value) in Wanted(metadata.Of(new MetadataSubject(roomId, IsRoom: true))))
            yield return Line(session, session.ServerName, NameOf(session, roomId), key, value);
        foreach (var person in InRoom(session, roomId).Select(one => one.Identity).DistinctBy(one => one.UserId))
        {
            foreach (var (key, value) in Wanted(metadata.Of(new MetadataSubject(person.UserId, IsRoom: false))))
                yield return Line(session, person.Mask, person.Nick, key, value);
        }

        IEnumerable<KeyValuePair<string, string>> Wanted(IReadOnlyDictionary<string, string> notes) =>
            notes.Where(note => session.Subscriptions.Contains(note.Key));
    }

    /// <summary>The other clients of people of a room.</summary>
    private static IEnumerable<IrcSession> InRoom(IrcSession session, long roomId) =>
        session.Services.Monitor.Sessions.Where(one => one != session && session.Services.Rooms.Access.IsMember(one.UserId, roomId));
}
