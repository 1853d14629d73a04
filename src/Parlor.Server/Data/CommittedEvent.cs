namespace Parlor.Server.Data;

/// <summary>
/// Something that happened and is stored. A write hands it to <see cref="WriteTransaction.Publish"/>; it is announced once the
/// commit that holds it is durable, in commit order, and never if that commit fails.
/// </summary>
public abstract class CommittedEvent;
