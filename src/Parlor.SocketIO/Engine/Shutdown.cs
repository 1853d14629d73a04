using Parlor.SocketIO.Engine.WebSockets;

namespace Parlor.SocketIO.Engine;

/// <summary>The end of a server: what is open is closed, and has some time to go.</summary>
internal sealed class Shutdown(EngineServer server)
{
    private readonly HashSet<WebSocketTransport> _webSockets = [];
    private readonly Lock _gate = new();
    private volatile bool _begun;
    private Task? _done;

    public bool HasBegun => _begun;

    private WebSocketTransport[] WebSockets
    {
        get
        {
            lock (_webSockets)
                return [.. _webSockets];
        }
    }

    /// <summary>A WebSocket that has to end before the server has.</summary>
    public void Add(WebSocketTransport webSocket)
    {
        lock (_webSockets)
            _webSockets.Add(webSocket);
    }

    public void Remove(WebSocketTransport webSocket)
    {
        lock (_webSockets)
            _webSockets.Remove(webSocket);
    }

    /// <summary>Begins, if it has not begun; see <see cref="EngineServer.CloseAsync()"/>.</summary>
    public Task RunAsync(string reason)
    {
        lock (_gate)
            return _done ??= CloseAllAsync(reason);
    }

    private async Task CloseAllAsync(string reason)
    {
        _begun = true;
        // Handlers of the ends are not to run within the lock.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        EngineConnection[] connections = [.. server.Sessions.Open];
        foreach (EngineConnection connection in connections)
            connection.Close(reason, CloseKind.Graceful);
        IEnumerable<Task> polls = connections.Where(connection => connection.IsPolling).Select(connection => connection.Polling!.Fetched);
        try
        {
            await Task.WhenAll([.. WebSockets.Select(webSocket => webSocket.Ended), .. polls])
                .WaitAsync(server.Options.ShutdownTimeout, server.Time);
        }
        catch (TimeoutException)
        {
            foreach (WebSocketTransport webSocket in WebSockets)
                webSocket.Abort();
        }
    }
}
