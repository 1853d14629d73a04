using System.Threading.Channels;
using Parlor.Server.Data;

namespace Parlor.Server.Realtime;

/// <summary>
/// Carries committed events from the writer to the connections, in commit order, on a thread of its own so that delivering never
/// holds up storing. The queue between them is bounded: when it is full the writer waits, and so do those who post.
/// </summary>
public sealed partial class LiveFeed : ICommitListener, IAsyncDisposable
{
    private const int QueueLength = 65_536;

    private readonly Channel<LiveEvent> _queue = Channel.CreateBounded<LiveEvent>(
        new BoundedChannelOptions(QueueLength) { SingleReader = true });

    private readonly LiveConnections _connections;
    private readonly ILogger<LiveFeed> _logger;
    private readonly Task _delivering;

    public LiveFeed(LiveConnections connections, ILogger<LiveFeed> logger)
    {
        _connections = connections;
        _logger = logger;
        _delivering = Task.Run(Deliver);
    }

    /// <summary>
    /// Completes once all that was committed before the call has been delivered. Whoever connects after that is told nothing from before,
    /// which they fetch anyway.
    /// </summary>
    internal async Task CaughtUp()
    {
        var mark = new Mark();
        try
        {
            await _queue.Writer.WriteAsync(mark);
        }
        catch (ChannelClosedException)
        {
            // The server stops.
            return;
        }

        await mark.Reached;
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _delivering;
    }

    void ICommitListener.Committed(IReadOnlyList<CommittedEvent> committed)
    {
        foreach (var happened in committed.OfType<LiveEvent>())
        {
            if (!_queue.Writer.TryWrite(happened))
                _queue.Writer.WriteAsync(happened).AsTask().GetAwaiter().GetResult();
        }
    }

    private async Task Deliver()
    {
        await foreach (var happened in _queue.Reader.ReadAllAsync())
        {
            try
            {
                happened.DeliverTo(_connections);
            }
            catch (Exception failure)
            {
                // One event must not end the feed. Its receivers see the gap in the numbers and ask for what is missing.
                LogFailure(failure, happened.GetType().Name);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "An event of type {Type} could not be delivered")]
    private partial void LogFailure(Exception failure, string type);

    /// <summary>A place in the queue.</summary>
    private sealed class Mark : LiveEvent
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Reached => _reached.Task;

        internal override void DeliverTo(LiveConnections connections) => _reached.SetResult();
    }
}
