using System.Runtime.InteropServices;

namespace Parlor.Bench.Net;

/// <summary>
/// Receives from many sockets in one system call (io_uring(7)): with a thousand clients that get a short line each, the calls would cost the
/// generator more than the server needs to send. Of the whole life of the program.
/// </summary>
internal sealed unsafe class ReceiveRing
{
    /// <summary>Sockets in one call.</summary>
    public const int Most = 128;

    /// <summary>Bytes from one socket in one call.</summary>
    public const int Slot = 4096;

    // struct io_uring_params: its size, and where it says where the rings' parts lie.
    private const int ParamsSize = 120;
    private const int CqEntries = 4;
    private const int SqTail = 44;
    private const int SqMask = 48;
    private const int SqArray = 64;
    private const int CqHead = 80;
    private const int CqTail = 84;
    private const int CqMask = 88;
    private const int Cqes = 100;

    private const nint Setup = 425;
    private const nint Enter = 426;
    private const nint EntriesOffset = 0x10000000;
    private const int EntrySize = 64;
    private const int CompletionSize = 16;
    private const byte OpReceive = 27;

    private readonly byte[] _bytes = GC.AllocateUninitializedArray<byte>(Most * Slot, pinned: true);
    private readonly int[] _results = new int[Most];
    private readonly int _ring;
    private readonly byte* _entries;
    private readonly byte* _rings;
    private readonly int[] _offsets;

    private ReceiveRing(int ring, byte* rings, byte* entries, int[] offsets)
    {
        _ring = ring;
        _rings = rings;
        _entries = entries;
        _offsets = offsets;
    }

    /// <summary>A ring; null where the system has none, or allows none.</summary>
    public static ReceiveRing? TryCreate()
    {
        byte* parameters = stackalloc byte[ParamsSize];
        new Span<byte>(parameters, ParamsSize).Clear();
        var ring = (int)Libc.syscall(Setup, Most, (nint)parameters, 0, 0, 0, 0);
        if (ring < 0)
            return null;
        var offsets = MemoryMarshal.Cast<byte, int>(new ReadOnlySpan<byte>(parameters, ParamsSize)).ToArray();
        var entries = offsets[0];
        var size = Math.Max(offsets[SqArray / 4] + (entries * 4), offsets[Cqes / 4] + (offsets[CqEntries / 4] * CompletionSize));
        var rings = Libc.mmap(null, size, Libc.ReadWrite, Libc.Shared, ring, 0);
        var places = Libc.mmap(null, entries * EntrySize, Libc.ReadWrite, Libc.Shared, ring, EntriesOffset);
        if ((nint)rings == -1 || (nint)places == -1)
            throw new BenchFailure("the rings cannot be mapped");
        // Entries are used in the order in which they lie.
        for (var i = 0; i < entries; i++)
            *(int*)(rings + offsets[SqArray / 4] + (i * 4)) = i;
        return new ReceiveRing(ring, rings, places, offsets);
    }

    /// <summary>Takes what the kernel has for these sockets, without waiting; see <see cref="Bytes"/>.</summary>
    public void Receive(ReadOnlySpan<int> descriptors)
    {
        var tail = (uint*)At(SqTail);
        for (var i = 0; i < descriptors.Length; i++)
        {
            var entry = _entries + (((*tail + i) & *(uint*)At(SqMask)) * EntrySize);
            new Span<byte>(entry, EntrySize).Clear();
            *entry = OpReceive;
            *(int*)(entry + 4) = descriptors[i];
            *(nint*)(entry + 16) = Marshal.UnsafeAddrOfPinnedArrayElement(_bytes, i * Slot);
            *(int*)(entry + 24) = Slot;
            *(int*)(entry + 28) = Libc.MsgDontWait;
            *(long*)(entry + 32) = i;
        }

        Volatile.Write(ref *tail, *tail + (uint)descriptors.Length);
        var (submitted, done) = (0, 0);
        while (done < descriptors.Length)
        {
            var count = Libc.syscall(Enter, _ring, descriptors.Length - submitted, descriptors.Length - done, 1, 0, 0);
            if (count < 0 && Marshal.GetLastPInvokeError() is not (Libc.Eintr or Libc.Eagain))
                throw new BenchFailure($"io_uring_enter: {Marshal.GetLastPInvokeErrorMessage()}");
            submitted += (int)Math.Max(0, count);
            done += Reap();
        }
    }

    /// <summary>What came of the socket at this place: more than nothing, unless it is at its end or has nothing.</summary>
    /// <exception cref="BenchFailure">The connection is lost, or was ended.</exception>
    public ReadOnlySpan<byte> Bytes(int place) => _results[place] switch
    {
        > 0 and var count => _bytes.AsSpan(place * Slot, count),
        -Libc.Eagain or -Libc.Eintr => default,
        _ => throw new BenchFailure("the server ended a connection"),
    };

    private byte* At(int field) => _rings + _offsets[field / 4];

    private int Reap()
    {
        var head = *(uint*)At(CqHead);
        var count = Volatile.Read(ref *(uint*)At(CqTail)) - head;
        for (uint i = 0; i < count; i++)
        {
            var completion = At(Cqes) + (((head + i) & *(uint*)At(CqMask)) * CompletionSize);
            _results[*(long*)completion] = *(int*)(completion + 8);
        }

        Volatile.Write(ref *(uint*)At(CqHead), head + count);
        return (int)count;
    }
}
