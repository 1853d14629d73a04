using System.Globalization;

namespace Parlor.Server.Data;

/// <summary>
/// Ids of everything that has one: 64-bit, ordered by the time they were made (rows made together lie together), unique in the process
/// and, by 21 random bits, all but surely beyond it. On the wire an id is a decimal string, because JavaScript's numbers end at 2^53.
/// </summary>
public static class Ids
{
    /// <summary>Digits of the shortest id on the wire: how an id is told from a name.</summary>
    public const int ShortestText = 15;

    private const int LongestText = 19;
    private const int RandomBits = 21;

    private static readonly DateTimeOffset Epoch = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static long _last;

    /// <summary>The next id: milliseconds since 2026 above the random bits, and always greater than the one before it.</summary>
    public static long Next(TimeProvider clock) => Next(Timestamp.Now(clock));

    /// <summary>The next id of something that happens at this time.</summary>
    public static long Next(Timestamp at)
    {
        var milliseconds = Math.Max(0, at.Milliseconds - Epoch.ToUnixTimeMilliseconds());
        var candidate = (milliseconds << RandomBits) | (uint)Random.Shared.Next(1, 1 << RandomBits);
        while (true)
        {
            var last = Interlocked.Read(ref _last);
            var next = Math.Max(candidate, last + 1);
            if (Interlocked.CompareExchange(ref _last, next, last) == last)
                return next;
        }
    }

    /// <summary>The id as it stands on the wire: decimal digits, at least <see cref="ShortestText"/> of them.</summary>
    public static string Text(long id) => id.ToString("D15", CultureInfo.InvariantCulture);

    /// <summary>Reads an id that this program itself put into words.</summary>
    internal static long Parse(string text) => long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>Reads what <see cref="Text"/> wrote, and nothing else: no sign, no space, no other spelling of the same number.</summary>
    public static bool TryParse(string text, out long id)
    {
        id = 0;
        return text.Length is >= ShortestText and <= LongestText
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out id)
            && id > 0
            && (text.Length == ShortestText || text[0] != '0');
    }
}
