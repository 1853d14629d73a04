namespace Parlor.SocketIO;

/// <summary>
/// Gathers the answers to one event. An adapter says how many answers to expect before it asks, and hands on what comes;
/// when as many have answered or gone as were expected, the collector is complete. All members may be called from any
/// thread, also after completion, and never block.
/// </summary>
public interface IAcknowledgementCollector
{
    /// <summary>Whether nothing more is waited for, be it because all is there or because time is up.</summary>
    bool IsComplete { get; }

    /// <summary>So many more answers will come.</summary>
    void Expect(int answers);

    /// <summary>One of the expected answers.</summary>
    void Answer(EventPayload answer);

    /// <summary>One of those expected to answer has gone without.</summary>
    void Gone();

    /// <summary>Keeps the collector from completing until disposed, as while it is not known yet how many another server asks.</summary>
    IDisposable Hold();
}
