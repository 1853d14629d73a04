namespace Parlor.SocketIO;

/// <summary>The answer that whoever sent an event waits for.</summary>
public sealed class Acknowledgement
{
    private readonly IAcknowledger _asked;
    private readonly long _id;
    private int _sent;

    internal Acknowledgement(IAcknowledger asked, long id)
    {
        _asked = asked;
        _id = id;
    }

    /// <summary>Whether the answer was given.</summary>
    public bool IsSent => Volatile.Read(ref _sent) != 0;

    /// <summary>Gives the answer, from any thread. Only the first call counts; after a disconnect nothing is sent.</summary>
    public void Send(params ReadOnlySpan<object?> args)
    {
        if (Interlocked.Exchange(ref _sent, 1) == 0)
            _asked.SendAck(_id, args);
    }
}

/// <summary>Takes an answer back to where the question came from.</summary>
internal interface IAcknowledger
{
    void SendAck(long id, ReadOnlySpan<object?> args);
}
