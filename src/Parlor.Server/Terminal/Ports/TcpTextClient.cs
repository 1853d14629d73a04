using System.Net;

namespace Parlor.Server.Terminal.Ports;

/// <summary>A client that came by TCP. What it is sent waits in an outbox, which a flusher empties.</summary>
internal abstract class TcpTextClient : ITextClient
{
    /// <summary>How long one that is told goodbye has to read it.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    private readonly TextOutbox _outbox;

    protected TcpTextClient(EndPoint? remote)
    {
        Address = (remote as IPEndPoint)?.Address;
        _outbox = new TextOutbox(this);
    }

    public IPAddress? Address { get; }

    public abstract bool IsSecure { get; }

    /// <summary>Why the client was cut off, if it was.</summary>
    public string? CutBecause { get; private set; }

    /// <summary>Who sends what it is sent.</summary>
    internal virtual TextFlusher Flusher => TextFlusher.Shared;

    public void Write(ReadOnlyMemory<byte> bytes) => _outbox.Write(bytes);

    public void Close()
    {
        _ = _outbox.End();
        StopReading();
    }

    /// <summary>Ends the connection at once.</summary>
    /// <param name="why">What is said of it.</param>
    public void Cut(string why) => _outbox.Cut(why);

    /// <summary>Sends what can be sent at once; by the flusher alone.</summary>
    /// <returns>How many bytes that were; -1: nobody is there to read them.</returns>
    internal abstract int TrySend(ReadOnlySpan<byte> bytes);

    /// <summary>Keeps the descriptor of the client's socket until <see cref="Release"/>; false where it has none that can be sent to.</summary>
    internal virtual bool TryHold(out int descriptor)
    {
        descriptor = -1;
        return false;
    }

    internal virtual void Release()
    {
    }

    /// <summary>Sends all; while it waits, nothing else is sent.</summary>
    /// <exception cref="IOException">The connection is lost.</exception>
    internal abstract ValueTask Send(ReadOnlyMemory<byte> bytes);

    /// <summary>By the outbox alone.</summary>
    internal void Abort(string why)
    {
        CutBecause = why;
        HangUp(why);
    }

    /// <summary>Sees the client off: what was written is on its way, or it did not want it.</summary>
    protected async Task SeeOff()
    {
        var ended = _outbox.End();
        if (await Task.WhenAny(ended, Task.Delay(Farewell)) != ended)
            _outbox.Cut("it does not read its goodbye");
    }

    /// <summary>No more lines are taken, and whoever takes them ends.</summary>
    protected abstract void StopReading();

    protected abstract void HangUp(string why);
}
