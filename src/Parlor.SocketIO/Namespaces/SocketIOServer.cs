using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Parlor.SocketIO.Engine;
using Parlor.SocketIO.Packets;

namespace Parlor.SocketIO;

/// <summary>
/// A Socket.IO server, protocol revision 5, made by <see cref="EndpointExtensions.MapSocketIO"/>. What it offers itself is
/// that of the main namespace.
/// </summary>
public sealed class SocketIOServer : IDisposable
{
    private const string MainName = "/";

    private readonly ConcurrentDictionary<string, Namespace> _namespaces = new(StringComparer.Ordinal);

    internal SocketIOServer(SocketIOOptions options, TimeProvider time, ILogger log)
    {
        options.ValidateAll();
        Options = options;
        Log = log;
        Json = new PacketJson(options.JsonSerializerOptions);
        Encoder = new PacketEncoder(Json);
        ConnectDeadlines = new(time, options.ConnectTimeout, static client => client.OnConnectTimeout());
        Engine = new EngineServer(options, time, log);
        Engine.OnConnection(connection => connection.Receiver = new ClientConnection(this, connection));
        Main = Of(MainName);
    }

    /// <summary>The connections underneath.</summary>
    public EngineServer Engine { get; }

    /// <summary>The main namespace.</summary>
    public Namespace Main { get; }

    /// <inheritdoc cref="Namespace.Sockets"/>
    public IReadOnlyCollection<Socket> Sockets => Main.Sockets;

    internal SocketIOOptions Options { get; }

    internal ILogger Log { get; }

    internal PacketJson Json { get; }

    internal PacketEncoder Encoder { get; }

    internal NameCache Names { get; } = new();

    internal TimeProvider Time => Engine.Time;

    internal DeadlineList<ClientConnection> ConnectDeadlines { get; }

    /// <summary>The namespace of this name, made if need be. Clients can join it from then on.</summary>
    /// <param name="name">At most 512 bytes; a leading slash is added if it is missing.</param>
    public Namespace Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!name.StartsWith('/'))
            name = "/" + name;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(name.Length, PacketHeader.MaxNamespaceLength, nameof(name));
        return _namespaces.GetOrAdd(name, static (made, server) => new Namespace(server, made), this);
    }

    /// <inheritdoc cref="Namespace.Use"/>
    public void Use(Func<Socket, Func<Task>, Task> middleware) => Main.Use(middleware);

    /// <inheritdoc cref="Namespace.OnConnection(Func{Socket, Task})"/>
    public void OnConnection(Action<Socket> handler) => Main.OnConnection(handler);

    /// <inheritdoc cref="Namespace.OnConnection(Func{Socket, Task})"/>
    public void OnConnection(Func<Socket, Task> handler) => Main.OnConnection(handler);

    /// <inheritdoc cref="Namespace.Socket"/>
    public Socket? Socket(string id) => Main.Socket(id);

    /// <inheritdoc cref="BroadcastOperator.To"/>
    public BroadcastOperator To(params ReadOnlySpan<string> rooms) => Main.To(rooms);

    /// <inheritdoc cref="BroadcastOperator.To"/>
    public BroadcastOperator In(params ReadOnlySpan<string> rooms) => Main.In(rooms);

    /// <inheritdoc cref="BroadcastOperator.Except"/>
    public BroadcastOperator Except(params ReadOnlySpan<string> rooms) => Main.Except(rooms);

    /// <inheritdoc cref="Namespace.Emit"/>
    public void Emit(string eventName, params ReadOnlySpan<object?> args) => Main.Emit(eventName, args);

    /// <inheritdoc cref="EngineServer.CloseAsync()"/>
    /// <remarks>Here the reason is <see cref="DisconnectReason.ServerShuttingDown"/>.</remarks>
    public Task CloseAsync() => Engine.CloseAsync(DisconnectReason.ServerShuttingDown);

    /// <inheritdoc/>
    public void Dispose()
    {
        ConnectDeadlines.Dispose();
        Engine.Dispose();
    }

    internal static string NewId() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(15));

    internal Namespace? Find(string name) => _namespaces.GetValueOrDefault(name);
}
