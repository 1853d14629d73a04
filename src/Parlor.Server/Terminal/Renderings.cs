namespace Parlor.Server.Terminal;

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
