namespace Parlor.Demo.Story;

/// <summary>How far each has read at the end: most have kept up, some come back to a pile, and the owner has just been away for a while.</summary>
internal static class ReadingMarks
{
    private static readonly TimeSpan OwnerWasAway = TimeSpan.FromMinutes(75);

    public static IEnumerable<Act> Of(
        IReadOnlyList<CastMember> cast, IReadOnlyList<Place> places, IReadOnlyDictionary<(Place, CastMember), DateTimeOffset> joined, DemoOptions options)
    {
        var dice = Dice.For(options.Seed, "reading");
        foreach (var place in places)
        {
            foreach (var person in cast.Where(person => joined.ContainsKey((place, person))))
            {
                var behind = person == cast[0] ? OwnerWasAway
                    : dice.Chance(0.7) ? TimeSpan.Zero
                    : TimeSpan.FromDays(dice.Between(0.02, place.IsSocial ? 9 : 2));
                yield return new Reads(options.Until, place, person, options.Until - behind);
            }
        }
    }
}
