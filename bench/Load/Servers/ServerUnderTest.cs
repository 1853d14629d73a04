using Parlor.Bench.Load.Cases;
using Parlor.Bench.Load.Lines;
using Parlor.Bench.Servers;

namespace Parlor.Bench.Load.Servers;

/// <summary>A server of the chat, or one that does its fan-out.</summary>
internal abstract class ServerUnderTest : Contender
{
    /// <summary>How many people share the room of <see cref="SharedRoom"/>.</summary>
    public const int SharedBy = 16;

    public virtual bool SpeaksSocketIo => true;

    /// <summary>Whether guests can talk to it over raw TCP.</summary>
    public virtual bool SpeaksLines => false;

    /// <summary>Starts it with the same data at every call, however often it ran before.</summary>
    public abstract Task<ServerProcess> StartAsync();

    /// <summary>The seat of a client in a room of its own.</summary>
    public abstract Seat OwnRoom(int client);

    /// <summary>The seat of one of <see cref="SharedBy"/> clients in a room that they share.</summary>
    public abstract Seat SharedRoom(int client);

    /// <summary>The seat of a client in the room where everybody is.</summary>
    public abstract Seat Everyone(int client);

    /// <summary>The place of a guest in the room where everybody is, at the server that was started last.</summary>
    /// <param name="client">the client's number</param>
    /// <param name="wording">how they talk, if the server has more than one way</param>
    public virtual LineSeat Guest(int client, Wording wording) => throw new NotSupportedException();
}
