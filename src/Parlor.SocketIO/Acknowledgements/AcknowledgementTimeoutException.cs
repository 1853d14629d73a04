namespace Parlor.SocketIO;

/// <summary>
/// Of those who were asked by <see cref="Broadcaster.EmitWithAck{T}"/> or <see cref="Socket.EmitWithAck{T}"/> some did not
/// answer in time, or went away first.
/// </summary>
public sealed class AcknowledgementTimeoutException : TimeoutException
{
    /// <summary>With the usual message.</summary>
    public AcknowledgementTimeoutException()
        : this("Not everyone acknowledged in time.")
    {
    }

    /// <summary>With another message.</summary>
    public AcknowledgementTimeoutException(string message)
        : base(message)
    {
    }

    /// <summary>With another message and a cause.</summary>
    public AcknowledgementTimeoutException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal AcknowledgementTimeoutException(IReadOnlyList<SocketEvent> answers, int missing)
        : base($"{answers.Count} acknowledged in time, {missing} did not.")
    {
        Answers = answers;
        Missing = missing;
    }

    /// <summary>The answers that did come; the first value of each is <c>Get&lt;T&gt;(0)</c>.</summary>
    public IReadOnlyList<SocketEvent> Answers { get; } = [];

    /// <summary>How many did not answer.</summary>
    public int Missing { get; }
}
