namespace Parlor.Server.Accounts;

/// <summary>
/// Hashing a password keeps a processor busy for tens of milliseconds on purpose. It is done for one processor's worth fewer than there
/// are, so that a storm of log-ins leaves room for the talk that goes on; who comes meanwhile waits, up to <see cref="QueueLength"/>.
/// </summary>
public sealed class PasswordWork : IDisposable
{
    /// <summary>Log-ins and sign-ups that may wait; one more is refused as unavailable.</summary>
    public const int QueueLength = 256;

    private readonly SemaphoreSlim _slots = new(Math.Max(1, Environment.ProcessorCount - 1));
    private int _waiting;

    /// <exception cref="Problem"><c>unavailable</c>: too many wait already.</exception>
    public async Task<T> Run<T>(Func<Task<T>> work)
    {
        if (Interlocked.Increment(ref _waiting) > QueueLength)
        {
            Interlocked.Decrement(ref _waiting);
            throw Problem.Unavailable("Too many people are logging in at once; try again in a moment.");
        }

        try
        {
            await _slots.WaitAsync();
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }

        try
        {
            return await Task.Run(work);
        }
        finally
        {
            _slots.Release();
        }
    }

    public void Dispose() => _slots.Dispose();
}
