using Microsoft.AspNetCore.Http;

namespace Parlor.SocketIO;

/// <summary>How connections are opened, kept alive and bounded. The defaults are those of the official server.</summary>
public class EngineOptions
{
    /// <summary>The path that clients ask for; a trailing slash makes no difference.</summary>
    public string Path { get; set; } = "/engine.io/";

    /// <summary>The time between two pings; told to the client when it connects.</summary>
    public TimeSpan PingInterval { get; set; } = TimeSpan.FromSeconds(25);

    /// <summary>How long a pong may take before the connection is closed with <see cref="DisconnectReason.PingTimeout"/>.</summary>
    public TimeSpan PingTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long an upgrade from polling to WebSocket may take before the WebSocket is dropped.</summary>
    public TimeSpan UpgradeTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The largest message or request body taken from a client, in bytes. A client that sends more is closed.</summary>
    public int MaxHttpBufferSize { get; set; } = 1_000_000;

    /// <summary>The transports offered; by default both.</summary>
    public Transports Transports { get; set; } = Transports.Polling | Transports.WebSocket;

    /// <summary>Which origins may poll from a browser page that another host served. None by default.</summary>
    public CorsOptions Cors { get; } = new();

    /// <summary>Decides on a handshake before anything is allocated for it; false answers 403 <c>Forbidden</c>.</summary>
    public Func<HttpContext, ValueTask<bool>>? AllowRequest { get; set; }

    /// <summary>
    /// The most bytes that may wait for one slow client. More closes it with <see cref="DisconnectReason.BufferOverflow"/>.
    /// </summary>
    public int MaxBufferedBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>The most messages that may wait for one slow client; more closes it likewise.</summary>
    public int MaxBufferedMessages { get; set; } = 16_384;

    /// <summary>
    /// Whether WebSocket frames may go straight to the TCP socket where nothing lies in between (no TLS, no connection
    /// middleware). It costs less per message; where it is not possible, frames go through Kestrel's stream all the same.
    /// </summary>
    public bool DirectSend { get; set; } = true;

    /// <summary>
    /// Compresses messages on WebSockets whose clients offer it; null, the default, does not. It saves bandwidth and costs
    /// processor time.
    /// </summary>
    public PerMessageDeflateOptions? PerMessageDeflate { get; set; }

    internal void Validate()
    {
        Require(Path.StartsWith('/'), nameof(Path), "must begin with a slash");
        Require(PingInterval > TimeSpan.Zero, nameof(PingInterval), "must be positive");
        Require(PingTimeout > TimeSpan.Zero, nameof(PingTimeout), "must be positive");
        Require(UpgradeTimeout > TimeSpan.Zero, nameof(UpgradeTimeout), "must be positive");
        Require(MaxHttpBufferSize > 0, nameof(MaxHttpBufferSize), "must be positive");
        Require(MaxBufferedBytes > 0, nameof(MaxBufferedBytes), "must be positive");
        Require(MaxBufferedMessages > 0, nameof(MaxBufferedMessages), "must be positive");
        Require(PerMessageDeflate is null or { Threshold: >= 0 }, nameof(PerMessageDeflate), "must have a threshold of zero or more");
        Require(Transports != Transports.None, nameof(Transports), "must name at least one");
        Require(!Cors.Credentials || !Cors.Origins.Contains("*"), nameof(Cors), "cannot allow credentials to every origin");
    }

    private protected static void Require(bool condition, string option, string rule)
    {
        if (!condition)
            throw new InvalidOperationException($"The option {option} {rule}.");
    }
}

/// <summary>The ways in which packets travel.</summary>
[Flags]
public enum Transports
{
    /// <summary>No transport.</summary>
    None = 0,

    /// <summary>HTTP long polling: GET receives, POST sends.</summary>
    Polling = 1,

    /// <summary>WebSocket, RFC 6455.</summary>
    WebSocket = 2,
}

/// <summary>Cross-origin rules for the polling transport (the WebSocket transport is not subject to CORS).</summary>
public sealed class CorsOptions
{
    /// <summary>The origins allowed, such as <c>https://example.org</c>; <c>*</c> allows every origin.</summary>
    public IList<string> Origins { get; } = [];

    /// <summary>Whether a page may send cookies along. Not together with <c>*</c>.</summary>
    public bool Credentials { get; set; }
}
