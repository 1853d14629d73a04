namespace Parlor.Server.Data;

/// <summary>Learns of every commit before its writers do. Registered as a service; see <see cref="Db.OnCommitted"/> for what it MUST keep to.</summary>
public interface ICommitListener
{
    void Committed(IReadOnlyList<CommittedEvent> committed);
}
