using System.Text.Json;

namespace Parlor.SocketIO;

/// <summary>How a Socket.IO server behaves; the defaults are those of the official one.</summary>
public sealed class SocketIOOptions : EngineOptions
{
    /// <summary>Options with the path <c>/socket.io/</c>.</summary>
    public SocketIOOptions() => Path = "/socket.io/";

    /// <summary>
    /// Whether the browser client is served next to the server, as <c>socket.io.js</c>, <c>socket.io.min.js</c>,
    /// <c>socket.io.esm.min.js</c> and <c>socket.io.msgpack.min.js</c> under <see cref="EngineOptions.Path"/>, each with its
    /// source map.
    /// </summary>
    public bool ServeClient { get; set; } = true;

    /// <summary>
    /// Whether Kestrel's TCP connections are served by the transport that
    /// <see cref="WebHostBuilderExtensions.UseEpollTransport"/> describes, where there is epoll. Said in
    /// <see cref="ServiceCollectionExtensions.AddSocketIO"/>, since it is the whole application's; off, they are Kestrel's own.
    /// </summary>
    public bool EpollTransport { get; set; } = true;

    /// <summary>How long a client may stay without having joined a namespace before it is closed.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(45);

    /// <summary>
    /// How arguments are written and read. By default camelCase and, where it is enabled, reflection; set a
    /// <c>TypeInfoResolver</c> to use source generation. Byte arrays and <c>ReadOnlyMemory&lt;byte&gt;</c> always travel as
    /// attachments.
    /// </summary>
    public JsonSerializerOptions? JsonSerializerOptions { get; set; }

    /// <summary>How long an acknowledgement may take where <c>Timeout</c> does not say otherwise.</summary>
    public TimeSpan AckTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Set it to let clients that lose their connection for a while come back with their id, rooms and data, and get the
    /// events that they missed. Events then bear an offset as their last argument, which the official clients understand;
    /// volatile events and those that ask for an acknowledgement are not kept.
    /// </summary>
    public ConnectionStateRecoveryOptions? ConnectionStateRecovery { get; set; }

    /// <summary>
    /// Whether a namespace that a client named (see <see cref="SocketIOServer.Of(Func{string, JsonElement, ValueTask{bool}})"/>)
    /// is forgotten when its last client has left, with what its rooms and handlers hold. It is by default, so that clients
    /// cannot make the server remember ever more; with <see cref="ConnectionStateRecovery"/> never, and
    /// <see cref="MaxChildNamespaces"/> is the limit.
    /// </summary>
    public bool CleanupEmptyChildNamespaces { get; set; } = true;

    /// <summary>How many namespaces named by clients there may be at a time. A client that names one more is refused.</summary>
    public int MaxChildNamespaces { get; set; } = 100_000;

    /// <summary>How many namespaces one connection may be in. The next is refused with <c>connect_error</c>.</summary>
    public int MaxNamespacesPerConnection { get; set; } = 256;

    /// <summary>How many rooms one socket may be in, apart from the one that bears its id.</summary>
    public int MaxRoomsPerSocket { get; set; } = 10_000;

    /// <summary>How many pieces of binary data an event may carry; a client that sends more is closed.</summary>
    public int MaxAttachments { get; set; } = 10;

    /// <summary>
    /// How packets are encoded, if not in the JSON of the protocol. Clients must be set to use the same. With one of its own,
    /// an adapter cannot take part in a cluster and ask clients for acknowledgements on other servers.
    /// </summary>
    public PacketParser? Parser { get; set; }

    /// <summary>Makes the adapter of a namespace; in memory by default.</summary>
    public Func<Namespace, IAdapter> Adapter { get; set; } = static @namespace => new InMemoryAdapter(@namespace);

    /// <summary>Told of every failure of an event handler, after it was logged. Must not throw.</summary>
    public Action<Socket, string, Exception>? ClientHandlerFailed { get; set; }

    internal TimeSpan HeartbeatTime => PingInterval + PingTimeout;

    internal void ValidateAll()
    {
        Validate();
        Require(AckTimeout > TimeSpan.Zero, nameof(AckTimeout), "must be positive");
        Require(MaxChildNamespaces >= 0, nameof(MaxChildNamespaces), "must not be negative");
        Require(MaxNamespacesPerConnection > 0, nameof(MaxNamespacesPerConnection), "must be positive");
        Require(MaxRoomsPerSocket >= 0, nameof(MaxRoomsPerSocket), "must not be negative");
        Require(MaxAttachments >= 0, nameof(MaxAttachments), "must not be negative");
        ConnectionStateRecovery?.Validate();
        Require(ConnectTimeout > TimeSpan.Zero, nameof(ConnectTimeout), "must be positive");
    }
}
