using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Parlor.SocketIO.Diagnostics;
using Parlor.SocketIO.Engine;
using Parlor.SocketIO.Packets;

namespace Parlor.SocketIO;

/// <summary>
/// A Socket.IO server, protocol revision 5, made by <see cref="EndpointExtensions.MapSocketIO"/> or
/// <see cref="ServiceCollectionExtensions.AddSocketIO"/>. What it offers itself is
/// that of the main namespace.
/// </summary>
public sealed class SocketIOServer : NamespaceSetup, IDisposable
{
    private const string MainName = "/";

    private readonly NamespaceTable _namespaces;
    private readonly JsonPacketParser _json;

    internal SocketIOServer(SocketIOOptions options, TimeProvider time, ILogger log, Instruments instruments, IServiceProvider services)
    {
        Services = services;
        options.ValidateAll();
        Options = options;
        Log = log;
        _json = new JsonPacketParser(options.JsonSerializerOptions, options.MaxAttachments);
        Parser = options.Parser ?? _json;
        ConnectDeadlines = new(time, options.ConnectTimeout, static client => client.OnConnectTimeout());
        Engine = new EngineServer(options, time, log, instruments);
        _namespaces = new NamespaceTable(this);
        Engine.OnConnection(connection => connection.Receiver = new ClientConnection(this, connection));
        Main = Of(MainName);
    }

    /// <summary>The connections underneath.</summary>
    public EngineServer Engine { get; }

    /// <summary>The main namespace.</summary>
    public Namespace Main { get; }

    /// <inheritdoc cref="Namespace.Sockets"/>
    public IReadOnlyCollection<Socket> Sockets => Main.Sockets;

    /// <inheritdoc/>
    public override SocketIOServer Server => this;

    internal SocketIOOptions Options { get; }

    internal IServiceProvider Services { get; }

    internal ILogger Log { get; }

    internal PacketParser Parser { get; }

    internal TimeProvider Time => Engine.Time;

    internal Instruments Instruments => Engine.Instruments;

    internal DeadlineList<ClientConnection> ConnectDeadlines { get; }

    private protected override Namespace[] Namespaces => Main.Self;

    private protected override ConnectionSteps Steps => Main.Setup;

    /// <summary>The namespace of this name, made if need be. Clients can join it from then on.</summary>
    /// <param name="name">At most 512 bytes; a leading slash is added if it is missing.</param>
    public Namespace Of(string name) => _namespaces.GetOrAdd(name);

    /// <summary>
    /// Lets clients connect to every namespace in whose name the pattern finds a match, as <c>io.Of(new Regex("^/room-\\d+$"))</c>:
    /// without <c>^</c> and <c>$</c> it may stand anywhere.
    /// Clients choose the name: prefer <see cref="System.Text.RegularExpressions.RegexOptions.NonBacktracking"/>.
    /// </summary>
    public ParentNamespace Of(Regex pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return Of((name, _) => ValueTask.FromResult(pattern.IsMatch(name)));
    }

    /// <summary>
    /// Lets clients connect to every namespace that the rule admits. It gets the name and what the client gave as <c>auth</c>.
    /// Of several rules the first that admits a name decides.
    /// </summary>
    public ParentNamespace Of(Func<string, JsonElement, ValueTask<bool>> rule) => _namespaces.AddParent(rule);

    /// <summary>Lets clients connect to every namespace whose name the rule admits.</summary>
    public ParentNamespace Of(Func<string, bool> rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return Of((name, _) => ValueTask.FromResult(rule(name)));
    }

    /// <summary>Adds what happens with a namespace that has just been made, by <c>Of</c> or by a client's coming.</summary>
    public void OnNewNamespace(Action<Namespace> handler) => _namespaces.OnNew(handler);

    /// <inheritdoc cref="Namespace.Socket"/>
    public Socket? Socket(string id) => Main.Socket(id);

    /// <inheritdoc cref="Namespace.ServerSideEmit"/>
    public void ServerSideEmit(string eventName, params ReadOnlySpan<object?> args) => Main.ServerSideEmit(eventName, args);

    /// <inheritdoc cref="Namespace.ServerSideEmitWithAck"/>
    public Task<IReadOnlyList<T?>> ServerSideEmitWithAck<T>(string eventName, params object?[] args) =>
        Main.ServerSideEmitWithAck<T>(eventName, args);

    /// <inheritdoc cref="Namespace.OnServerSide(string, Action{SocketEvent})"/>
    public void OnServerSide(string eventName, Action<SocketEvent> handler) => Main.OnServerSide(eventName, handler);

    /// <inheritdoc cref="Namespace.OnServerSide(string, Action{SocketEvent})"/>
    public void OnServerSide(string eventName, Func<SocketEvent, Task> handler) => Main.OnServerSide(eventName, handler);

    /// <inheritdoc cref="EngineServer.CloseAsync()"/>
    /// <remarks>Here the reason is <see cref="DisconnectReason.ServerShuttingDown"/>.</remarks>
    public Task CloseAsync() => Engine.Shutdown.RunAsync(DisconnectReason.ServerShuttingDown);

    /// <inheritdoc/>
    public void Dispose()
    {
        ConnectDeadlines.Dispose();
        Engine.Dispose();
    }

    internal static string NewId() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(15));

    internal ValueTask<Namespace?> EnterAsync(string name, JsonElement auth) => _namespaces.EnterAsync(name, auth);

    internal void Forget(Namespace child) => _namespaces.Forget(child);

    /// <summary>What is for other servers is JSON, whatever the clients speak.</summary>
    internal EventPayload EncodePayload(string eventName, ReadOnlySpan<object?> args) =>
        EventPayload.Of(_json.EncodeEvent(MainName, eventName, args, id: null));

    internal EventPayload EncodePayload(ReadOnlySpan<object?> args) => EventPayload.Of(_json.EncodeAck(MainName, args, id: 0));

    internal SocketEvent Decode(EventPayload payload, bool isEvent = false, Acknowledgement? ack = null)
    {
        (string? name, PacketArguments arguments) = _json.Read(payload, isEvent);
        return new SocketEvent(name ?? "ack", arguments, this) { Ack = ack };
    }

    /// <summary>An event on its way to a client, as the client will see it.</summary>
    internal SocketEvent Decode(EncodedPacket sent)
    {
        PacketDecoder decoder = Parser.CreateDecoder();
        Packet? packet = decoder.Add(sent.Main.IsBinary ? sent.Text : sent.Text[1..], sent.Main.IsBinary);
        foreach (ReadOnlyMemory<byte> attachment in sent.Attachments)
            packet = decoder.Add(attachment, isBinary: true);
        return new SocketEvent(packet!.Value.EventName!, packet.Value.Payload, this);
    }

    internal async Task<IReadOnlyList<T?>> DecodeAllAsync<T>(AcknowledgementCollector collector)
    {
        AcknowledgementOutcome outcome = await collector.Outcome;
        SocketEvent[] answers = [.. outcome.Answers.Select(answer => Decode(answer))];
        return outcome.Missing == 0
            ? [.. answers.Select(answer => answer.Get<T>(0))]
            : throw new AcknowledgementTimeoutException(answers, outcome.Missing);
    }
}
