using System.Collections.Frozen;

namespace Parlor.SocketIO;

/// <summary>The event names that the protocol and its clients keep for themselves.</summary>
internal static class ReservedEvents
{
    private static readonly FrozenSet<string> Names = FrozenSet.ToFrozenSet(
        ["connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener"], StringComparer.Ordinal);

    public static bool Contains(string name) => Names.Contains(name);

    /// <exception cref="ArgumentException">The name is reserved, or null.</exception>
    public static void ThrowIfReserved(string eventName)
    {
        ArgumentNullException.ThrowIfNull(eventName);
        if (Names.Contains(eventName))
            throw new ArgumentException($"'{eventName}' is a reserved event name.", nameof(eventName));
    }
}
