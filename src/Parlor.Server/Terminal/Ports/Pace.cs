namespace Parlor.Server.Terminal.Ports;

/// <summary>How fast a client may go: a burst at once after a pause, and so many lines a second in the long run.</summary>
/// <param name="burst">Lines at once.</param>
/// <param name="start">A time stamp of the clock that the other calls get.</param>
internal struct Pace(double burst, long start)
{
    private double _lines = burst;
    private long _at = start;

    /// <summary>Counts a line, unless it is one too many.</summary>
    public bool TryTake(TimeProvider clock, double perSecond, double burst)
    {
        Refill(clock, perSecond, burst);
        if (_lines < 1)
            return false;
        _lines--;
        return true;
    }

    /// <summary>Counts a line.</summary>
    /// <returns>How long it has to wait.</returns>
    public TimeSpan Take(TimeProvider clock, double perSecond, double burst)
    {
        Refill(clock, perSecond, burst);
        _lines--;
        return _lines >= 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(-_lines / perSecond);
    }

    private void Refill(TimeProvider clock, double perSecond, double burst)
    {
        var now = clock.GetTimestamp();
        _lines = Math.Min(burst, _lines + (clock.GetElapsedTime(_at, now).TotalSeconds * perSecond));
        _at = now;
    }
}
