using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Parlor.SocketIO;

namespace Parlor.Server.Realtime;

/// <summary>
/// The events that clients may send: each carries one object and gets one acknowledgement, <c>{ok: true, …}</c> or
/// <c>{ok: false, error}</c>. The features add theirs at start.
/// </summary>
public sealed partial class ClientEvents
{
    private readonly Dictionary<string, Func<Connection, ClientCall, ValueTask<RawJson>>> _handlers = new(StringComparer.Ordinal);
    private readonly ILogger<ClientEvents> _logger;

    public ClientEvents(IEnumerable<IClientEvents> features, ILogger<ClientEvents> logger)
    {
        _logger = logger;
        foreach (var feature in features)
            feature.AddTo(this);
    }

    /// <summary>Adds an event. Handlers of one connection are started in the order its events arrive, and may end in another.</summary>
    public void On<TRequest, TAnswer>(
        string name, JsonTypeInfo<TRequest> request, JsonTypeInfo<TAnswer> answer, Func<Connection, TRequest, ValueTask<TAnswer>> handle)
        where TRequest : class =>
        _handlers.Add(name, async (connection, call) =>
            new RawJson(JsonSerializer.SerializeToUtf8Bytes(await handle(connection, Read(call, request)), answer)));

    internal async void Dispatch(Connection connection, SocketEvent happened)
    {
        var call = new ClientCall(happened.Name, happened.Count == 0 ? default(ReadOnlyMemory<byte>?) : happened.Raw(0), happened.HasBinary);
        happened.Ack?.Send(await Answer(connection, call));
    }

    /// <summary>Handles an event, and gives its acknowledgement. Never throws.</summary>
    /// <param name="connection">Who sent it.</param>
    /// <param name="call">The event.</param>
    /// <param name="check">What its gateway wants to hold besides; throws a <see cref="Problem"/>.</param>
    internal async Task<RawJson> Answer(Connection connection, ClientCall call, Action<ClientCall>? check = null)
    {
        try
        {
            check?.Invoke(call);
            return _handlers.TryGetValue(call.Name, out var handle)
                ? await handle(connection, call)
                : throw Problem.Invalid("event", $"There is no event '{Shortened(call.Name)}'.");
        }
        catch (Exception failure)
        {
            return Error(failure, call.Name);
        }
    }

    private static TRequest Read<TRequest>(ClientCall call, JsonTypeInfo<TRequest> request)
        where TRequest : class
    {
        if (call.Data is not { } data)
            throw Problem.Invalid("data", "The event carries no object.");
        if (call.HasBinary)
            throw Problem.Invalid("data", "Binary data does not belong here.");
        try
        {
            return JsonSerializer.Deserialize(data.Span, request) ?? throw Problem.Invalid("data", "An object is needed, not null.");
        }
        catch (JsonException wrong)
        {
            throw InvalidJson.Problem(wrong);
        }
    }

    private RawJson Error(Exception failure, string name)
    {
        if (failure is not Problem problem)
        {
            LogFailure(failure, name);
            problem = Problem.Unavailable("That did not work, through no fault of yours.");
        }

        var error = new EventError(problem.WireCode, problem.Message, problem.Field, (long?)problem.RetryAfter?.TotalMilliseconds);
        return new RawJson(JsonSerializer.SerializeToUtf8Bytes(new ErrorAnswer(error), RealtimeJson.Wire.ErrorAnswer));
    }

    private static string Shortened(string name) => name.Length <= 64 ? name : name[..64] + "…";

    [LoggerMessage(Level = LogLevel.Error, Message = "Event {Name} failed")]
    private partial void LogFailure(Exception failure, string name);
}

/// <summary>An event that a client sent, whichever way it came.</summary>
/// <param name="Name">The event's name.</param>
/// <param name="Data">Its first argument as JSON; null when it has none.</param>
/// <param name="HasBinary">Whether binary data came with it.</param>
internal readonly record struct ClientCall(string Name, ReadOnlyMemory<byte>? Data, bool HasBinary);

/// <summary>A feature's events; registered as a service.</summary>
public interface IClientEvents
{
    void AddTo(ClientEvents events);
}

internal sealed record EventError(string Code, string Message, string? Field, long? RetryAfterMs);

internal sealed record ErrorAnswer(EventError Error)
{
    public bool Ok { get; }
}

/// <summary>The acknowledgement of an event that has nothing to tell but that it is done.</summary>
public sealed record DoneAnswer
{
    public static DoneAnswer Instance { get; } = new();

    public bool Ok { get; } = true;
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ErrorAnswer))]
[JsonSerializable(typeof(DoneAnswer))]
internal sealed partial class RealtimeJson : JsonSerializerContext
{
    public static RealtimeJson Wire { get; } = new(WireJson.Options());
}
