namespace Parlor.SocketIO;

/// <summary>Whom a broadcast is for.</summary>
/// <param name="Rooms">Rooms or ids; none means the whole namespace. Who is in several gets one copy.</param>
/// <param name="Except">Rooms or ids whose members are left out.</param>
/// <param name="Flags">How it is sent.</param>
public sealed record BroadcastTarget(IReadOnlyList<string> Rooms, IReadOnlyList<string> Except, BroadcastFlags Flags = BroadcastFlags.None)
{
    /// <summary>The whole namespace.</summary>
    public static BroadcastTarget Everyone { get; } = new([], []);
}

/// <summary>How a broadcast is sent.</summary>
[Flags]
public enum BroadcastFlags
{
    /// <summary>As usual.</summary>
    None = 0,

    /// <summary>Dropped for a member for whom something waits already.</summary>
    Volatile = 1,

    /// <summary>Only to members on this server.</summary>
    Local = 2,

    /// <summary>Never compressed; the packet is made so.</summary>
    Uncompressed = 4,
}
