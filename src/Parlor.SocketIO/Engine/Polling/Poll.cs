namespace Parlor.SocketIO.Engine.Polling;

internal enum PollEnd
{
    /// <summary>Answer with what waits, or with a noop.</summary>
    Data,

    /// <summary>The session has moved on: answer 400.</summary>
    Refused,
}

/// <summary>A GET that waits for something to answer with.</summary>
internal sealed class Poll() : TaskCompletionSource<PollEnd>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public bool CameWhileProbing { get; init; }

    /// <summary>Ends the poll, with a noop if nothing else came, after the given time.</summary>
    public void EndAfter(TimeSpan hold, TimeProvider time)
    {
        ITimer timer = time.CreateTimer(
            static state => ((Poll)state!).TrySetResult(PollEnd.Data), this, hold, Timeout.InfiniteTimeSpan);
        _ = DisposeAsync(timer);

        async Task DisposeAsync(ITimer ended)
        {
            await Task;
            await ended.DisposeAsync();
        }
    }
}
