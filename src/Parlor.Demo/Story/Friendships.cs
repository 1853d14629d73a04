namespace Parlor.Demo.Story;

/// <summary>Who is friends with whom, and who has asked and waits.</summary>
internal static class Friendships
{
    private const double Share = 0.18;

    public static IEnumerable<Act> Of(IReadOnlyList<CastMember> cast, Func<double, DateTimeOffset> after, Dice dice)
    {
        for (var i = 0; i < cast.Count; i++)
        {
            for (var j = i + 1; j < cast.Count; j++)
            {
                if (!dice.Chance(Share))
                    continue;
                var (one, other) = dice.Chance(0.5) ? (cast[i], cast[j]) : (cast[j], cast[i]);
                var at = after(dice.Between(Math.Max(one.Came, other.Came), 1)).AddHours(dice.Between(1, 8));
                yield return new Befriends(at, one, other, IsAccepted: dice.Chance(0.88));
            }
        }
    }
}
