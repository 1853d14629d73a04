using System.Net;
using System.Net.Sockets;
using Parlor.SocketIO.Transport;
using TcpSocket = System.Net.Sockets.Socket;

namespace Parlor.SocketIO.Tests.Transport;

/// <summary>Many sockets, one call.</summary>
public sealed class SendRingTests
{
    private readonly byte[] _pinned = GC.AllocateUninitializedArray<byte>(1024 * 1024, pinned: true);
    private readonly SendRing? _ring = SendRing.TryCreate();

    public SendRingTests()
    {
        Assert.SkipWhen(_ring is null, "This system has no io_uring, or allows none.");
        for (int i = 0; i < _pinned.Length; i++)
            _pinned[i] = (byte)i;
    }

    [Fact]
    public void Each_gets_what_is_its_own_call_after_call()
    {
        using var pairs = new Pairs(SendRing.MaxSends);
        for (int call = 0; call < 10; call++)
        {
            for (int i = 0; i < SendRing.MaxSends; i++)
                _ring!.Add(pairs.Descriptor(i), _pinned, start: call + i, length: i + 1);
            ReadOnlySpan<int> results = _ring!.Submit();
            Assert.Equal(SendRing.MaxSends, results.Length);
            for (int i = 0; i < SendRing.MaxSends; i++)
            {
                Assert.Equal(i + 1, results[i]);
                Assert.Equal(_pinned.AsSpan(call + i, i + 1).ToArray(), pairs.Receive(i, i + 1));
            }
        }
    }

    [Fact]
    public void One_that_has_no_room_gets_what_it_has_room_for_and_holds_up_nobody()
    {
        using var pairs = new Pairs(2);
        int sent = 0;
        while (Send(pairs.Descriptor(0), _pinned.Length) is var count && !DirectSocket.IsFull(count))
        {
            Assert.InRange(count, 1, _pinned.Length);
            sent += count;
        }

        _ring!.Add(pairs.Descriptor(0), _pinned, 0, 100);
        _ring.Add(pairs.Descriptor(1), _pinned, 0, 100);
        Assert.Equal([-Errno.Again, 100], _ring.Submit().ToArray());
        Assert.True(sent > 0);
        Assert.False(_ring.IsBroken);
    }

    [Fact]
    public void One_that_is_gone_is_told_of_and_the_others_are_sent_to()
    {
        using var pairs = new Pairs(2);
        pairs.Reset(0);
        _ring!.Add(pairs.Descriptor(0), _pinned, 0, 100);
        _ring.Add(pairs.Descriptor(1), _pinned, 0, 100);
        int[] results = _ring.Submit().ToArray();
        Assert.Contains(results[0], (int[])[-Errno.ConnectionReset, -Errno.BrokenPipe]);
        Assert.Equal(100, results[1]);
    }

    private int Send(int descriptor, int length)
    {
        _ring!.Add(descriptor, _pinned, 0, length);
        return _ring.Submit()[0];
    }

    /// <summary>Connections within this process.</summary>
    private sealed class Pairs : IDisposable
    {
        private readonly List<(TcpSocket Near, TcpSocket Far)> _all = [];

        public Pairs(int count)
        {
            using var listener = new TcpSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            listener.Listen();
            for (int i = 0; i < count; i++)
            {
                var far = new TcpSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                far.Connect(listener.LocalEndPoint!);
                _all.Add((listener.Accept(), far));
            }
        }

        public int Descriptor(int pair) => (int)_all[pair].Near.Handle;

        public byte[] Receive(int pair, int length)
        {
            byte[] bytes = new byte[length];
            for (int at = 0; at < length;)
                at += _all[pair].Far.Receive(bytes.AsSpan(at));
            return bytes;
        }

        /// <summary>Has the far end go with a reset, and the near one hear of it.</summary>
        public void Reset(int pair)
        {
            _all[pair].Far.Close(timeout: 0);
            Assert.Throws<SocketException>(() => _all[pair].Near.Receive(new byte[1]));
        }

        public void Dispose()
        {
            foreach ((TcpSocket near, TcpSocket far) in _all)
            {
                near.Dispose();
                far.Dispose();
            }
        }
    }
}
