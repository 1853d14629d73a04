namespace Parlor.Cli;

/// <summary>What the program tells the shell.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>The command is right, and was refused.</summary>
    public const int Refused = 1;

    /// <summary>A setting is wrong, or what it names cannot be used.</summary>
    public const int WrongSetting = 2;
}
