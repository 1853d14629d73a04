namespace Parlor.Server;

/// <summary>A setting that is wrong: stops the start, with one line.</summary>
public sealed class SettingException(string message) : Exception(message)
{
    /// <param name="setting">Its name.</param>
    /// <param name="wrong">What is wrong with it, as the end of a line.</param>
    public SettingException(string setting, string wrong)
        : this($"Setting {setting}: {wrong}")
    {
        Setting = setting;
        Wrong = wrong;
    }

    /// <summary>The name of the setting, where it is one value that is wrong.</summary>
    public string? Setting { get; }

    /// <summary>What is wrong, without the name.</summary>
    public string? Wrong { get; }
}
