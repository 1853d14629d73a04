using Parlor.Server.Accounts;
using Parlor.Server.Data;

namespace Parlor.Server.Messages;

/// <summary>What somebody said lately was deleted at once; for some minutes that can be undone.</summary>
/// <param name="Id">The id, as text.</param>
/// <param name="User">Whose messages they were.</param>
/// <param name="Count">How many.</param>
/// <param name="More">There were more than one purge takes; another takes the rest.</param>
/// <param name="UndoUntil">Until then they can be put back; afterwards their texts are gone.</param>
public sealed record Purge(string Id, Person User, long Count, bool More, Timestamp UndoUntil);
