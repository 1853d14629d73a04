namespace Parlor.SocketIO.Engine.Polling;

/// <summary>A GET that waits for something to answer with.</summary>
internal sealed class Poll() : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
{
    /// <summary>Ends the poll, with a noop if nothing else came, after the given time.</summary>
    public void EndAfter(TimeSpan hold, TimeProvider time)
    {
        ITimer timer = time.CreateTimer(
            static state => ((Poll)state!).TrySetResult(), this, hold, Timeout.InfiniteTimeSpan);
        _ = DisposeAsync(timer);

        async Task DisposeAsync(ITimer ended)
        {
            await Task;
            await ended.DisposeAsync();
        }
    }
}
