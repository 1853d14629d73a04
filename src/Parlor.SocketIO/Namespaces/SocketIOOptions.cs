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

    /// <summary>How long a client may stay without having joined a namespace before it is closed.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(45);

    /// <summary>
    /// How arguments are written and read. By default camelCase and, where it is enabled, reflection; set a
    /// <c>TypeInfoResolver</c> to use source generation. Byte arrays and <c>ReadOnlyMemory&lt;byte&gt;</c> always travel as
    /// attachments.
    /// </summary>
    public JsonSerializerOptions? JsonSerializerOptions { get; set; }

    /// <summary>Makes the adapter of a namespace; in memory by default.</summary>
    public Func<Namespace, IAdapter> Adapter { get; set; } = static _ => new InMemoryAdapter();

    /// <summary>Told of every failure of an event handler, after it was logged. Must not throw.</summary>
    public Action<Socket, string, Exception>? ClientHandlerFailed { get; set; }

    internal void ValidateAll()
    {
        Validate();
        Require(ConnectTimeout > TimeSpan.Zero, nameof(ConnectTimeout), "must be positive");
    }
}
