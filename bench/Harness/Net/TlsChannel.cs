using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks.Sources;

namespace Parlor.Bench.Net;

/// <summary>
/// TLS for one connection, on the loop's thread like everything else: <see cref="SslStream"/> reads from the kernel, and when
/// nothing is there, its read completes within the next <see cref="OnReadable"/>.
/// </summary>
internal sealed class TlsChannel : IDisposable
{
    private readonly Connection _connection;
    private readonly SslStream _ssl;
    private readonly KernelStream _kernel;
    private readonly SslClientAuthenticationOptions _options;
    private Task _reading = Task.CompletedTask;

    public TlsChannel(Connection connection, X509Certificate2 certificate)
    {
        _connection = connection;
        _kernel = new KernelStream(connection);
        _ssl = new SslStream(_kernel);
        _options = new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            RemoteCertificateValidationCallback = (_, shown, _, _) => certificate.Equals(shown),
        };
    }

    /// <summary>Begins the handshake, after which the connection asks for WebSocket.</summary>
    public void Start()
    {
        _reading = ReadAsync();
        ThrowIfEnded();
    }

    public void OnReadable()
    {
        _kernel.OnReadable();
        ThrowIfEnded();
    }

    public void Send(ReadOnlySpan<byte> bytes) => _ssl.Write(bytes);

    private async Task ReadAsync()
    {
        await _ssl.AuthenticateAsClientAsync(_options);
        _connection.RequestUpgrade();
        while (true)
        {
            var count = await _ssl.ReadAsync(_connection.FreeSpace);
            if (count == 0)
                throw new BenchFailure("the server ended a connection");
            _connection.OnReceived(count);
        }
    }

    // What failed in a read comes wrapped by SslStream.
    private void ThrowIfEnded()
    {
        if (_reading.Exception?.GetBaseException() is { } error)
            throw error as BenchFailure ?? new BenchFailure($"TLS: {error.Message}");
    }

    public void Dispose() => _ssl.Dispose();

    /// <summary>The encrypted side.</summary>
    private sealed class KernelStream(Connection connection) : Stream, IValueTaskSource<int>
    {
        private ManualResetValueTaskSourceCore<int> _read;
        private Memory<byte>? _waiting;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public void OnReadable()
        {
            if (_waiting is not { } buffer || connection.Receive(buffer.Span) is not (> 0 and var count))
                return;
            _waiting = null;
            // Whoever awaits goes on in here, and reads until nothing is left.
            _read.SetResult(count);
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            // An empty read asks only to be told of data; the read that follows waits just as well.
            if (buffer.IsEmpty)
                return ValueTask.FromResult(0);
            if (connection.Receive(buffer.Span) is > 0 and var count)
                return ValueTask.FromResult(count);
            _read.Reset();
            _waiting = buffer;
            return new ValueTask<int>(this, _read.Version);
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            connection.SendRaw(buffer.Span);
            return ValueTask.CompletedTask;
        }

        public override void Write(ReadOnlySpan<byte> buffer) => connection.SendRaw(buffer);

        public override void Write(byte[] buffer, int offset, int count) => connection.SendRaw(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public int GetResult(short token) => _read.GetResult(token);

        public ValueTaskSourceStatus GetStatus(short token) => _read.GetStatus(token);

        public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
            _read.OnCompleted(continuation, state, token, flags);
    }
}
