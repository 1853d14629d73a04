namespace Parlor.SocketIO;

/// <summary>The client disconnected before it acknowledged.</summary>
public sealed class SocketDisconnectedException : Exception
{
    /// <summary>With the usual message.</summary>
    public SocketDisconnectedException()
        : base("The socket disconnected before it acknowledged.")
    {
    }

    /// <summary>With another message.</summary>
    public SocketDisconnectedException(string message)
        : base(message)
    {
    }

    /// <summary>With another message and a cause.</summary>
    public SocketDisconnectedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
