using System.Collections.Concurrent;
using System.Text;

namespace Parlor.SocketIO.Packets;

/// <summary>
/// Event names and namespaces as strings, made once: the same few come with every packet. Clients choose them, so the
/// cache stops growing at a bound and then makes a new string each time.
/// </summary>
internal sealed class NameCache
{
    private const int MaxEntries = 1024;

    private readonly ConcurrentDictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _bySpan;
    private readonly int _maxLength;
    private int _count;

    /// <summary>A cache of names of at most so many bytes; longer ones are not kept.</summary>
    public NameCache(int maxLength = 64)
    {
        _maxLength = maxLength;
        _bySpan = _names.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > _maxLength)
            return Encoding.UTF8.GetString(utf8);
        Span<char> chars = stackalloc char[utf8.Length];
        return Get(chars[..Encoding.UTF8.GetChars(utf8, chars)]);
    }

    public string Get(ReadOnlySpan<char> name)
    {
        if (_bySpan.TryGetValue(name, out string? known))
            return known;
        string made = name.ToString();
        if (name.Length <= _maxLength && Volatile.Read(ref _count) < MaxEntries && _names.TryAdd(made, made))
            Interlocked.Increment(ref _count);
        return made;
    }
}
