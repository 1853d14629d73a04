using System.Runtime.InteropServices;

namespace Parlor.Bench.Net;

/// <summary>
/// The few system calls that the generator lives on. Called directly since every layer above them would show up in the
/// microsecond or two that a received frame may cost here.
/// </summary>
internal static unsafe partial class Libc
{
    public const uint EpollIn = 0x001;
    public const uint EpollEdgeTriggered = 1u << 31;
    public const int EpollCtlAdd = 1;
    public const int MsgDontWait = 0x40;
    public const int MsgNoSignal = 0x4000;
    public const int ReadWrite = 3;
    public const int Shared = 1;
    public const int SigTerm = 15;
    public const int SigKill = 9;

    public const int Eintr = 4;
    public const int Eagain = 11;

    /// <summary>struct epoll_event, which is packed on x86-64 only (epoll_ctl(2)); the program checks that it runs there.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    public struct EpollEvent
    {
        public uint Events;
        public long Data;
    }

    [LibraryImport("libc", SetLastError = true)]
    public static partial int epoll_create1(int flags);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int epoll_ctl(int epoll, int operation, int descriptor, EpollEvent* change);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int epoll_wait(int epoll, EpollEvent* ready, int capacity, int timeoutMilliseconds);

    [LibraryImport("libc", SetLastError = true)]
    public static partial nint recv(int descriptor, byte* buffer, nint length, int flags);

    [LibraryImport("libc", SetLastError = true)]
    public static partial nint send(int descriptor, byte* buffer, nint length, int flags);

    [LibraryImport("libc", SetLastError = true)]
    public static partial nint syscall(nint number, nint first, nint second, nint third, nint fourth, nint fifth, nint sixth);

    [LibraryImport("libc", SetLastError = true)]
    public static partial byte* mmap(void* start, nint length, int protection, int flags, int descriptor, nint offset);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int close(int descriptor);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int kill(int process, int signal);

    /// <summary>Hands bytes to the kernel, without waiting; how many it took, or -1.</summary>
    public static nint Send(int descriptor, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* first = bytes)
            return send(descriptor, first, bytes.Length, MsgDontWait | MsgNoSignal);
    }

    /// <summary>Takes what the kernel has, without waiting; how many bytes, 0 at the end, or -1.</summary>
    public static nint Receive(int descriptor, Span<byte> free)
    {
        fixed (byte* first = free)
            return recv(descriptor, first, free.Length, MsgDontWait);
    }
}
