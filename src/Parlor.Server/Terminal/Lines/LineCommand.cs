namespace Parlor.Server.Terminal.Lines;

/// <summary>Something that can be typed behind a slash.</summary>
/// <param name="Name">Its name, without the slash.</param>
/// <param name="Arguments">What follows the name, as <c>/help</c> shows it.</param>
/// <param name="Help">What it does, in a few words.</param>
/// <param name="Run">Does it; a <see cref="Problem"/> is told to who typed it.</param>
internal sealed record LineCommand(string Name, string Arguments, string Help, Func<LineSession, Arguments, Task> Run);

/// <summary>A part of the commands; registered as a service.</summary>
internal interface ILineCommands
{
    IEnumerable<LineCommand> All { get; }
}

/// <summary>All commands, in the order in which they were registered.</summary>
internal sealed class LineCommandTable(IEnumerable<ILineCommands> parts)
{
    private readonly Dictionary<string, LineCommand> _byName =
        parts.SelectMany(part => part.All).ToDictionary(command => command.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The lines of <c>/help</c>.</summary>
    public IEnumerable<string> Help
    {
        get
        {
            var width = _byName.Values.Max(command => Usage(command).Length);
            return _byName.Values.Select(command => $"{Usage(command).PadRight(width)}  {command.Help}");
        }
    }

    public LineCommand? Find(string name) => _byName.GetValueOrDefault(name);

    public static string Usage(LineCommand command) => $"/{command.Name} {command.Arguments}".TrimEnd();
}
