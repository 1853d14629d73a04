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

    /// <summary>Which pages that another host served may poll from a browser, and how. None by default.</summary>
    public CorsOptions Cors { get; } = new();

    /// <summary>The cookie set by the answer to a handshake, with the session's id; null, the default, for none.</summary>
    public SessionCookie? Cookie { get; set; }

    /// <summary>How polling answers are compressed; null for not at all.</summary>
    public HttpCompressionOptions? HttpCompression { get; set; } = new();

    /// <summary>
    /// Decides on a handshake before anything is allocated for it; false answers 403 <c>Forbidden</c>, and so does a
    /// <see cref="ConnectionRefusedException"/>, with its message instead of that word. Browsers do not show what a
    /// WebSocket is refused with.
    /// </summary>
    public Func<HttpContext, ValueTask<bool>>? AllowRequest { get; set; }

    /// <summary>
    /// The most bytes that may wait for one slow client, frame headers included; what happens with more is up to
    /// <see cref="OverflowPolicy"/>. A single message may always wait.
    /// </summary>
    public int MaxBufferedBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>The most messages that may wait for one slow client, likewise.</summary>
    public int MaxBufferedMessages { get; set; } = 16_384;

    /// <summary>What happens when more is to wait for a slow client; by default it is disconnected.</summary>
    public OverflowPolicy OverflowPolicy { get; set; }

    /// <summary>
    /// The most packets per second that one connection may send in the long run, heartbeats, attachments and WebSocket pings
    /// included; null for any number. More closes it with <see cref="DisconnectReason.TooManyPackets"/>. The default is far
    /// above what applications send, and yet keeps one client from having a processor to itself.
    /// </summary>
    public int? MaxPacketsPerSecond { get; set; } = 10_000;

    /// <summary>
    /// The packets that may come at once before <see cref="MaxPacketsPerSecond"/> counts; after a pause perhaps twice as many.
    /// </summary>
    public int PacketBurst { get; set; } = 20_000;

    /// <summary>
    /// The most packets in one request of a polling client, which otherwise closes with
    /// <see cref="DisconnectReason.TooManyPackets"/>. Official clients send all that gathered while they were offline in one.
    /// </summary>
    public int MaxPacketsPerBody { get; set; } = 10_000;

    /// <summary>
    /// How long the body of a polling client's request may take to arrive; then the connection is closed with
    /// <see cref="DisconnectReason.TransportError"/> and the request answered with 408.
    /// </summary>
    public TimeSpan BodyTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The most connections at once; further handshakes get 503 until one has ended. Null, the default, for any number.
    /// </summary>
    public int? MaxConnections { get; set; }

    /// <summary>
    /// The most handshakes per second that one remote address may make in the long run; more get 429 with the time to wait in
    /// <c>Retry-After</c>. Null, the default, for any number: behind a reverse proxy whose <c>X-Forwarded-For</c> is not
    /// looked at, all clients have the same address, and so have those of one school or office.
    /// </summary>
    public int? MaxHandshakesPerSecond { get; set; }

    /// <summary>The handshakes that one address may make at once before <see cref="MaxHandshakesPerSecond"/> counts.</summary>
    public int HandshakeBurst { get; set; } = 20;

    /// <summary>
    /// How long clients may take to fetch what waits for them when the server closes, over either transport; then what is
    /// left is cut. Zero cuts at once.
    /// </summary>
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Makes the id of a new session; null, the default, for 20 random characters. An id has 1 to 128 of the characters
    /// <c>A-Z a-z 0-9 - _ . ~</c>, and no other session has it; otherwise, or when this fails, the handshake gets code 3. Who
    /// knows the id of a polling session can read it, so it has to be as hard to guess as a password.
    /// </summary>
    public Func<HttpContext, string>? GenerateId { get; set; }

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
        Require(MaxPacketsPerSecond is null or > 0, nameof(MaxPacketsPerSecond), "must be positive, or null");
        Require(PacketBurst > 0, nameof(PacketBurst), "must be positive");
        Require(MaxPacketsPerBody > 0, nameof(MaxPacketsPerBody), "must be positive");
        Require(BodyTimeout > TimeSpan.Zero, nameof(BodyTimeout), "must be positive");
        Require(MaxConnections is null or > 0, nameof(MaxConnections), "must be positive, or null");
        Require(MaxHandshakesPerSecond is null or > 0, nameof(MaxHandshakesPerSecond), "must be positive, or null");
        Require(HandshakeBurst > 0, nameof(HandshakeBurst), "must be positive");
        Require(Cookie is null or { IsValid: true }, nameof(Cookie), "must have a token as its name, and be secure where SameSite is none");
        Require(HttpCompression is null or { Threshold: >= 0 }, nameof(HttpCompression), "must have a threshold that is not negative");
        Require(ShutdownTimeout >= TimeSpan.Zero, nameof(ShutdownTimeout), "must not be negative");
        Require(Enum.IsDefined(OverflowPolicy), nameof(OverflowPolicy), "must be one of the three");
        Require(PerMessageDeflate is null or { Threshold: >= 0 }, nameof(PerMessageDeflate), "must have a threshold of zero or more");
        Require(Transports != Transports.None, nameof(Transports), "must name at least one");
        Cors.Validate();
    }

    internal static void Require(bool condition, string option, string rule)
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
