using System.Text.Json;

namespace Parlor.SocketIO;

/// <summary>The acknowledgements that a socket's client owes.</summary>
internal sealed class PendingAcknowledgements(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, Pending> _pending = [];
    private long _lastId;

    /// <summary>Expects an answer; the task fails when it does not come in time, does not fit, or the socket disconnects.</summary>
    public Task<T?> Expect<T>(TimeSpan timeout, out long id)
    {
        var pending = new Pending<T>();
        lock (_gate)
        {
            id = _lastId++;
            _pending.Add(id, pending);
            pending.Timer = time.CreateTimer(Expired, id, timeout, Timeout.InfiniteTimeSpan);
        }

        return pending.Task;
    }

    public void Complete(long id, SocketEvent answer) => Take(id)?.Complete(answer);

    /// <summary>The socket is not connected, so this one will never be answered.</summary>
    public void Fail(long id) => Take(id)?.Fail(new SocketDisconnectedException());

    public void FailAll()
    {
        Pending[] all;
        lock (_gate)
        {
            all = [.. _pending.Values];
            _pending.Clear();
        }

        foreach (Pending pending in all)
            pending.Fail(new SocketDisconnectedException());
    }

    private void Expired(object? id) =>
        Take((long)id!)?.Fail(new TimeoutException("The client did not acknowledge in time."));

    private Pending? Take(long id)
    {
        lock (_gate)
            return _pending.Remove(id, out Pending? pending) ? pending : null;
    }

    private abstract class Pending
    {
        public ITimer? Timer { get; set; }

        public abstract void Complete(SocketEvent answer);

        public abstract void Fail(Exception error);
    }

    private sealed class Pending<T> : Pending
    {
        private readonly TaskCompletionSource<T?> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<T?> Task => _source.Task;

        public override void Complete(SocketEvent answer)
        {
            Timer?.Dispose();
            try
            {
                _source.TrySetResult(answer.Get<T>(0));
            }
            catch (Exception error) when (error is JsonException or NotSupportedException)
            {
                _source.TrySetException(error);
            }
        }

        public override void Fail(Exception error)
        {
            Timer?.Dispose();
            _source.TrySetException(error);
        }
    }
}
