using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Parlor.Server.Terminal.Ports;

/// <summary>A protocol of lines of text, and where it is spoken; registered as a service.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Address">Where it listens, if anywhere.</param>
/// <param name="LongestLine">Bytes of a line, without its end.</param>
/// <param name="Start">Begins to speak it with a client; null: the client has been told why it is turned away. Must be quick.</param>
internal sealed record TextProtocol(string Name, TextAddress Address, int LongestLine, Func<TcpTextClient, ITextSession?> Start)
{
    /// <summary>Connections at one time; more are refused.</summary>
    public int MostConnections { get; init; } = 12_000;

    /// <summary>Adds what comes between the socket and the protocol, such as TLS; it is given what serves those without.</summary>
    public Action<ListenOptions, ConnectionDelegate>? Configure { get; init; }
}
