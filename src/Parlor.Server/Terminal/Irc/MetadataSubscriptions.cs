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
            // Not as an event: it may be one that the client just hears.
            foreach (var other in Wanting(session, key).Where(one => session.Services.Rooms.Access.IsMember(one.UserId, roomId)))
                other.Output.WriteAside(Line(other, session.Identity.Mask, new MetadataChange(session.Nick, key, value)), "");
        }
    }

    /// <summary>Tells those who want to know of a change.</summary>
    /// <param name="session">Who has changed it.</param>
    /// <param name="subject">What it is about.</param>
    /// <param name="key">Which note.</param>
    /// <param name="value">Its new value; empty: it is gone.</param>
    public static void Tell(IrcSession session, MetadataSubject subject, string key, string value)
    {
        var change = new MetadataChange(subject.IsRoom ? NameOf(session, subject.Id) : session.Nick, key, value);
        if (subject.IsRoom)
            Tell(session, [subject.Id], [], change);
        else
            Tell(session, session.Services.Rooms.Store.IdsOfMember(subject.Id), session.Services.Monitor.Sessions.Where(one => one.Watched.Contains(session.Nick)), change);
    }

    /// <summary>A note as its change is told; an empty value: it is gone.</summary>
    public static string Line(IrcSession session, string from, MetadataChange change) =>
        Line(session.Capabilities, (session.ServerName, session.Nick), from, change);

    /// <summary>A note as its change is told; an empty value: it is gone.</summary>
    /// <param name="capabilities">Those of the client.</param>
    /// <param name="ends">The server, and the nick of whom it tells.</param>
    /// <param name="from">Who has changed it.</param>
    /// <param name="change">What it is now.</param>
    public static string Line(Capability capabilities, (string Server, string Nick) ends, string from, MetadataChange change)
    {
        var (target, key, value) = change;
        if (!capabilities.HasFlag(Capability.Metadata3))
            return $":{from} METADATA {target} {key} *{(value.Length == 0 ? "" : " :" + value)}";
        return value.Length == 0
            ? IrcSession.ReplyLine(ends.Server, Numeric.KeyNotSet, ends.Nick, target, key, "key is not set")
            : IrcSession.ReplyLine(ends.Server, Numeric.KeyValue, ends.Nick, target, key, "*", value);
    }

    /// <summary>Those who follow one of the rooms are told, and these others, as far as they want to know.</summary>
    private static void Tell(IrcSession session, IReadOnlyCollection<long> roomIds, IEnumerable<IrcSession> others, MetadataChange change)
    {
        var wanting = Wanting(session, change.Key).Select(one => one.Connection!.ClientIdPrefix).ToHashSet(StringComparer.Ordinal);
        if (wanting.Count > 0)
            session.Services.TextRooms.ToAll(roomIds, [.. others.Select(one => one.Connection!)], new MetadataChanged(session.Identity, change, wanting));
    }

    /// <summary>The other clients that want to know of a key.</summary>
    private static IEnumerable<IrcSession> Wanting(IrcSession session, string key) =>
        session.Services.Monitor.Sessions.Where(one => one != session && one.Subscriptions.Contains(key));

    private static string NameOf(IrcSession session, long roomId) =>
        session.Services.Known.Get(roomId, session.UserId).Channel;

    private static IEnumerable<string> LinesOf(IrcSession session, long roomId)
    {
        var metadata = session.Services.Metadata;
        foreach (var (key, value) in Wanted(metadata.Of(new MetadataSubject(roomId, IsRoom: true))))
            yield return Line(session, session.ServerName, new MetadataChange(NameOf(session, roomId), key, value));
        foreach (var userId in metadata.People.Where(id => id != session.UserId))
        {
            var notes = Wanted(metadata.Of(new MetadataSubject(userId, IsRoom: false)));
            // Whether they are a member is read for those alone of whom there is something to tell.
            if (notes.Count == 0 || !session.Services.Rooms.Access.IsMember(userId, roomId))
                continue;
            var person = session.Services.People.Of(userId);
            foreach (var (key, value) in notes)
                yield return Line(session, person.Mask, new MetadataChange(person.Nick, key, value));
        }

        List<KeyValuePair<string, string>> Wanted(IReadOnlyDictionary<string, string> notes) =>
            [.. notes.Where(note => session.Subscriptions.Contains(note.Key))];
    }
}

/// <summary>What a note is now.</summary>
/// <param name="Target">The nick or channel that it is about.</param>
/// <param name="Key">Which it is.</param>
/// <param name="Value">Its value; empty: it is gone.</param>
internal sealed record MetadataChange(string Target, string Key, string Value);

/// <summary>A note has another value; told to those clients alone that want to know of its key.</summary>
/// <param name="by">Who has changed it.</param>
/// <param name="change">What it is now.</param>
/// <param name="wanting">What the ids of these clients begin with.</param>
internal sealed class MetadataChanged(IrcIdentity by, MetadataChange change, IReadOnlySet<string> wanting) : IrcEvent(by)
{
    public MetadataChange Change { get; } = change;

    public bool IsFor(IrcListener listener) => wanting.Contains(listener.ClientIdPrefix);
}
