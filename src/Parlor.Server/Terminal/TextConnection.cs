using Parlor.Server.Realtime;

namespace Parlor.Server.Terminal;

/// <summary>Somebody who has logged in over a text protocol.</summary>
internal abstract class TextConnection(ITextClient client, TextRooms rooms, long userId, long sessionId)
    : Connection(userId, sessionId, client.Address)
{
    // Changed under the lock that LiveConnections has for the person.
    private readonly HashSet<long> _followed = [];

    protected ITextClient Client { get; } = client;

    /// <summary>Tells the client what has happened. Called in the order of the feed; must not wait.</summary>
    /// <param name="happened">What happened.</param>
    /// <param name="shared">How it was put into words for others, for those to whom the same words go.</param>
    internal abstract void Hear(OutgoingEvent happened, Renderings shared);

    internal sealed override void Tell(OutgoingEvent happened) => Hear(happened, new Renderings());

    internal sealed override void End() => Client.Close();

    internal override void Follow(long roomId)
    {
        _followed.Add(roomId);
        rooms.Add(roomId, this);
    }

    internal override void Unfollow(long roomId)
    {
        _followed.Remove(roomId);
        rooms.Remove(roomId, this);
    }

    /// <summary>Follows nothing any more; once nobody calls <see cref="Follow"/> again.</summary>
    internal void UnfollowAll()
    {
        foreach (var roomId in _followed)
            rooms.Remove(roomId, this);
    }
}

/// <summary>One event in the words of each format that somebody needs it in, so that it is encoded once for all of them.</summary>
internal sealed class Renderings
{
    private readonly List<(object Format, byte[]? Bytes)> _known = [];

    /// <summary>The event in a format; null where it has no words for it.</summary>
    /// <param name="format">What tells the formats apart, by equality.</param>
    /// <param name="render">Makes the bytes, when they are first needed.</param>
    public byte[]? Get<TFormat>(TFormat format, Func<TFormat, byte[]?> render)
        where TFormat : notnull
    {
        foreach (var (known, bytes) in _known)
        {
            if (known is TFormat same && EqualityComparer<TFormat>.Default.Equals(same, format))
                return bytes;
        }

        var made = render(format);
        _known.Add((format, made));
        return made;
    }
}
