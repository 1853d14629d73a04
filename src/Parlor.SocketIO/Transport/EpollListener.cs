using System.Buffers;
using System.ComponentModel;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Parlor.SocketIO.Engine;
using TcpSocket = System.Net.Sockets.Socket;

namespace Parlor.SocketIO.Transport;

/// <summary>Accepts TCP connections.</summary>
internal sealed class EpollListener : IConnectionListener, IReadinessHandler
{
    // Room for an address of any family (struct sockaddr_storage).
    private const int MaxAddress = 128;

    // While the process or the system has no descriptor or memory to spare.
    private static readonly TimeSpan Breather = TimeSpan.FromMilliseconds(50);

    private readonly SocketTransportOptions _options;
    private readonly ConnectionPipes _pipes;
    private readonly ILogger _log;
    private readonly SemaphoreSlim _maybe = new(0, 1);
    private readonly IPEndPoint _bound;
    private readonly PolledSocket _socket;

    /// <exception cref="AddressInUseException">Somebody else listens there.</exception>
    /// <exception cref="SocketException">The address cannot be listened at.</exception>
    public EpollListener(IPEndPoint endPoint, SocketTransportOptions options, MemoryPool<byte> memory, ILogger log)
    {
        (_options, _pipes, _log) = (options, new ConnectionPipes(memory, options), log);
        using TcpSocket socket = Bind(endPoint, options);
        _bound = (IPEndPoint)socket.LocalEndPoint!;
        socket.Listen(options.Backlog);
        // Only after this is the descriptor non-blocking.
        socket.Blocking = false;
        _socket = new PolledSocket(PolledSocket.Duplicate(socket.SafeHandle), SocketPoller.Shared, this);
        SocketPoller.Shared.Watch(_socket);
    }

    public EndPoint EndPoint => _bound;

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        while (!_socket.IsClosed)
        {
            int descriptor = Accept(out EndPoint? remote);
            if (descriptor >= 0)
            {
                if (Open(descriptor, remote) is { } connection)
                    return connection;
            }
            else if (descriptor == -Errno.Again)
            {
                await _maybe.WaitAsync(cancellationToken);
            }
            else if (IsShortage(-descriptor))
            {
                _log.AcceptFailed(new Win32Exception(-descriptor).Message);
                await Task.Delay(Breather, cancellationToken);
            }
        }

        return null;
    }

    public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        _socket.HangUp();
        return default;
    }

    public ValueTask DisposeAsync()
    {
        _socket.HangUp();
        _pipes.Memory.Dispose();
        return default;
    }

    bool IReadinessHandler.OnReady(bool isHangUp)
    {
        try
        {
            _maybe.Release();
        }
        catch (SemaphoreFullException)
        {
            // It knows already.
        }

        return false;
    }

    private static TcpSocket Bind(IPEndPoint endPoint, SocketTransportOptions options)
    {
        try
        {
            return options.CreateBoundListenSocket(endPoint);
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw new AddressInUseException(error.Message, error);
        }
    }

    private unsafe int Accept(out EndPoint? remote)
    {
        byte* address = stackalloc byte[MaxAddress];
        int length = MaxAddress;
        remote = null;
        try
        {
            int descriptor = Libc.accept4(_socket, address, &length, Libc.NonBlocking | Libc.CloseOnExec);
            if (descriptor < 0)
                return -Marshal.GetLastPInvokeError();
            remote = ToEndPoint(new ReadOnlySpan<byte>(address, length));
            return descriptor;
        }
        catch (ObjectDisposedException)
        {
            return -Errno.Interrupted;
        }
    }

    private EpollConnection? Open(int descriptor, EndPoint? remote)
    {
        EpollConnection? connection = null;
        try
        {
            connection = new EpollConnection(descriptor, LocalOf(descriptor), remote, _pipes);
            connection.Start();
            return connection;
        }
        catch (Win32Exception error)
        {
            _log.AcceptFailed(error.Message);
            connection?.Abort();
            return null;
        }
    }

    // Where it listens at one address, that is the one that everybody has come to.
    private unsafe IPEndPoint? LocalOf(int descriptor)
    {
        if (_options.NoDelay)
        {
            int yes = 1;
            _ = Libc.setsockopt(descriptor, Libc.LevelTcp, Libc.NoDelay, &yes, sizeof(int));
        }

        if (!_bound.Address.Equals(IPAddress.Any) && !_bound.Address.Equals(IPAddress.IPv6Any))
            return _bound;
        byte* address = stackalloc byte[MaxAddress];
        int length = MaxAddress;
        return Libc.getsockname(descriptor, address, &length) < 0 ? null : ToEndPoint(new ReadOnlySpan<byte>(address, length));
    }

    private IPEndPoint ToEndPoint(ReadOnlySpan<byte> native)
    {
        var address = new SocketAddress(_bound.AddressFamily, native.Length);
        native.CopyTo(address.Buffer.Span);
        return (IPEndPoint)_bound.Create(address);
    }

    private static bool IsShortage(int error) =>
        error is Errno.TooManyOpenFiles or Errno.TooManyOpenFilesInSystem or Errno.NoBuffers or Errno.NoMemory;
}
