namespace Parlor.SocketIO;

/// <summary>
/// Thrown by a middleware to refuse a socket. The client gets <c>connect_error</c> with the message and the data; its
/// connection stays open. Thrown by <see cref="EngineOptions.AllowRequest"/>, it refuses the handshake with the message.
/// </summary>
public sealed class ConnectionRefusedException : Exception
{
    /// <summary>Refuses without saying why.</summary>
    public ConnectionRefusedException()
        : this("Connection refused")
    {
    }

    /// <summary>Refuses with a message.</summary>
    public ConnectionRefusedException(string message)
        : base(message)
    {
    }

    /// <summary>Refuses with a message; the cause stays on the server.</summary>
    public ConnectionRefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Refuses with a message and details that the client finds in <c>error.data</c>.</summary>
    public ConnectionRefusedException(string message, object? data)
        : base(message) => Details = data;

    /// <summary>What the client finds in <c>error.data</c>.</summary>
    public object? Details { get; }
}
