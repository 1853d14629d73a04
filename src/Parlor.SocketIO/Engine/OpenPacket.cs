using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Parlor.SocketIO.Engine;

/// <summary>
/// The first packet of a session: exactly <c>sid, upgrades, pingInterval, pingTimeout, maxPayload</c>. All but the first is
/// the same for every session, and written once.
/// </summary>
internal sealed class OpenPacket(EngineOptions options)
{
    private readonly byte[] _polling = Rest(options, options.Transports.HasFlag(Transports.WebSocket) ? "\"websocket\"" : "");
    private readonly byte[] _webSocket = Rest(options, "");

    /// <param name="id">Of the session; nothing in an id has to be escaped, see <see cref="Admission"/>.</param>
    /// <param name="isPolling">Whether the session begins with polling, and so may be upgraded.</param>
    public EncodedPacket Create(string id, bool isPolling)
    {
        Span<byte> sid = stackalloc byte[Admission.MaxIdLength + 16];
        Utf8.TryWrite(sid, CultureInfo.InvariantCulture, $"0{{\"sid\":\"{id}\",", out int length);
        return EncodedPacket.FromText(sid[..length], isPolling ? _polling : _webSocket);
    }

    // What follows the id. No part of it has to be escaped either.
    private static byte[] Rest(EngineOptions options, string upgrades) => Encoding.ASCII.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        "upgrades":[{{upgrades}}],"pingInterval":{{options.PingInterval.TotalMilliseconds:F0}},"pingTimeout":{{options.PingTimeout.TotalMilliseconds:F0}},"maxPayload":{{options.MaxHttpBufferSize}}}
        """));
}
