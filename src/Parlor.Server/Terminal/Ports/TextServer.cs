using System.Net;

namespace Parlor.Server.Terminal.Ports;

/// <summary>Has each text protocol spoken at its port, for as long as the server runs.</summary>
internal sealed partial class TextServer(IEnumerable<TextProtocol> protocols, IServiceProvider services, ILogger<TextServer> logger)
    : IHostedService, IAsyncDisposable
{
    private readonly List<(TextProtocol Protocol, TextPort Port)> _open = [];

    /// <summary>Where a protocol is spoken; null where it is not.</summary>
    public IPEndPoint? AddressOf(string protocol) =>
        _open.Find(one => string.Equals(one.Protocol.Name, protocol, StringComparison.Ordinal)).Port?.Address;

    /// <exception cref="IOException">A port that the operator has named is in use, or cannot be listened at.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var protocol in protocols.Where(protocol => protocol.Address.Host is not null))
        {
            try
            {
                _open.Add((protocol, await TextPort.Open(protocol, services, cancellationToken)));
            }
            catch (IOException busy) when (!protocol.Address.IsNamed)
            {
                // Two servers on one machine both want the usual port, and the second is as good without.
                LogBusy(protocol.Name, protocol.Address.Port, busy.Message);
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(_open.Select(one => one.Port.Close(cancellationToken)));

    public async ValueTask DisposeAsync()
    {
        foreach (var (_, port) in _open)
            await port.DisposeAsync();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Protocol} is not served: its usual port {Port} cannot be had ({Reason})")]
    private partial void LogBusy(string protocol, int port, string reason);
}
