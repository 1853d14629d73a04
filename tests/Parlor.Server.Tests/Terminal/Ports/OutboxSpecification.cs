using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Parlor.Server.Terminal;
using Parlor.Server.Terminal.Ports;

namespace Parlor.Server.Tests.Terminal.Ports;

/// <summary>What is written to a client comes to it, whole and in order, or it is cut off and told of; whichever way it is sent.</summary>
public abstract class OutboxSpecification : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    private readonly List<Client> _clients = [];

    private protected abstract TextFlusher Flusher { get; }

    [Fact]
    public async Task What_is_written_comes_whole_and_in_order()
    {
        var clients = Enumerable.Range(0, 300).Select(_ => Connect()).ToArray();
        var expected = new List<byte>();
        for (var line = 0; line < 20; line++)
        {
            // The same bytes for all of them, and now and then a line that is longer than what goes at once.
            var bytes = Line(line, length: line % 7 == 6 ? 100_000 : 100 + line);
            expected.AddRange(bytes);
            foreach (var client in clients)
                client.Write(bytes);
        }

        foreach (var client in clients)
            Assert.True((await client.Receive(expected.Count)).AsSpan().SequenceEqual(CollectionsMarshal.AsSpan(expected)));
    }

    [Fact]
    public async Task One_that_does_not_read_for_a_while_misses_nothing()
    {
        var (slow, quick) = (Connect(), Connect());
        var expected = new List<byte>();
        for (var line = 0; line < 200; line++)
        {
            var bytes = Line(line, length: 4_000);
            expected.AddRange(bytes);
            slow.Write(bytes);
            quick.Write(bytes);
            Assert.Equal(bytes, await quick.Receive(bytes.Length));
        }

        Assert.Equal(expected, await slow.Receive(expected.Count));
    }

    [Fact]
    public async Task One_that_never_reads_is_cut_off_and_the_others_are_not()
    {
        var (deaf, good) = (Connect(), Connect());
        var line = Line(0, length: 64_000);
        for (var count = 0; deaf.CutBecause is null; count++)
        {
            Assert.True(count < 1_000, "It is never cut off.");
            deaf.Write(line);
            good.Write(line);
            Assert.Equal(line, await good.Receive(line.Length));
        }

        Assert.Equal("it reads too slowly", deaf.CutBecause);
        Assert.Null(good.CutBecause);
    }

    [Fact]
    public async Task A_goodbye_is_sent_before_the_end()
    {
        var client = Connect();
        var line = Line(0, length: 300_000);
        client.Write(line);
        client.Close();
        client.Write(Line(1, length: 10));
        await client.SeenOff().WaitAsync(Limit, TestContext.Current.CancellationToken);
        Assert.Equal(line, await client.Receive(line.Length));
    }

    [Fact]
    public async Task One_that_is_gone_ends_by_itself()
    {
        var client = Connect();
        client.Reset();
        client.Write(Line(0, length: 100));
        await client.SeenOff().WaitAsync(Limit, TestContext.Current.CancellationToken);
        Assert.Equal("it is gone", client.CutBecause);
    }

    public void Dispose()
    {
        _clients.ForEach(client => client.Dispose());
        GC.SuppressFinalize(this);
    }

    private static byte[] Line(int number, int length) => [.. Enumerable.Repeat((byte)('a' + (number % 26)), length - 1), (byte)'\n'];

    private Client Connect()
    {
        var client = new Client(Flusher);
        _clients.Add(client);
        return client;
    }

    /// <summary>A client, and its other end.</summary>
    private sealed class Client : TcpTextClient, IDisposable
    {
        private readonly Socket _near;
        private readonly Socket _far = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

        public Client(TextFlusher flusher)
            : base(remote: null)
        {
            Flusher = flusher;
            using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            listener.Listen();
            _far.Connect(listener.LocalEndPoint!);
            _near = listener.Accept();
            _near.Blocking = false;
        }

        public override bool IsSecure => false;

        internal override TextFlusher Flusher { get; }

        public Task SeenOff() => SeeOff();

        public async Task<byte[]> Receive(int length)
        {
            var bytes = new byte[length];
            for (var at = 0; at < length;)
                at += await _far.ReceiveAsync(bytes.AsMemory(at), TestContext.Current.CancellationToken);
            return bytes;
        }

        public void Reset()
        {
            _far.Close(timeout: 0);
            _near.Poll(Limit, SelectMode.SelectRead);
        }

        public void Dispose()
        {
            _near.Dispose();
            _far.Dispose();
        }

        internal override int TrySend(ReadOnlySpan<byte> bytes)
        {
            var sent = _near.Send(bytes, SocketFlags.None, out var error);
            return error == SocketError.Success ? sent : error == SocketError.WouldBlock ? 0 : -1;
        }

        internal override bool TryHold(out int descriptor)
        {
            descriptor = (int)_near.Handle;
            return true;
        }

        internal override async ValueTask Send(ReadOnlyMemory<byte> bytes)
        {
            try
            {
                while (bytes.Length > 0)
                    bytes = bytes[await _near.SendAsync(bytes)..];
            }
            catch (SocketException gone)
            {
                throw new IOException(gone.Message, gone);
            }
        }

        protected override void StopReading()
        {
            // Nobody reads here.
        }

        protected override void HangUp(string why) => _near.Dispose();
    }
}

/// <summary>One call for many.</summary>
public sealed class OutboxTogether : OutboxSpecification
{
    public OutboxTogether() => Assert.SkipUnless(Flusher.SendsTogether, "This system has no io_uring, or allows none.");

    private protected override TextFlusher Flusher { get; } = new(together: true);
}

/// <summary>A call for each.</summary>
public sealed class OutboxOneByOne : OutboxSpecification
{
    private protected override TextFlusher Flusher { get; } = new(together: false);
}
