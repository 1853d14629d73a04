using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Parlor.SocketIO.Engine;

namespace Parlor.SocketIO;

/// <summary>
/// An event that a client sent. Its arguments stay encoded until they are asked for. It owns its bytes: it, and what
/// <see cref="Raw"/> returns, may be kept for as long as one likes.
/// </summary>
public sealed class SocketEvent
{
    private readonly PacketArguments _arguments;
    private readonly SocketIOServer _server;
    private AsyncServiceScope? _scope;

    internal SocketEvent(string name, PacketArguments arguments, SocketIOServer server)
    {
        Name = name;
        _arguments = arguments;
        _server = server;
    }

    /// <summary>The event's name.</summary>
    public string Name { get; }

    /// <summary>The number of arguments.</summary>
    public int Count => _arguments.Count;

    /// <summary>Whether binary data came with the event.</summary>
    public bool HasBinary => Attachments.Count > 0;

    /// <summary>The binary data, in the order in which it came.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Attachments => _arguments.Attachments;

    /// <summary>How to answer; null when the client asked for no acknowledgement.</summary>
    public Acknowledgement? Ack { get; internal init; }

    /// <summary>
    /// The application's services, in a scope of this event's own: it is made on first use and disposed when every handler
    /// of the event, and every middleware around them, is done.
    /// </summary>
    public IServiceProvider Services => (_scope ??= _server.Services.CreateAsyncScope()).ServiceProvider;

    /// <summary>
    /// All arguments, to be sent on: <c>socket.Emit("again", e.Arguments)</c> sends what came, binary data included.
    /// </summary>
    public object?[] Arguments
    {
        get
        {
            var arguments = new object?[Count];
            for (int i = 0; i < arguments.Length; i++)
                arguments[i] = _arguments.Forward(i);
            return arguments;
        }
    }

    /// <summary>Decodes an argument; an absent one is the type's default.</summary>
    /// <exception cref="JsonException">The argument does not fit the type.</exception>
    public T? Get<T>(int index) => index < Count ? _arguments.Get<T>(index, type: null) : default;

    /// <summary>Decodes an argument with the given (source-generated) description of its type.</summary>
    /// <exception cref="JsonException">The argument does not fit the type.</exception>
    public T? Get<T>(int index, JsonTypeInfo<T> type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return index < Count ? _arguments.Get(index, type) : default;
    }

    /// <summary>Disposes the scope, if there is one, as soon as the handlers are done.</summary>
    internal void EndAfter(Task handlers)
    {
        if (!handlers.IsCompleted)
            _ = EndAsync(handlers);
        else if (_scope is not null)
            _ = EndAsync(Task.CompletedTask);
    }

    private async Task EndAsync(Task handlers)
    {
        await handlers;
        try
        {
            if (_scope is { } scope)
                await scope.DisposeAsync();
        }
        catch (Exception error)
        {
            _server.Log.HandlerFailed(error, Name);
        }
    }

    /// <summary>An argument as it came: with the usual parser in UTF-8 and checked to be JSON, where placeholders stand for binary data.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such argument.</exception>
    public ReadOnlyMemory<byte> Raw(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        return _arguments.Raw(index);
    }
}
