using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Connections;

namespace Parlor.SocketIO.Transport;

/// <summary>System calls of Linux that .NET offers no other way to. A negative result is an error; see <see cref="Errno"/>.</summary>
internal static unsafe partial class Libc
{
    public const int EpollCtlAdd = 1;

    public const int NonBlocking = 0x800;
    public const int CloseOnExec = 0x80000;

    public const int NoSignal = 0x4000;
    public const int DontWait = 0x40;
    public const int ShutdownBoth = 2;

    public const int DuplicateCloseOnExec = 1030;

    public const int LevelTcp = 6;
    public const int NoDelay = 1;

    // The same on all architectures.
    public const nint IoUringSetup = 425;
    public const nint IoUringEnter = 426;

    public const int ReadWrite = 3;
    public const int SharedPopulated = 0x8001;

    [LibraryImport("libc", SetLastError = true)]
    public static partial int epoll_create1(int flags);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int epoll_ctl(int epoll, int operation, int descriptor, void* change);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int epoll_wait(int epoll, void* ready, int count, int milliseconds);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int eventfd(uint initial, int flags);

    [LibraryImport("libc", SetLastError = true)]
    public static partial nint write(int descriptor, void* bytes, nint length);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int accept4(SafeHandle listener, void* address, int* length, int flags);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int getsockname(int socket, void* address, int* length);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int setsockopt(int socket, int level, int name, int* value, int length);

    // These two are called for every message: what the marshaller does for handles and errors each time would show.
    [LibraryImport("libc")]
    public static partial nint recv(int socket, void* buffer, nint length, int flags);

    [LibraryImport("libc")]
    public static partial nint send(int socket, void* buffer, nint length, int flags);

    [LibraryImport("libc")]
    public static partial nint syscall(nint number, nint first, nint second, nint third, nint fourth, nint fifth, nint sixth);

    [LibraryImport("libc")]
    public static partial byte* mmap(void* start, nint length, int protection, int flags, int descriptor, nint offset);

    [LibraryImport("libc", SetLastError = true)]
    public static partial nint sendmsg(SafeHandle socket, MessageHeader* message, int flags);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int shutdown(SafeHandle socket, int how);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int fcntl(SafeHandle descriptor, int command, int argument);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int close(int descriptor);

    /// <summary><c>struct iovec</c></summary>
    public struct Piece
    {
        public void* Start;
        public nint Length;
    }

    /// <summary><c>struct msghdr</c></summary>
    public struct MessageHeader
    {
        public void* Name;
        public int NameLength;
        public Piece* Pieces;
        public nint PieceCount;
        public void* Control;
        public nint ControlLength;
        public int Flags;
    }
}

/// <summary>Linux's error numbers, as far as they are told apart here.</summary>
internal static class Errno
{
    public const int Interrupted = 4;
    public const int Again = 11;
    public const int NoMemory = 12;
    public const int Busy = 16;
    public const int TooManyOpenFilesInSystem = 23;
    public const int TooManyOpenFiles = 24;
    public const int BrokenPipe = 32;
    public const int ConnectionReset = 104;
    public const int NoBuffers = 105;

    /// <summary>What Kestrel expects of a connection that is lost.</summary>
    public static IOException ToException(int error)
    {
        var cause = new Win32Exception(error);
        return error is ConnectionReset or BrokenPipe
            ? new ConnectionResetException(cause.Message, cause)
            : new IOException(cause.Message, cause);
    }
}
