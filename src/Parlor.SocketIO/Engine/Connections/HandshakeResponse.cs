using Microsoft.AspNetCore.Http.Features;

namespace Parlor.SocketIO.Engine.Connections;

/// <summary>The head of the answer to a handshake, and those who want to know when it goes.</summary>
internal sealed class HandshakeResponse : HttpResponseFeature
{
    private Stack<(Func<object, Task> Callback, object State)>? _starting;
    private Stack<(Func<object, Task> Callback, object State)>? _completed;
    private bool _hasStarted;

    public override bool HasStarted => _hasStarted;

    public override void OnStarting(Func<object, Task> callback, object state) => (_starting ??= new()).Push((callback, state));

    public override void OnCompleted(Func<object, Task> callback, object state) => (_completed ??= new()).Push((callback, state));

    /// <summary>The last chance to change the head.</summary>
    public Task PrepareAsync() => RunAsync(_starting);

    /// <summary>The head is on its way.</summary>
    public void Start() => _hasStarted = true;

    public Task CompleteAsync() => RunAsync(_completed);

    // The last one first, as in HTTP.
    private static async Task RunAsync(Stack<(Func<object, Task> Callback, object State)>? callbacks)
    {
        while (callbacks?.TryPop(out (Func<object, Task> Callback, object State) next) == true)
            await next.Callback(next.State);
    }
}
