using Parlor.Server.Terminal.Ports;

namespace Parlor.Server.Terminal.Lines;

/// <summary>Line chat with one client, within limits: how fast it may go, and how long it has to say who it is.</summary>
internal sealed partial class LineTalk : ITextSession
{
    /// <summary>How long somebody has to say who they are.</summary>
    public static readonly TimeSpan TimeToLogIn = TimeSpan.FromSeconds(60);

    private readonly LineSession _session;
    private readonly LineSettings _limits;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly Action _left;
    private ITimer? _logInLimit;
    private Pace _pace;

    /// <param name="session">What is said.</param>
    /// <param name="limits">How many lines a second.</param>
    /// <param name="clock">The time.</param>
    /// <param name="logger">For what goes wrong at the end.</param>
    /// <param name="left">Called when the client is gone.</param>
    public LineTalk(LineSession session, LineSettings limits, TimeProvider clock, ILogger logger, Action left)
    {
        (_session, _limits, _clock, _logger, _left) = (session, limits, clock, logger, left);
        _pace = new Pace(limits.LineBurst, clock.GetTimestamp());
        _logInLimit = clock.CreateTimer(_ => TurnOut(), null, TimeToLogIn, Timeout.InfiniteTimeSpan);
        session.Start();
    }

    public ValueTask Take(TextLine line)
    {
        if (!_pace.TryTake(_clock, _limits.LinesPerSecond, _limits.LineBurst))
        {
            _session.Terminal.Complain("Too many lines at once; wait a moment. That one was not taken.");
            return default;
        }

        return _session.IsLoggedIn ? new ValueTask(_session.Take(line)) : TakeLogIn(line);
    }

    public void Stop() => _session.Stop();

    public async Task End(string? why)
    {
        EndLogInLimit();
        try
        {
            await _session.End();
        }
        catch (Exception failure)
        {
            LogUnended(_logger, failure);
        }

        _left();
    }

    private async ValueTask TakeLogIn(TextLine line)
    {
        await Pool.Hop();
        await _session.Take(line);
        if (_session.IsLoggedIn)
            EndLogInLimit();
    }

    private void EndLogInLimit()
    {
        _logInLimit?.Dispose();
        _logInLimit = null;
    }

    private void TurnOut()
    {
        if (_session.IsLoggedIn)
            return;
        _session.Terminal.Say("");
        _session.Terminal.Complain($"Nobody has logged in for {TimeToLogIn.TotalSeconds} seconds.");
        _session.Terminal.Client.Close();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A session of line chat could not be ended")]
    private static partial void LogUnended(ILogger logger, Exception failure);
}
