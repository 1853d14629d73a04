using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Parlor.Server.Terminal.Ports;

/// <summary>Where a text protocol listens: <c>localhost:5001</c> (this machine), <c>*:5001</c> (every interface), or an address and a port.</summary>
/// <param name="Host">The machine's names for itself, a star, or an address; null: nowhere.</param>
/// <param name="Port">The port; 0 lets the system choose one.</param>
/// <param name="IsNamed">Whether the operator has named it: then the server does not start without it.</param>
public readonly record struct TextAddress(string? Host, int Port, bool IsNamed)
{
    private const string ThisMachine = "localhost";

    /// <summary>This machine, at a port that is given up if somebody else has it.</summary>
    public static TextAddress Usual(int port) => new(ThisMachine, port, IsNamed: false);

    /// <summary>Reads an address; an empty one is nowhere.</summary>
    /// <exception cref="SettingException">It is none of these.</exception>
    public static TextAddress Parse(string setting, string value)
    {
        if (value.Length == 0)
            return new TextAddress(null, 0, IsNamed: true);
        var colon = value.LastIndexOf(':');
        var isHost = colon > 0 && (value[..colon] is ThisMachine or "*" || IPAddress.TryParse(value[..colon], out _));
        return isHost && ushort.TryParse(value.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? new TextAddress(value[..colon], port, IsNamed: true)
            : throw new SettingException(setting, $"'{value}' is no address such as localhost:5001, *:5001 or 192.0.2.1:5001.");
    }

    internal void AddTo(KestrelServerOptions options, Action<ListenOptions> configure)
    {
        if (Host is "*")
        {
            options.ListenAnyIP(Port, configure);
        }
        else if (Host is ThisMachine && Port != 0)
        {
            options.ListenLocalhost(Port, configure);
        }
        else
        {
            // The system chooses a port for one address, not for two at once.
            options.Listen(Host is ThisMachine ? IPAddress.Loopback : IPAddress.Parse(Host!), Port, configure);
        }
    }
}
