using System.Globalization;

namespace Parlor.Bench;

/// <summary>What the command lines of the bench programs have in common: names of cases, switches, and options with a value.</summary>
internal static class CommandLine
{
    /// <param name="arguments">the command line</param>
    /// <param name="cases">the names that are cases rather than options</param>
    /// <param name="withSwitch">sets the option of this name, which has no value; false if there is none</param>
    /// <param name="withValue">sets the option of this name to the value</param>
    /// <returns>The cases named.</returns>
    /// <exception cref="BenchFailure">An option is unknown or its value makes no sense.</exception>
    public static IReadOnlyList<string> Read(
        string[] arguments, IReadOnlyList<string> cases, Func<string, bool> withSwitch, Action<string, string> withValue)
    {
        var named = new List<string>();
        var rest = new Queue<string>(arguments);
        while (rest.TryDequeue(out var name))
        {
            if (cases.Contains(name, StringComparer.Ordinal))
                named.Add(name);
            else if (withSwitch(name))
                continue;
            else if (rest.TryDequeue(out var value))
                withValue(name, value);
            else
                throw new BenchFailure($"{name}: unknown, or without its value (--help tells what there is)");
        }

        return named;
    }

    public static int Number(string name, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new BenchFailure($"{name}: '{value}' is not a whole number above 0");
}
