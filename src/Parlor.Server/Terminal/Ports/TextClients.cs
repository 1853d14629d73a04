using Microsoft.AspNetCore.Connections;
using Parlor.SocketIO.Transport;

namespace Parlor.Server.Terminal.Ports;

/// <summary>The clients of one port, from their first byte to their last.</summary>
internal sealed class TextClients(TextProtocol protocol)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TcpTextClient, ITextSession> _open = [];
    private TaskCompletionSource? _emptied;

    /// <summary>Serves one that has come. Ends when Kestrel has nothing more to do for it.</summary>
    public async Task Serve(ConnectionContext connection)
    {
        KeepAlive.Set(connection);
        if (connection.Features.Get<IDirectConnection>() is { IsBare: true } direct)
            await ServeDirect(connection, direct);
        else
            await ServePiped(connection);
    }

    /// <summary>Has all clients told that the server stops, and waits until they are gone; those that stay are cut off.</summary>
    public async Task Stop(CancellationToken cancel)
    {
        Task emptied;
        lock (_lock)
        {
            _emptied = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_open.Count == 0)
                return;
            emptied = _emptied.Task;
        }

        foreach (var (_, session) in Open())
            session.Stop();
        try
        {
            await emptied.WaitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            foreach (var (client, _) in Open())
                client.Cut("the server stops");
        }
    }

    private async Task ServePiped(ConnectionContext connection)
    {
        await using var client = new PipedTextClient(connection);
        if (Start(client) is not { } session)
            return;
        try
        {
            await client.Serve(session, protocol.LongestLine);
        }
        finally
        {
            Remove(client);
        }
    }

    /// <summary>From here on the socket is the client's, and Kestrel counts it no more.</summary>
    private async Task ServeDirect(ConnectionContext connection, IDirectConnection direct)
    {
        var client = new DirectTextClient(connection.RemoteEndPoint, protocol.LongestLine);
        if (!await client.Begin(direct))
            return;
        if (Start(client) is { } session)
            _ = Removed(client, client.Serve(session, connection.Transport.Input));
        else
            await client.TurnAway();
    }

    private async Task Removed(TcpTextClient client, Task served)
    {
        try
        {
            await served;
        }
        finally
        {
            Remove(client);
        }
    }

    /// <returns>Null: the client is turned away.</returns>
    private ITextSession? Start(TcpTextClient client)
    {
        lock (_lock)
        {
            if (_emptied is not null || _open.Count >= protocol.MostConnections)
                return null;
            if (protocol.Start(client) is not { } session)
                return null;
            _open.Add(client, session);
            return session;
        }
    }

    private void Remove(TcpTextClient client)
    {
        lock (_lock)
        {
            _open.Remove(client);
            if (_open.Count == 0)
                _emptied?.TrySetResult();
        }
    }

    private KeyValuePair<TcpTextClient, ITextSession>[] Open()
    {
        lock (_lock)
            return [.. _open];
    }
}
