namespace Parlor.Server.Terminal.Ports;

/// <summary>Speaks a protocol with the client that it was made for. Nothing here throws.</summary>
internal interface ITextSession
{
    /// <summary>
    /// Takes the client's next line; the one after it comes when this has ended. It begins on a thread that serves other clients too, so
    /// what may wait for the database goes to the pool first (<see cref="Pool.Hop"/>).
    /// </summary>
    ValueTask Take(TextLine line);

    /// <summary>The server stops: says so and closes the client. May come at any time.</summary>
    void Stop();

    /// <summary>Nothing more comes: the client is gone, or was closed. Called once, when no line is being taken.</summary>
    /// <param name="why">Why it was cut off, if it was.</param>
    Task End(string? why);
}
