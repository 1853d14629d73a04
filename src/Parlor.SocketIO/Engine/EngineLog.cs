using Microsoft.Extensions.Logging;

namespace Parlor.SocketIO.Engine;

/// <summary>What the library says to the log.</summary>
internal static partial class EngineLog
{
    [LoggerMessage(1, LogLevel.Error, "A handler of '{Name}' failed")]
    public static partial void HandlerFailed(this ILogger log, Exception error, string name);

    [LoggerMessage(2, LogLevel.Debug, "Connection {Id} closed: a WebSocket frame was refused, {Why}")]
    public static partial void FrameRefused(this ILogger log, string id, string why);

    [LoggerMessage(3, LogLevel.Debug, "Connection {Id} closed: a packet was refused, {Why}")]
    public static partial void PacketRefused(this ILogger log, string id, string why);

    [LoggerMessage(4, LogLevel.Error, "A middleware of namespace {Namespace} failed")]
    public static partial void MiddlewareFailed(this ILogger log, Exception error, string @namespace);

    [LoggerMessage(6, LogLevel.Error, "Connection {Id} closed: writing to it failed")]
    public static partial void WriteFailed(this ILogger log, Exception error, string id);

    [LoggerMessage(7, LogLevel.Error, "The end of connection {Id} could not be handled")]
    public static partial void CloseFailed(this ILogger log, Exception error, string id);

    [LoggerMessage(8, LogLevel.Error, "Connection {Id} closed: reading from it failed")]
    public static partial void ReadFailed(this ILogger log, Exception error, string id);

    [LoggerMessage(9, LogLevel.Warning, "A connection could not be accepted: {Error}")]
    public static partial void AcceptFailed(this ILogger log, string error);

    [LoggerMessage(5, LogLevel.Warning, "Event '{Name}' has arguments of other types than its handler takes")]
    public static partial void ArgumentsRefused(this ILogger log, Exception error, string name);
}
