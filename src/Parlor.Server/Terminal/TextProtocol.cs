using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Parlor.Server.Terminal;

/// <summary>A protocol of lines of text, and where it is spoken; registered as a service.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Address">Where it listens, if anywhere.</param>
/// <param name="Serve">Speaks it until the connection has ended.</param>
internal sealed record TextProtocol(string Name, TextAddress Address, ConnectionDelegate Serve)
{
    /// <summary>Connections at one time; more are refused.</summary>
    public int MostConnections { get; init; } = 12_000;

    /// <summary>Adds what comes between the socket and the protocol, such as TLS.</summary>
    public Action<ListenOptions>? Configure { get; init; }
}
