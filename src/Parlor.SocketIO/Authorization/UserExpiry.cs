using Parlor.SocketIO.Engine;

namespace Parlor.SocketIO;

/// <summary>Waits for the moment at which a socket's user is no longer to be believed.</summary>
internal sealed class UserExpiry : IDisposable
{
    // Timers count milliseconds in 32 bits; what lies further ahead is waited for in steps.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(30);

    private readonly Socket _socket;
    private readonly ITimer _timer;

    public UserExpiry(Socket socket, DateTimeOffset at)
    {
        _socket = socket;
        At = at;
        _timer = Time.CreateTimer(
            static state => ((UserExpiry)state!).Fire(), this, System.Threading.Timeout.InfiniteTimeSpan, System.Threading.Timeout.InfiniteTimeSpan);
    }

    public DateTimeOffset At { get; }

    private TimeProvider Time => _socket.Namespace.Server.Time;

    public void Dispose() => _timer.Dispose();

    /// <summary>Begins to wait; once the socket is connected.</summary>
    public void Start()
    {
        TimeSpan wait = At - Time.GetUtcNow();
        _timer.Change(TimeSpan.FromTicks(Math.Clamp(wait.Ticks, 0, LongestWait.Ticks)), System.Threading.Timeout.InfiniteTimeSpan);
    }

    private void Fire()
    {
        if (_socket.HasExpired)
            _ = RenewOrDisconnectAsync();
        else
            Start();
    }

    private async Task RenewOrDisconnectAsync()
    {
        try
        {
            foreach (Func<Socket, Task> handler in _socket.Namespace.UserExpiredHandlers)
                await handler(_socket);
            if (!_socket.HasExpired && await _socket.Namespace.MayStayAsync(_socket))
                return;
        }
        catch (Exception error)
        {
            _socket.Namespace.Server.Log.HandlerFailed(error, "user expired");
        }

        _socket.Disconnect(DisconnectReason.UserExpired);
    }
}
