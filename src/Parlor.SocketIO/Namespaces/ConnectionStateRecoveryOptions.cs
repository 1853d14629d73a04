namespace Parlor.SocketIO;

/// <summary>How long and how much is kept for clients that lose their connection; see <see cref="SocketIOOptions.ConnectionStateRecovery"/>.</summary>
public sealed class ConnectionStateRecoveryOptions
{
    /// <summary>How long a client may be away.</summary>
    public TimeSpan MaxDisconnectionDuration { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Whether a client that comes back skips the namespace's middlewares. By default it does not, since what they check, such
    /// as whether a person may still come in, may have changed meanwhile. (In the official server it does.)
    /// </summary>
    public bool SkipMiddlewares { get; set; }

    /// <summary>The most events kept in each namespace. With more, clients that were away the longest cannot come back.</summary>
    public int MaxPackets { get; set; } = 100_000;

    /// <summary>The most bytes of events kept in each namespace; likewise.</summary>
    public long MaxBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>The most sessions kept in each namespace. With more, those that were away the longest go.</summary>
    public int MaxSessions { get; set; } = 100_000;

    internal void Validate()
    {
        EngineOptions.Require(MaxDisconnectionDuration > TimeSpan.Zero, nameof(MaxDisconnectionDuration), "must be positive");
        EngineOptions.Require(MaxPackets >= 0, nameof(MaxPackets), "must not be negative");
        EngineOptions.Require(MaxBytes >= 0, nameof(MaxBytes), "must not be negative");
        EngineOptions.Require(MaxSessions >= 0, nameof(MaxSessions), "must not be negative");
    }
}
