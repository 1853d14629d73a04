namespace Parlor.Server.Terminal.Lines;

/// <summary>What a word filter has warned the person of last, and they may do all the same.</summary>
internal sealed class FilterWarning
{
    private Func<Task>? _anyway;

    /// <summary>Does what a filter may warn of.</summary>
    /// <param name="act">Does it, and is told whether the person has been warned.</param>
    /// <exception cref="Problem">Whatever it throws; a warning, with what can be typed to do it anyway.</exception>
    public async Task Heed(Func<bool, Task> act)
    {
        try
        {
            await act(false);
        }
        catch (Problem warning) when (warning is { Code: ProblemCode.Conflict, Field: "warned" })
        {
            _anyway = () => act(true);
            throw Problem.Conflict("warned", warning.Message + " /anyway sends it all the same.");
        }
    }

    /// <summary>Does what was warned of last.</summary>
    /// <exception cref="Problem"><c>invalid</c>: nothing was, or it was done.</exception>
    public Task Ignore() => Interlocked.Exchange(ref _anyway, null) is { } anyway
        ? anyway()
        : throw Problem.Invalid("command", "There is nothing that a filter warned of.");
}
