using Microsoft.AspNetCore.Http;
using Parlor.SocketIO.Engine;

namespace Parlor.SocketIO;

/// <summary>
/// A request that the server refused, as the official server tells it with <c>connection_error</c>. Valid while the handler
/// of <see cref="EngineServer.OnConnectionError"/> runs.
/// </summary>
public sealed class ConnectionError
{
    internal ConnectionError(HttpContext context, Refusal refusal)
    {
        HttpContext = context;
        Code = (int)refusal.Error;
        Message = refusal.Message;
        Details = refusal.Details;
    }

    /// <summary>The request; its answer is written once the handlers have returned.</summary>
    public HttpContext HttpContext { get; }

    /// <summary>
    /// The number that the client is told (Engine.IO protocol, revision 4): 0 unknown transport, 1 unknown session, 2 bad
    /// handshake method, 3 bad request, 4 forbidden, 5 unsupported protocol version.
    /// </summary>
    public int Code { get; }

    /// <summary>The text that the client is told, such as <c>Session ID unknown</c>.</summary>
    public string Message { get; }

    /// <summary>
    /// More, for the server alone: <c>transport</c>, <c>sid</c>, <c>method</c>, <c>protocol</c>, <c>origin</c>,
    /// <c>previousTransport</c> or <c>error</c>, whichever apply, and <c>name</c> where a code has several causes:
    /// <c>INVALID_ORIGIN</c>, <c>TRANSPORT_MISMATCH</c>, <c>TRANSPORT_HANDSHAKE_ERROR</c> and
    /// <c>ID_GENERATION_ERROR</c> as in the official server; <c>OVERLAPPING_REQUEST</c>, <c>BINARY_BODY</c>,
    /// <c>BODY_TOO_LARGE</c>, <c>BODY_TOO_SLOW</c>, <c>TOO_MANY_PACKETS</c>, <c>SESSION_CLOSED</c>, and under code 4
    /// <c>TOO_MANY_HANDSHAKES</c>, <c>TOO_MANY_CONNECTIONS</c> and <c>SHUTTING_DOWN</c> are ours.
    /// </summary>
    public IReadOnlyDictionary<string, object?> Details { get; }
}
