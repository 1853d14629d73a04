using Parlor.Server.Accounts;
using Parlor.Server.Data;

namespace Parlor.Server.Moderation;

/// <summary>An account that is kept out of the server.</summary>
/// <param name="User">Whose it is.</param>
/// <param name="By">Whose decision it was; null for the operator's.</param>
/// <param name="At">Since when.</param>
/// <param name="Until">When it ends by itself; null for never.</param>
/// <param name="Reason">Why, if they said.</param>
public sealed record AccountBan(Person User, Person? By, Timestamp At, Timestamp? Until, string? Reason);

/// <summary>Addresses that are kept out of the server.</summary>
/// <param name="Id">The id, as text.</param>
/// <param name="Network">One address (<c>203.0.113.7</c>) or a range (<c>203.0.113.0/24</c>, <c>2001:db8::/32</c>).</param>
/// <param name="By">Whose decision it was.</param>
/// <param name="At">Since when.</param>
/// <param name="Until">When it ends by itself; null for never.</param>
/// <param name="Reason">Why, if they said.</param>
public sealed record AddressBan(string Id, string Network, Person By, Timestamp At, Timestamp? Until, string? Reason);

/// <summary>Which addresses are banned is something else now.</summary>
public sealed class AddressBansChanged : CommittedEvent;
