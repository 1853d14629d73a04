using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace Parlor.Server.Terminal;

/// <summary>A client at one of the server's text ports.</summary>
internal sealed class TcpTextClient : ITextClient, IAsyncDisposable
{
    /// <summary>How long one that is told goodbye has to read it.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    private readonly ConnectionContext _connection;
    private readonly TextOutbox _outbox;

    public TcpTextClient(ConnectionContext connection)
    {
        _connection = connection;
        IsSecure = connection.Features.Get<ITlsHandshakeFeature>() is not null;
        // With TLS between them, what goes to the socket is not what is written.
        var socket = IsSecure ? null : connection.Features.Get<IConnectionSocketFeature>()?.Socket;
        _outbox = new TextOutbox(connection.Transport.Output, socket, Cut);
    }

    public IPAddress? Address => (_connection.RemoteEndPoint as IPEndPoint)?.Address;

    public bool IsSecure { get; }

    /// <summary>Why the client was cut off, if it was.</summary>
    public string? CutBecause { get; private set; }

    public void Write(ReadOnlyMemory<byte> bytes) => _outbox.Write(bytes);

    public void Close()
    {
        _outbox.End();
        // Whoever reads what it sends is to stop; see LineReader.
        _connection.Transport.Input.CancelPendingRead();
    }

    /// <summary>Sees the client off: what was written is on its way, or it did not want it.</summary>
    public async ValueTask DisposeAsync()
    {
        Close();
        if (await Task.WhenAny(_outbox.Ended, Task.Delay(Farewell)) != _outbox.Ended)
            _outbox.Cut("it does not read its goodbye");
        await _connection.Transport.Output.CompleteAsync();
    }

    private void Cut(string why)
    {
        CutBecause = why;
        _connection.Abort(new ConnectionAbortedException(why));
    }
}
