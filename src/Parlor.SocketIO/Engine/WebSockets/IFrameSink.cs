namespace Parlor.SocketIO.Engine.WebSockets;

/// <summary>
/// Where finished frames go. There is one way that is always right (the upgraded stream); others may be added beside it.
/// </summary>
internal interface IFrameSink
{
    /// <summary>
    /// Sends the bytes whole. True: done with them. False: still busy with them, and
    /// <see cref="FrameWriter.Continue"/> is called once they are out. A failure ends the connection and counts
    /// as done. Never blocks.
    /// </summary>
    bool Send(ReadOnlyMemory<byte> bytes);

    /// <summary>Sees to it that <see cref="FrameWriter.Drain"/> runs, here or elsewhere.</summary>
    void Schedule();
}
