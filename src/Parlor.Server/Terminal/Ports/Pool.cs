using System.Runtime.CompilerServices;

namespace Parlor.Server.Terminal.Ports;

/// <summary>The pool's threads, which may be blocked where those that serve sockets may not.</summary>
internal static class Pool
{
    /// <summary>What follows an await of this runs on the pool.</summary>
    public static ConfiguredTaskAwaitable Hop() => Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
}
