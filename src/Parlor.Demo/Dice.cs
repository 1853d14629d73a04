namespace Parlor.Demo;

/// <summary>
/// Chance that comes out the same for the same seed, on every machine and every version of .NET: SplitMix64. Each purpose has dice of
/// its own, so that a change in one part leaves the others as they were.
/// </summary>
internal sealed class Dice(ulong state)
{
    private ulong _state = state;

    /// <summary>Dice of one purpose, such as a person's portrait.</summary>
    public static Dice For(int seed, string purpose)
    {
        // FNV-1a; string.GetHashCode is another in each process.
        var hash = 14_695_981_039_346_656_037UL;
        foreach (var c in purpose)
            hash = (hash ^ c) * 1_099_511_628_211UL;
        return new Dice(hash ^ ((ulong)(uint)seed * 0x9E37_79B9_7F4A_7C15UL));
    }

    public ulong Next()
    {
        var z = _state += 0x9E37_79B9_7F4A_7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EBUL;
        return z ^ (z >> 31);
    }

    /// <summary>0 or more, and less than 1.</summary>
    public double Fraction() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>0 or more, and less than <paramref name="end"/>.</summary>
    public int Below(int end) => (int)(Fraction() * end);

    public int Between(int least, int most) => least + Below(most - least + 1);

    public double Between(double least, double most) => least + (Fraction() * (most - least));

    public bool Chance(double probability) => Fraction() < probability;

    /// <summary>Around 0, mostly between -1 and 1, never beyond ±2: four throws together look much like a bell.</summary>
    public double Bell() => Fraction() + Fraction() + Fraction() + Fraction() - 2;

    public T Pick<T>(IReadOnlyList<T> from) => from[Below(from.Count)];

    /// <summary>The same in another order.</summary>
    public List<T> Shuffled<T>(IEnumerable<T> items)
    {
        var list = items.ToList();
        for (var i = list.Count - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (list[i], list[j]) = (list[j], list[i]);
        }

        return list;
    }
}
