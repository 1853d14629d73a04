namespace Parlor.Server.Messages;

/// <summary>
/// A part of a log: so many entries before a bound, so many from it on. One more is read on each side to learn whether there is more.
/// </summary>
public readonly record struct Slice(long Bound, int Older, int Newer)
{
    public const int DefaultLimit = 50;

    public const int LargestLimit = 200;

    /// <summary>What a request asked for: at most one of the three places, none meaning the newest entries.</summary>
    /// <exception cref="Problem"><c>invalid</c>, with the field.</exception>
    public static Slice From(long? before, long? after, long? around, int? limit)
    {
        var size = Input.Between("limit", limit, 1, LargestLimit, DefaultLimit);
        return (Place("before", before), Place("after", after), Place("around", around)) switch
        {
            (null, null, null) => new Slice(long.MaxValue, size, 0),
            ({ } bound, null, null) => new Slice(bound, size, 0),
            (null, { } bound, null) => new Slice(bound + 1, 0, size),
            (null, null, { } bound) => new Slice(bound, size / 2, size - (size / 2)),
            _ => throw Problem.Invalid("before", "Give one of before, after and around."),
        };
    }

    /// <summary>Puts the two halves together, oldest first.</summary>
    /// <param name="older">Entries before the bound, newest first, one more than asked for if there is one.</param>
    /// <param name="newer">Entries from the bound on, oldest first, likewise.</param>
    public (IReadOnlyList<T> Entries, bool HasBefore, bool HasAfter) Join<T>(IReadOnlyList<T> older, IReadOnlyList<T> newer) =>
        ([.. older.Take(Older).Reverse(), .. newer.Take(Newer)], older.Count > Older, newer.Count > Newer);

    private static long? Place(string field, long? value) =>
        value is < 0 or long.MaxValue ? throw Problem.Invalid(field, $"{field} is not a sequence number.") : value;
}
