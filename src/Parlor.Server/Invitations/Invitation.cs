using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Parlor.Server.Accounts;
using Parlor.Server.Data;
using Parlor.Server.Rooms;

namespace Parlor.Server.Invitations;

/// <summary>Why an invitation does not count any more.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<InvitationEnd>))]
public enum InvitationEnd
{
    /// <summary>Its time is over.</summary>
    [JsonStringEnumMemberName("expired")]
    Expired,

    /// <summary>As many people as it was for have come by it.</summary>
    [JsonStringEnumMemberName("used_up")]
    UsedUp,

    /// <summary>Somebody took it back.</summary>
    [JsonStringEnumMemberName("revoked")]
    Revoked,

    /// <summary>Who made it is no member of the room any more.</summary>
    [JsonStringEnumMemberName("maker_left")]
    MakerLeft,
}

/// <summary>A link that lets whoever has it into a room, as those see it who may invite.</summary>
public sealed record Invitation
{
    /// <summary>The secret part of the link: 16 of A–Z a–z 0–9 - _, that is 96 random bits.</summary>
    public required string Code { get; init; }

    /// <summary>The room's id.</summary>
    public required string Room { get; init; }

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

    /// <summary>Characters of what might be a code, and room to spare.</summary>
    internal const int LongestCode = 64;

    internal static string NewCode() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(12));
}

/// <summary>How long an invitation counts, and for how many.</summary>
/// <param name="ExpiresInSeconds">60 to 31,536,000 (a year); null for ever.</param>
/// <param name="MaxUses">1 to 10,000; null for as many as like.</param>
public sealed record InvitationTerms(int? ExpiresInSeconds, int? MaxUses)
{
    private const int ShortestSeconds = 60;

    private const int LongestSeconds = 365 * 24 * 60 * 60;

    private const int MostUses = 10_000;

    /// <summary>The terms after the checks.</summary>
    /// <exception cref="Problem"><c>invalid</c>, with the field.</exception>
    public InvitationTerms Check()
    {
        Input.Between("expiresInSeconds", ExpiresInSeconds, ShortestSeconds, LongestSeconds, 0);
        Input.Between("maxUses", MaxUses, 1, MostUses, 0);
        return this;
    }
}

/// <summary>Somebody who came by an invitation.</summary>
public sealed record InvitationUse(Person User, Timestamp At);

/// <summary>What an invitation is to, as anyone sees it who has the link.</summary>
/// <param name="Room">The room.</param>
/// <param name="By">Who invites.</param>
/// <param name="ExpiresAt">When it ends by itself; null for never.</param>
public sealed record InvitedTo(InvitedRoom Room, Person By, Timestamp? ExpiresAt);

/// <summary>As much of a room as an invitation tells.</summary>
/// <param name="Joined">Whether the caller is a member already.</param>
public sealed record InvitedRoom(string Id, string Name, string Title, string Topic, Visibility Visibility, long MemberCount, bool Joined);
