using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Parlor.SocketIO.Engine;

/// <summary>Why a request is refused: the numbers of the Engine.IO protocol, revision 4.</summary>
internal enum EngineError
{
    UnknownTransport = 0,
    UnknownSession = 1,
    BadHandshakeMethod = 2,
    BadRequest = 3,
    Forbidden = 4,
    UnsupportedProtocolVersion = 5,
}

/// <summary>A refused request: what its client is told, and what the server knows beyond that.</summary>
internal sealed class Refusal(EngineError error, params ReadOnlySpan<(string Name, object? Value)> details)
{
    public EngineError Error => error;

    public int Status { get; init; } =
        error == EngineError.Forbidden ? StatusCodes.Status403Forbidden : StatusCodes.Status400BadRequest;

    public string Message { get; init; } = MessageOf(error);

    public IReadOnlyDictionary<string, object?> Details { get; } = ToDictionary(details);

    /// <summary>A bad request, of which there are many kinds.</summary>
    public static Refusal BadRequest(string name, params ReadOnlySpan<(string Name, object? Value)> details) =>
        new(EngineError.BadRequest, [("name", name), .. details]);

    public Task WriteAsync(HttpContext context)
    {
        context.Response.StatusCode = Status;
        if (Status == StatusCodes.Status413PayloadTooLarge)
            return Task.CompletedTask;
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "no-store";
        string code = ((int)error).ToString(CultureInfo.InvariantCulture);
        return context.Response.WriteAsync($$"""{"code":{{code}},"message":"{{JsonEncodedText.Encode(Message)}}"}""", CancellationToken.None);
    }

    private static Dictionary<string, object?> ToDictionary(ReadOnlySpan<(string Name, object? Value)> details)
    {
        var dictionary = new Dictionary<string, object?>(details.Length, StringComparer.Ordinal);
        foreach ((string name, object? value) in details)
            dictionary.Add(name, value);
        return dictionary;
    }

    private static string MessageOf(EngineError error) => error switch
    {
        EngineError.UnknownTransport => "Transport unknown",
        EngineError.UnknownSession => "Session ID unknown",
        EngineError.BadHandshakeMethod => "Bad handshake method",
        EngineError.Forbidden => "Forbidden",
        EngineError.UnsupportedProtocolVersion => "Unsupported protocol version",
        _ => "Bad request",
    };
}
