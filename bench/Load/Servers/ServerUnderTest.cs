using Parlor.Bench.Load.Cases;

namespace Parlor.Bench.Load.Servers;

/// <summary>A server that the cases can be run against: made ready once, then started afresh for every single measurement.</summary>
internal abstract class ServerUnderTest
{
    /// <summary>How many people share the room of <see cref="SharedRoom"/>.</summary>
    public const int SharedBy = 16;

    /// <summary>What the table calls it.</summary>
    public abstract string Name { get; }

    /// <summary>What takes long and need not be measured: packages, accounts, rooms.</summary>
    public abstract Task PrepareAsync();

    /// <summary>Starts it with the same data at every call, however often it ran before.</summary>
    public abstract Task<ServerProcess> StartAsync();

    /// <summary>The seat of a client in a room of its own.</summary>
    public abstract Seat OwnRoom(int client);

    /// <summary>The seat of one of <see cref="SharedBy"/> clients in a room that they share.</summary>
    public abstract Seat SharedRoom(int client);

    /// <summary>The seat of a client in the room where everybody is.</summary>
    public abstract Seat Everyone(int client);
}
