namespace Parlor.SocketIO.Engine;

/// <summary>Who wants to know how an <see cref="Outbox"/> empties; most have none. Used within the outbox's lock.</summary>
internal sealed class OutboxWatch
{
    private TaskCompletionSource? _room;
    private bool _sentSomething;

    /// <summary>Told each time that all is sent: one after the other, and by another thread, since the writer is not to wait for them.</summary>
    public Action? Drained { get; set; }

    /// <summary>Completes as soon as less than half of the bound waits, or nothing more is taken.</summary>
    public Task Room() => (_room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void OnTaken(bool isCrowded)
    {
        _sentSomething = true;
        if (!isCrowded)
            EndWaiting();
    }

    public void OnEmpty()
    {
        if (!_sentSomething)
            return;
        _sentSomething = false;
        if (Drained is { } drained)
            ThreadPool.UnsafeQueueUserWorkItem(static drained => drained(), drained, preferLocal: false);
    }

    public void EndWaiting()
    {
        _room?.TrySetResult();
        _room = null;
    }
}
