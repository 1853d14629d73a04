using Parlor.Server.Terminal.Ports;

namespace Parlor.Server.Terminal.Irc;

/// <summary>IRC with one client: keeps it to a pace, and finds out when it is gone.</summary>
internal sealed class IrcTalk : ITextSession
{
    /// <summary>Lines that a client may send at once after a pause, and per second in the long run; more wait to be read.</summary>
    private const int Burst = 60;

    private const int PerSecond = 20;

    /// <summary>How long a client may take to register.</summary>
    private static readonly TimeSpan RegistrationTime = TimeSpan.FromSeconds(60);

    /// <summary>Silence before a client is asked whether it is there.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(2);

    /// <summary>How long it has to answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly IrcSession _session;
    private readonly TimeProvider _clock;
    private readonly Action _left;
    private readonly ITimer _timer;
    private Pace _pace;
    private long _heardAt;
    private bool _isAsked;
    private string? _why;

    /// <param name="session">What is said.</param>
    /// <param name="clock">The time.</param>
    /// <param name="left">Called when the client is gone.</param>
    public IrcTalk(IrcSession session, TimeProvider clock, Action left)
    {
        (_session, _clock, _left, _heardAt) = (session, clock, left, clock.GetTimestamp());
        _pace = new Pace(Burst, _heardAt);
        _timer = clock.CreateTimer(_ => Ring(), null, RegistrationTime, Timeout.InfiniteTimeSpan);
    }

    public async ValueTask Take(TextLine line)
    {
        await Pool.Hop();
        (_heardAt, _isAsked) = (_clock.GetTimestamp(), false);
        if (_pace.Take(_clock, PerSecond, Burst) is var wait && wait > TimeSpan.Zero)
            await Task.Delay(wait, _clock);
        if (_session.IsClosed)
            return;
        await _session.Take(line);
        if (line.IsTooLong)
            _session.Close("Input line was far too long");
    }

    public void Stop() => _session.Close("The server stops");

    public async Task End(string? why)
    {
        await _timer.DisposeAsync();
        try
        {
            await _session.End(_why ?? why);
        }
        finally
        {
            _left();
        }
    }

    private void Ring()
    {
        if (!_session.IsRegistered)
        {
            SendAway("Registration timed out");
            return;
        }

        var quiet = _clock.GetElapsedTime(_heardAt);
        if (_isAsked && quiet >= Silence + Patience)
        {
            SendAway("Ping timeout");
        }
        else if (quiet >= Silence)
        {
            _isAsked = true;
            _session.Output.WriteAside($"PING {_session.ServerName}", "");
            _timer.Change(Patience, Timeout.InfiniteTimeSpan);
        }
        else
        {
            _timer.Change(Silence - quiet, Timeout.InfiniteTimeSpan);
        }
    }

    private void SendAway(string why)
    {
        _why = why;
        _session.Close(why);
    }
}
