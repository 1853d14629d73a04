namespace Parlor.SocketIO;

/// <summary>The answer that a client waits for.</summary>
public sealed class Acknowledgement
{
    private readonly Socket _socket;
    private readonly long _id;
    private int _sent;

    internal Acknowledgement(Socket socket, long id)
    {
        _socket = socket;
        _id = id;
    }

    /// <summary>Whether the answer was given.</summary>
    public bool IsSent => Volatile.Read(ref _sent) != 0;

    /// <summary>Gives the answer, from any thread. Only the first call counts; after a disconnect nothing is sent.</summary>
    public void Send(params ReadOnlySpan<object?> args)
    {
        if (Interlocked.Exchange(ref _sent, 1) == 0)
            _socket.SendAck(_id, args);
    }
}
