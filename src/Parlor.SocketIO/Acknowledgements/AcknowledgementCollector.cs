namespace Parlor.SocketIO;

/// <summary>Collects answers for a caller on this server, for as long as a timeout allows.</summary>
internal sealed class AcknowledgementCollector : IAcknowledgementCollector, IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<EventPayload> _answers = [];
    private readonly TaskCompletionSource<AcknowledgementOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ITimer _timer;
    private int _open;
    private int _missing;

    public AcknowledgementCollector(TimeProvider time, TimeSpan timeout) =>
        _timer = time.CreateTimer(
            static state => ((AcknowledgementCollector)state!).Expire(), this, timeout, System.Threading.Timeout.InfiniteTimeSpan);

    public bool IsComplete => _outcome.Task.IsCompleted;

    /// <summary>What came, once everybody has answered or gone or time is up.</summary>
    public Task<AcknowledgementOutcome> Outcome => _outcome.Task;

    public void Expect(int answers) => Change(answers);

    public void Answer(EventPayload answer)
    {
        lock (_gate)
        {
            if (!IsComplete)
                _answers.Add(answer);
        }

        Change(-1);
    }

    public void Gone()
    {
        lock (_gate)
            _missing++;
        Change(-1);
    }

    public IDisposable Hold()
    {
        Change(1);
        return new Held(this);
    }

    public void Dispose() => _timer.Dispose();

    private void Change(int by)
    {
        lock (_gate)
        {
            _open += by;
            if (_open <= 0)
                End(timedOut: false);
        }
    }

    private void Expire()
    {
        lock (_gate)
        {
            _missing += _open;
            End(timedOut: true);
        }
    }

    private void End(bool timedOut)
    {
        if (_outcome.TrySetResult(new AcknowledgementOutcome([.. _answers], _missing, timedOut)))
            Dispose();
    }

    private sealed class Held(AcknowledgementCollector collector) : IDisposable
    {
        private int _released;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _released, 1) == 0)
                collector.Change(-1);
        }
    }
}

/// <summary>How a question ended.</summary>
internal readonly record struct AcknowledgementOutcome(IReadOnlyList<EventPayload> Answers, int Missing, bool TimedOut);
