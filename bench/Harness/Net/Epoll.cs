using System.Runtime.InteropServices;

namespace Parlor.Bench.Net;

/// <summary>An epoll instance (epoll(7)): descriptors to watch, each with a number that comes back when it is ready.</summary>
internal sealed unsafe class Epoll : IDisposable
{
    private readonly int _descriptor = Check(Libc.epoll_create1(0), nameof(Libc.epoll_create1));

    public void Add(int descriptor, uint events, long data)
    {
        var change = new Libc.EpollEvent { Events = events, Data = data };
        Check(Libc.epoll_ctl(_descriptor, Libc.EpollCtlAdd, descriptor, &change), nameof(Libc.epoll_ctl));
    }

    /// <summary>Waits for what fits into <paramref name="ready"/>, at most so long; -1 milliseconds are for ever.</summary>
    /// <returns>How many are ready; none also when a signal came.</returns>
    public int Wait(Span<Libc.EpollEvent> ready, int milliseconds)
    {
        int count;
        fixed (Libc.EpollEvent* first = ready)
            count = Libc.epoll_wait(_descriptor, first, ready.Length, milliseconds);
        if (count < 0 && Marshal.GetLastPInvokeError() == Libc.Eintr)
            return 0;
        return Check(count, nameof(Libc.epoll_wait));
    }

    public void Dispose() => _ = Libc.close(_descriptor);

    private static int Check(int result, string call) =>
        result >= 0 ? result : throw new BenchFailure($"{call}: {Marshal.GetLastPInvokeErrorMessage()}");
}
