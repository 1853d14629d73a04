using System.Text;
using Parlor.Server.Data;

namespace Parlor.Server.Terminal.Irc;

/// <summary>Puts together the tags of lines.</summary>
internal static class IrcTags
{
    /// <summary>Tags of a line: when it happened, who did it, and what it is known by.</summary>
    public static string Of(IrcListener listener, IrcIdentity? by, Timestamp? at, string? id, string moreTags = "")
    {
        var tags = new StringBuilder(moreTags);
        if (at is { } when && listener.Has(Capability.ServerTime))
            Add(tags, "time", when.ToString());
        if (id is not null && listener.Has(Capability.MessageTags))
            Add(tags, "msgid", id);
        if (by?.Account is { } account && listener.Has(Capability.AccountTag))
            Add(tags, "account", account);
        return tags.ToString();
    }

    /// <summary>Some tags and others.</summary>
    public static string Joined(string one, string other) => one.Length == 0 || other.Length == 0 ? one + other : one + ";" + other;

    private static void Add(StringBuilder tags, string name, string value)
    {
        if (tags.Length > 0)
            tags.Append(';');
        tags.Append(name).Append('=').Append(value);
    }
}
