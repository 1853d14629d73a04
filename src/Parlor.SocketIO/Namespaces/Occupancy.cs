namespace Parlor.SocketIO;

/// <summary>Counts who is in a namespace, or on the way in, so that nobody enters one that is just being cleaned up.</summary>
internal sealed class Occupancy
{
    private const int Closed = -1;
    private int _count;

    public bool TryEnter()
    {
        while (true)
        {
            int count = Volatile.Read(ref _count);
            if (count == Closed)
                return false;
            if (Interlocked.CompareExchange(ref _count, count + 1, count) == count)
                return true;
        }
    }

    /// <returns>Whether it is now closed for good: the last one left and it may close.</returns>
    public bool Leave(bool mayClose) =>
        Interlocked.Decrement(ref _count) == 0 && mayClose && Interlocked.CompareExchange(ref _count, Closed, 0) == 0;
}
