using Dapper;
using Parlor.Server.Data;

namespace Parlor.Server.Accounts;

/// <summary>Takes each status away when its time has come: one timer, set to the next of them, and one write for all that are due.</summary>
public sealed partial class StatusExpiry : ICommitListener, IHostedService, IDisposable
{
    /// <summary>Statuses taken away by one write at most; more follow at once.</summary>
    public const int BatchSize = 1_000;

    /// <summary>A timer cannot wait for months; an early one finds nothing to do and waits again.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private static readonly TimeSpan WaitAfterFailure = TimeSpan.FromMinutes(1);

    private readonly Db _db;
    private readonly TimeProvider _clock;
    private readonly ILogger<StatusExpiry> _logger;
    private readonly ITimer _timer;
    private readonly Lock _lock = new();
    private Timestamp _next = new(long.MaxValue);

    public StatusExpiry(Db db, TimeProvider clock, ILogger<StatusExpiry> logger)
    {
        _db = db;
        _clock = clock;
        _logger = logger;
        _timer = clock.CreateTimer(_ => _ = Expire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Catches up on what ended while the server was down.</summary>
    public Task StartAsync(CancellationToken cancellationToken) => Expire();

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        return Task.CompletedTask;
    }

    public void Committed(IReadOnlyList<CommittedEvent> committed)
    {
        foreach (var changed in committed.OfType<ProfileChanged>())
        {
            if (changed.StatusUntil is { } until)
                WakeAt(until);
        }
    }

    public void Dispose() => _timer.Dispose();

    private void WakeAt(Timestamp time)
    {
        lock (_lock)
        {
            if (time.Milliseconds >= _next.Milliseconds)
                return;
            _next = time;
            var wait = TimeSpan.FromMilliseconds(Math.Max(0, time.Milliseconds - Timestamp.Now(_clock).Milliseconds));
            _timer.Change(wait < LongestWait ? wait : LongestWait, Timeout.InfiniteTimeSpan);
        }
    }

    private async Task Expire()
    {
        lock (_lock)
            _next = new Timestamp(long.MaxValue);
        try
        {
            await _db.Write(transaction => ExpireDue(transaction, Timestamp.Now(_clock)));
            await using var connection = await _db.OpenReadAsync();
            if (await connection.ExecuteScalarAsync<long?>("SELECT MIN(status_until) FROM users") is { } next)
                WakeAt(new Timestamp(next));
        }
        catch (Exception failure)
        {
            LogFailure(failure);
            WakeAt(new Timestamp((_clock.GetUtcNow() + WaitAfterFailure).ToUnixTimeMilliseconds()));
        }
    }

    private static void ExpireDue(WriteTransaction transaction, Timestamp now)
    {
        var due = transaction.Query(
            $"SELECT id FROM users WHERE status_until <= $1 ORDER BY status_until LIMIT {BatchSize}", row => row.GetInt64(0), now.Milliseconds);
        foreach (var userId in due)
        {
            transaction.Execute("UPDATE users SET status_emoji = NULL, status_text = NULL, status_until = NULL WHERE id = $1", userId);
            transaction.Publish(new ProfileChanged(userId));
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Statuses that have ended could not be taken away")]
    private partial void LogFailure(Exception failure);
}
