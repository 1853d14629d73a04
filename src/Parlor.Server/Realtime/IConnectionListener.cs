namespace Parlor.Server.Realtime;

/// <summary>
/// A feature that keeps account of who is connected; registered as a service. For one connection the calls come one after another:
/// <see cref="Connected"/> first, <see cref="Disconnected"/> last.
/// </summary>
public interface IConnectionListener
{
    void Connected(Connection connection);

    /// <summary>The client has sent an event, whichever; called before it is handled, so it MUST be quick.</summary>
    void Heard(Connection connection);

    void Disconnected(Connection connection);
}
