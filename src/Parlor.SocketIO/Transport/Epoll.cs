using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Parlor.SocketIO.Transport;

/// <summary>What an epoll instance has to say about a descriptor (epoll_ctl(2)).</summary>
[Flags]
internal enum EpollEvents : uint
{
    None = 0,
    In = 0x1,
    Out = 0x4,
    Error = 0x8,
    HangUp = 0x10,
    ReadHangUp = 0x2000,
    EdgeTriggered = 1u << 31,
}

/// <summary>An epoll instance (epoll(7)) of the whole life of the process. It tells of each change once.</summary>
internal sealed unsafe class Epoll
{
    /// <summary>How many events one call takes at most.</summary>
    public const int BatchSize = 128;

    // struct epoll_event has no padding on x86, unlike elsewhere.
    private static readonly bool IsPacked = RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.X86;
    private static readonly int DataOffset = IsPacked ? 4 : 8;
    private static readonly int EventSize = DataOffset + sizeof(ulong);

    private readonly int _descriptor = Check(Libc.epoll_create1(Libc.CloseOnExec));
    private readonly int _kick = Check(Libc.eventfd(0, Libc.NonBlocking | Libc.CloseOnExec));

    public Epoll() => Add(_kick);

    /// <summary>Room for the events of one call.</summary>
    public static byte[] CreateBuffer() => GC.AllocateUninitializedArray<byte>(BatchSize * EventSize, pinned: true);

    /// <summary>Watches a descriptor until it is closed.</summary>
    /// <exception cref="Win32Exception">The system has no room for it.</exception>
    public void Add(int descriptor)
    {
        byte* change = stackalloc byte[EventSize];
        *(uint*)change = (uint)(EpollEvents.In | EpollEvents.Out | EpollEvents.ReadHangUp | EpollEvents.EdgeTriggered);
        *(ulong*)(change + DataOffset) = (uint)descriptor;
        Check(Libc.epoll_ctl(_descriptor, Libc.EpollCtlAdd, descriptor, change));
    }

    /// <summary>Ends a wait, with an event of a descriptor that nobody has asked for.</summary>
    public void Kick()
    {
        ulong one = 1;
        _ = Libc.write(_kick, &one, sizeof(ulong));
    }

    /// <summary>Waits for events, at most so long; -1 milliseconds are for ever.</summary>
    /// <returns>How many there are; none also when a signal came.</returns>
    public int Wait(byte[] buffer, int milliseconds)
    {
        int count;
        fixed (byte* first = buffer)
            count = Libc.epoll_wait(_descriptor, first, BatchSize, milliseconds);
        return count < 0 && Marshal.GetLastPInvokeError() == Errno.Interrupted ? 0 : Check(count);
    }

    public static (EpollEvents Events, int Descriptor) Read(byte[] buffer, int index)
    {
        ReadOnlySpan<byte> entry = buffer.AsSpan(index * EventSize, EventSize);
        return ((EpollEvents)MemoryMarshal.Read<uint>(entry), MemoryMarshal.Read<int>(entry[DataOffset..]));
    }

    private static int Check(int result) => result >= 0 ? result : throw new Win32Exception(Marshal.GetLastPInvokeError());
}
