namespace Parlor.SocketIO.Transport;

/// <summary>
/// A connection whose socket may be taken over, past its pipes: what comes is then handed on where it is received, and costs
/// neither a buffer nor a wait.
/// </summary>
internal interface IDirectConnection
{
    /// <summary>Whether nothing lies between the socket and the pipe that the connection's user has.</summary>
    bool IsBare { get; }

    /// <summary>
    /// Ends when everything that was written to the pipe has been sent, and nothing more is received into it. From then on
    /// nobody may write to it; what is left to be read comes before what the receiver gets. The connection may be disposed of
    /// then, and the socket lives on.
    /// </summary>
    /// <param name="receiver">Gets what comes, once <see cref="DirectSocket.Begin"/> was called.</param>
    /// <returns>The socket; null if the connection is lost.</returns>
    Task<DirectSocket?> TakeOverAsync(IDirectReceiver receiver);
}

/// <summary>Takes what comes over a socket. Called by one thread at a time. Must not throw.</summary>
internal interface IDirectReceiver
{
    /// <summary>Whether more may be received now. If not, <see cref="DirectSocket.Resume"/> is to be called later.</summary>
    bool IsReady { get; }

    /// <summary>Takes the bytes, which are somebody else's afterwards.</summary>
    void OnReceived(ReadOnlySpan<byte> bytes);

    /// <summary>Nothing more will come. Called once.</summary>
    void OnEnd();
}
