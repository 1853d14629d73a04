namespace Parlor.Demo;

/// <summary>Which company is to be made. The same options give the same company, but for what is secret: passwords and links.</summary>
public sealed record DemoOptions
{
    public const int FewestPeople = 6;

    public const int MostPeople = 200;

    public const int MostMonths = 24;

    public int Seed { get; init; } = 1;

    /// <summary>How many work there at the end.</summary>
    public int People { get; init; } = 24;

    /// <summary>How far the history goes back.</summary>
    public int Months { get; init; } = 4;

    /// <summary>When the history ends: the moment that whoever logs in finds the company in.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>Everybody's password.</summary>
    public required string Password { get; init; }

    /// <exception cref="DemoException">A number is out of its bounds.</exception>
    internal void Check()
    {
        Between("--people", People, FewestPeople, MostPeople);
        Between("--months", Months, 1, MostMonths);
    }

    private static void Between(string name, int value, int least, int most)
    {
        if (value < least || value > most)
            throw new DemoException($"{name}: {value} is not between {least} and {most}.");
    }
}
