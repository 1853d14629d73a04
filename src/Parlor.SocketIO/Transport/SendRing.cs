using System.Runtime.InteropServices;

namespace Parlor.SocketIO.Transport;

/// <summary>
/// Sends to many sockets in one system call (io_uring(7)): for messages as short as those of a chat, much of what sending costs is the
/// call. By one thread at a time; of the whole life of the process.
/// </summary>
internal sealed unsafe class SendRing
{
    /// <summary>How many go in one call.</summary>
    public const int MaxSends = 128;

    // struct io_uring_params: what is asked for, then where head, tail, mask and the rest of either ring lie.
    private const int ParamsSize = 120;
    private const int SqEntries = 0;
    private const int CqEntries = 4;
    private const int Features = 20;
    private const int SqOffsets = 40;
    private const int CqOffsets = 80;
    private const int Tail = 4;
    private const int Mask = 8;
    private const int SqArray = 24;
    private const int Cqes = 20;

    private const uint SingleMap = 1;
    private const nint SqesOffset = 0x10000000;
    private const uint GetEvents = 1;
    private const byte OpSend = 26;
    private const int EntrySize = 64;
    private const int CompletionSize = 16;

    private readonly int _ring;
    private readonly byte* _entries;
    private readonly uint* _sqTail;
    private readonly uint _sqMask;
    private readonly uint* _cqHead;
    private readonly uint* _cqTail;
    private readonly uint _cqMask;
    private readonly byte* _completions;
    private readonly int[] _results = new int[MaxSends];
    private uint _count;
    private bool _isBroken;

    private SendRing(int ring, byte* parameters, byte* rings, byte* entries)
    {
        _ring = ring;
        _entries = entries;
        uint At(int offset) => *(uint*)(parameters + offset);
        _sqTail = (uint*)(rings + At(SqOffsets + Tail));
        _sqMask = *(uint*)(rings + At(SqOffsets + Mask));
        _cqHead = (uint*)(rings + At(CqOffsets));
        _cqTail = (uint*)(rings + At(CqOffsets + Tail));
        _cqMask = *(uint*)(rings + At(CqOffsets + Mask));
        _completions = rings + At(CqOffsets + Cqes);
        // Entries are used in the order in which they lie.
        var array = (uint*)(rings + At(SqOffsets + SqArray));
        for (uint i = 0; i <= _sqMask; i++)
            array[i] = i;
    }

    /// <summary>Whether it has failed, and sends nothing any more.</summary>
    public bool IsBroken => _isBroken;

    /// <summary>A ring, where the system has and allows them.</summary>
    public static SendRing? TryCreate()
    {
        byte* parameters = stackalloc byte[ParamsSize];
        new Span<byte>(parameters, ParamsSize).Clear();
        int ring = OperatingSystem.IsLinux() ? (int)Libc.syscall(Libc.IoUringSetup, MaxSends, (nint)parameters, 0, 0, 0, 0) : -1;
        if (ring < 0)
            return null;
        uint entries = *(uint*)(parameters + SqEntries);
        nint size = Math.Max(
            (nint)(*(uint*)(parameters + SqOffsets + SqArray) + (entries * sizeof(uint))),
            (nint)(*(uint*)(parameters + CqOffsets + Cqes) + (*(uint*)(parameters + CqEntries) * CompletionSize)));
        byte* rings = Libc.mmap(null, size, Libc.ReadWrite, Libc.SharedPopulated, ring, 0);
        byte* places = Libc.mmap(null, (nint)entries * EntrySize, Libc.ReadWrite, Libc.SharedPopulated, ring, SqesOffset);
        if ((*(uint*)(parameters + Features) & SingleMap) != 0 && (nint)rings != -1 && (nint)places != -1)
            return new SendRing(ring, parameters, rings, places);
        _ = Libc.close(ring);
        return null;
    }

    /// <summary>Adds something to be sent; at most <see cref="MaxSends"/> times.</summary>
    /// <param name="descriptor">A socket, which must not be closed before <see cref="Submit"/> has returned.</param>
    /// <param name="pinned">Holds what to send: an array that nobody moves, nor changes for as long.</param>
    /// <param name="start">Where that begins.</param>
    /// <param name="length">How many bytes it has.</param>
    public void Add(int descriptor, byte[] pinned, int start, int length)
    {
        byte* entry = _entries + (((*_sqTail + _count) & _sqMask) * EntrySize);
        new Span<byte>(entry, EntrySize).Clear();
        *entry = OpSend;
        *(int*)(entry + 4) = descriptor;
        *(ulong*)(entry + 16) = (ulong)Marshal.UnsafeAddrOfPinnedArrayElement(pinned, start);
        *(int*)(entry + 24) = length;
        *(int*)(entry + 28) = Libc.NoSignal | Libc.DontWait;
        *(ulong*)(entry + 32) = _count;
        _results[_count++] = -Errno.Again;
    }

    /// <summary>Sends what was added, as far as it can be sent at once, in the order of adding.</summary>
    /// <returns>For each, how many bytes were sent, or a negative error number; valid until the next <see cref="Add"/>.</returns>
    public ReadOnlySpan<int> Submit()
    {
        uint count = _count;
        _count = 0;
        if (_isBroken)
            return _results.AsSpan(0, (int)count);
        Volatile.Write(ref *_sqTail, *_sqTail + count);
        uint submitted = 0;
        for (uint done = 0; done < count;)
        {
            nint result = Libc.syscall(Libc.IoUringEnter, _ring, (nint)(count - submitted), (nint)(count - done), (nint)GetEvents, 0, 0);
            int error = result < 0 ? Marshal.GetLastSystemError() : 0;
            submitted += result > 0 ? (uint)result : 0;
            done += Reap();
            // What was not sent is left to calls of the other kind, for good.
            _isBroken = error is not (0 or Errno.Interrupted or Errno.Again or Errno.Busy);
            if (_isBroken)
                break;
        }

        return _results.AsSpan(0, (int)count);
    }

    private uint Reap()
    {
        uint head = *_cqHead;
        uint count = Volatile.Read(ref *_cqTail) - head;
        for (uint i = 0; i < count; i++)
        {
            byte* completion = _completions + (((head + i) & _cqMask) * CompletionSize);
            _results[*(ulong*)completion] = *(int*)(completion + sizeof(ulong));
        }

        Volatile.Write(ref *_cqHead, head + count);
        return count;
    }
}
