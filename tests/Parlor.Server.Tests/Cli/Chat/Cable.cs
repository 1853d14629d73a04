using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Parlor.Server.Tests.Cli.Chat;

/// <summary>What lies between a client and the server: it can be cut, and mended. While it is cut, whoever connects is hung up on.</summary>
internal sealed class Cable : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<TcpClient, bool> _open = new();
    private readonly Uri _server;
    private readonly Task _accepting;
    private volatile bool _cut;

    public Cable(Uri server)
    {
        _server = server;
        _listener.Start();
        Address = new Uri($"http://{_listener.LocalEndpoint}");
        _accepting = Accept();
    }

    public Uri Address { get; }

    /// <summary>Ends all connections without a word.</summary>
    public void Cut()
    {
        _cut = true;
        foreach (var connection in _open.Keys)
            connection.Client?.Close(timeout: 0);
    }

    public void Mend() => _cut = false;

    public async ValueTask DisposeAsync()
    {
        Cut();
        _listener.Stop();
        await _accepting;
    }

    private async Task Accept()
    {
        try
        {
            while (true)
                _ = Join(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task Join(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient();
        _open[near] = _open[far] = true;
        try
        {
            if (_cut)
                return;
            await far.ConnectAsync(_server.Host, _server.Port);
            await Task.WhenAny(near.GetStream().CopyToAsync(far.GetStream()), far.GetStream().CopyToAsync(near.GetStream()));
        }
        catch (Exception lost) when (lost is IOException or SocketException or InvalidOperationException)
        {
            // It was cut.
        }
        finally
        {
            _open.TryRemove(near, out _);
            _open.TryRemove(far, out _);
        }
    }
}
