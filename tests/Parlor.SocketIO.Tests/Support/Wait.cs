namespace Parlor.SocketIO.Tests.Support;

/// <summary>Waiting is for an event, and bounded.</summary>
internal static class Wait
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Waits for a state that has no event of its own.</summary>
    public static async Task UntilAsync(Func<bool> state)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (!state())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Limit, "the state did not come about in time");
            await Task.Yield();
        }
    }

    public static Task<T> Soon<T>(this Task<T> task) => task.WaitAsync(Limit);

    public static Task Soon(this Task task) => task.WaitAsync(Limit);
}

/// <summary>A value that something else will set.</summary>
internal sealed class Expected<T>
{
    private readonly TaskCompletionSource<T> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Value => _source.Task.WaitAsync(Wait.Limit);

    public bool IsSet => _source.Task.IsCompleted;

    public void Set(T value) => _source.TrySetResult(value);
}
