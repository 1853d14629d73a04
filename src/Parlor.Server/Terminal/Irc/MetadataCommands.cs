using System.Text;
using Parlor.Server.Rooms;

namespace Parlor.Server.Terminal.Irc;

/// <summary>METADATA (IRCv3 draft/metadata-2, draft/metadata-3).</summary>
internal static class MetadataCommands
{
    public const string Command = "METADATA";

    public static IrcCommand[] All { get; } = [new(Command, 2, Metadata, BeforeRegistration: true)];

    /// <summary>Whether there can be such a key; else the client is told.</summary>
    public static bool IsKey(IrcSession session, string key)
    {
        if (IrcMetadata.IsKey(key))
            return true;
        session.Fail(Command, session.Has(Capability.Metadata3) ? "INVALID_KEY" : "KEY_INVALID", "There can be no such key.", IrcMessage.Middle(key));
        return false;
    }

    private static async Task Metadata(IrcSession session, IrcMessage message)
    {
        var (target, kind) = (message.Parameters[0], message.Parameters[1].ToUpperInvariant());
        var rest = message.Parameters.Skip(2).ToList();
        if (kind is "SUB" or "UNSUB" or "SUBS")
            MetadataSubscriptions.Change(session, kind, rest);
        else if (!session.IsRegistered)
            BeforeRegistration(session, target, kind, rest);
        else if (await Find(session, target) is not { } subject)
            session.Fail(Command, "INVALID_TARGET", "There is nothing of that name.", IrcMessage.Middle(target));
        else if (kind is "GET" or "LIST")
            Show(session, subject, kind is "GET" ? rest : null);
        else if (kind is "SYNC")
            MetadataSubscriptions.Sync(session, subject.Subject);
        else if (kind is "SET" && rest is [var key, ..])
            Set(session, subject, key, rest.Count > 1 ? rest[1] : "");
        else if (kind is "CLEAR")
            Clear(session, subject);
        else
            session.Fail(Command, "SUBCOMMAND_INVALID", "There is no such subcommand.", IrcMessage.Middle(kind));
    }

    /// <summary>A client that is not registered can note something about its person to be.</summary>
    private static void BeforeRegistration(IrcSession session, string target, string kind, List<string> rest)
    {
        if (target is not "*" || kind is not "SET" || rest is not [var key, { Length: > 0 } value, ..])
            session.Reply(Numeric.NotRegistered, "You have not registered");
        else if (Check(session, key, value) && session.EarlyMetadata.Count < IrcMetadata.MostKeys)
            session.Reply(Numeric.KeyValue, session.Nick, key, "*", session.EarlyMetadata[key] = value);
    }

    private static async Task<MetadataTarget?> Find(IrcSession session, string target)
    {
        if (target is "*" || IrcPeople.IsSame(target, session.Nick))
            return new MetadataTarget(session.Nick, new MetadataSubject(session.UserId, IsRoom: false));
        if (target.StartsWith('#'))
        {
            return IrcNames.IsChannel(target) && ChannelCommands.Visible(session, IrcNames.Room(target)) is { } room
                ? new MetadataTarget("#" + room.Name, new MetadataSubject(room.Id, IsRoom: true)) : null;
        }

        return await session.FindPerson(target) is { } person
            ? new MetadataTarget(person.Nick, new MetadataSubject(person.UserId, IsRoom: false)) : null;
    }

    private static void Show(IrcSession session, MetadataTarget target, List<string>? keys)
    {
        var notes = session.Services.Metadata.Of(target.Subject);
        using var batch = MetadataBatch.Begin(session, target.Name);
        foreach (var key in keys ?? [.. notes.Keys])
        {
            if (!IsKey(session, key))
                continue;
            if (notes.TryGetValue(key, out var value))
                batch.Write(Numeric.KeyValue, target.Name, key, "*", value);
            else
                batch.Write(Numeric.KeyNotSet, target.Name, key, "key is not set");
        }
    }

    private static void Set(IrcSession session, MetadataTarget target, string key, string value)
    {
        if (!MayChange(session, target.Subject))
        {
            session.Fail(Command, "KEY_NO_PERMISSION", "You cannot set that.", $"{target.Name} {IrcMessage.Middle(key)}");
            return;
        }

        if (!Check(session, key, value))
            return;
        if (value.Length == 0)
        {
            session.Services.Metadata.Unset(target.Subject, key);
            session.Reply(Numeric.KeyNotSet, target.Name, key, "key is not set");
        }
        else if (session.Services.Metadata.TrySet(target.Subject, key, value))
        {
            session.Reply(Numeric.KeyValue, target.Name, key, "*", value);
        }
        else
        {
            session.Fail(Command, "LIMIT_REACHED", "There are too many keys.", target.Name);
            return;
        }

        MetadataSubscriptions.Tell(session, target.Subject, key, value);
    }

    private static void Clear(IrcSession session, MetadataTarget target)
    {
        if (!MayChange(session, target.Subject))
        {
            session.Fail(Command, "KEY_NO_PERMISSION", "You cannot clear that.", $"{target.Name} *");
            return;
        }

        using var batch = MetadataBatch.Begin(session, target.Name);
        foreach (var key in session.Services.Metadata.Of(target.Subject).Keys)
        {
            session.Services.Metadata.Unset(target.Subject, key);
            batch.Write(Numeric.KeyNotSet, target.Name, key, "key is not set");
            MetadataSubscriptions.Tell(session, target.Subject, key, "");
        }
    }

    /// <summary>What was noted before registration holds now.</summary>
    public static void Registered(IrcSession session)
    {
        if (session.EarlyMetadata.Count == 0)
            return;
        var me = new MetadataSubject(session.UserId, IsRoom: false);
        using var batch = MetadataBatch.Begin(session, session.Nick);
        foreach (var (key, value) in session.EarlyMetadata.Where(one => session.Services.Metadata.TrySet(me, one.Key, one.Value)))
            batch.WriteLine(MetadataSubscriptions.Line(session, session.Identity.Mask, new MetadataChange(session.Nick, key, value)));
        session.EarlyMetadata.Clear();
    }

    private static bool Check(IrcSession session, string key, string value)
    {
        if (!IsKey(session, key))
            return false;
        if (Encoding.UTF8.GetByteCount(value) <= IrcMetadata.LongestValue)
            return true;
        var isNew = session.Has(Capability.Metadata3);
        session.Fail(Command, isNew ? "INVALID_VALUE" : "VALUE_INVALID", "The value is too long.", isNew ? key : "");
        return false;
    }

    /// <summary>One's own, and rooms that one may edit.</summary>
    private static bool MayChange(IrcSession session, MetadataSubject subject) =>
        subject.IsRoom ? session.Services.Rooms.Access.May(session.UserId, subject.Id, RoomPermission.EditRoom) : subject.Id == session.UserId;

    private readonly record struct MetadataTarget(string Name, MetadataSubject Subject);
}
