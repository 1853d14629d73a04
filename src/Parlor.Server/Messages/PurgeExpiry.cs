using Parlor.Server.Data;

namespace Parlor.Server.Messages;

/// <summary>Forgets, minute by minute, the texts of what was purged and cannot be put back any more.</summary>
public sealed partial class PurgeExpiry(Db db, PurgeStore store, TimeProvider clock, ILogger<PurgeExpiry> logger) : IHostedService, IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private ITimer? _timer;

    /// <summary>Catches up on what has become old while the server was down.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await Forget();
        _timer = clock.CreateTimer(_ => _ = Forget(), null, Period, Period);
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => _timer?.Dispose();

    private async Task Forget()
    {
        try
        {
            var now = Timestamp.Now(clock);
            if (await store.HasOld(now))
                await db.Write(transaction => PurgeStore.Forget(transaction, now));
        }
        catch (Exception failure)
        {
            LogFailure(failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Texts of purged messages could not be forgotten; the next minute tries again")]
    private partial void LogFailure(Exception failure);
}
