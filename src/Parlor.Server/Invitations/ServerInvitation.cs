using Parlor.Server.Accounts;
using Parlor.Server.Data;

namespace Parlor.Server.Invitations;

/// <summary>A link by which people make accounts where sign-up takes an invitation; it leads into no room.</summary>
public sealed record ServerInvitation
{
    public required string Id { get; init; }

    /// <summary>The secret part of the link; see <see cref="Invitation.Code"/>.</summary>
    public required string Code { get; init; }

    /// <summary>Who made it.</summary>
    public required Person By { get; init; }

    public required Timestamp CreatedAt { get; init; }

    /// <summary>When it ends by itself; null for never.</summary>
    public Timestamp? ExpiresAt { get; init; }

    /// <summary>How many people may come by it; null for as many as like.</summary>
    public long? MaxUses { get; init; }

    /// <summary>How many have.</summary>
    public required long Uses { get; init; }

    /// <summary>Why it does not count any more; null while it does.</summary>
    public InvitationEnd? Ended { get; init; }
}

/// <summary>Who invites to the server, as anyone sees it who has the link.</summary>
/// <param name="By">Who made the invitation.</param>
/// <param name="ExpiresAt">When it ends by itself; null for never.</param>
public sealed record InvitedToServer(Person By, Timestamp? ExpiresAt);
