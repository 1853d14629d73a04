namespace Parlor.Demo.Story;

/// <summary>When people talk: on working days mostly, before lunch and after it, and now and then late.</summary>
internal static class Hours
{
    /// <summary>The office's clock is so far ahead of UTC.</summary>
    public static readonly TimeSpan Office = TimeSpan.FromHours(1);

    /// <summary>The beginnings of the conversations of one day, in order.</summary>
    /// <param name="day">Midnight at the office.</param>
    /// <param name="place">Where: some places have an hour of their own, some are visited on weekends, too.</param>
    /// <param name="pace">Conversations on an average working day.</param>
    /// <param name="dice">Chance.</param>
    public static IReadOnlyList<DateTimeOffset> Of(DateTimeOffset day, Place place, double pace, Dice dice)
    {
        var wanted = pace * Weight(day.DayOfWeek, place) * dice.Between(0.7, 1.3);
        var count = (int)wanted + (dice.Chance(wanted - (int)wanted) ? 1 : 0);
        var isWeekend = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
        return [.. Enumerable.Range(0, count).Select(_ => day.AddHours(Hour())).Order()];

        double Hour() => place.Hour is { } own ? own + (dice.Bell() * 0.4)
            : isWeekend ? dice.Between(9.5, 21.5)
            : WorkingHour(dice);
    }

    /// <summary>How long somebody takes until they write the next line: they read, think, type, and sometimes get coffee.</summary>
    public static TimeSpan Pause(string text, Dice dice)
    {
        var typing = Math.Min(240, text.Length * 0.14);
        var thinking = dice.Fraction() switch
        {
            < 0.72 => dice.Between(6.0, 55.0),
            < 0.96 => dice.Between(60.0, 340.0),
            _ => dice.Between(500.0, 2_000.0),
        };
        return TimeSpan.FromSeconds(Math.Round(typing + thinking, 1));
    }

    private static double WorkingHour(Dice dice) => dice.Fraction() switch
    {
        < 0.46 => 10.3 + (dice.Bell() * 1.7),
        < 0.90 => 14.9 + (dice.Bell() * 2.3),
        _ => dice.Between(7.5, 20.5),
    };

    private static double Weight(DayOfWeek day, Place place) => day switch
    {
        DayOfWeek.Saturday or DayOfWeek.Sunday => place.IsSocial ? 0.45 : place.Hour is null ? 0.03 : 0,
        DayOfWeek.Monday => 1.05,
        DayOfWeek.Friday => 0.85,
        _ => 1.1,
    };
}
