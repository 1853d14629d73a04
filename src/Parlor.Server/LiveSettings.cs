namespace Parlor.Server;

/// <summary>
/// The settings as they are now: what the operator configured, and over it what administrators changed since. Ask each time a setting is
/// needed, and keep none of its answers: it costs a field's reading.
/// </summary>
public sealed class LiveSettings(Settings configured)
{
    private volatile Settings _now = configured;

    /// <summary>What files, environment and flags say.</summary>
    public Settings Configured { get; } = configured;

    public Settings Now => _now;

    internal void Become(Settings settings) => _now = settings;
}
