using Parlor.Server.Rooms;

namespace Parlor.Server.Terminal.Irc;

/// <summary>
/// Roles as modes of members of a channel. In a room that somebody without an account has made (<see cref="RoomOptions.Passing"/>)
/// owners are operators, as on servers where nobody has registered the channel, and moderators are half-operators. A voice goes with any
/// role.
/// </summary>
internal static class ChannelModes
{
    public const char Voice = 'v';

    /// <summary>The modes with their signs, the highest first (ISUPPORT PREFIX).</summary>
    private const string Letters = "qaohv";

    public const string Prefixes = "~&@%+";

    /// <summary>The sign of a mode.</summary>
    public static char Sign(char letter) => Prefixes[Letters.IndexOf(letter, StringComparison.Ordinal)];

    /// <summary>The signs before a nick: the highest, or all, which are two at most.</summary>
    public static string Signs(RoomRole? role, bool isVoiced, bool isPassing, bool all)
    {
        var ofRole = Letter(role, isPassing) is { } letter ? Sign(letter).ToString() : "";
        return isVoiced && (all || ofRole.Length == 0) ? ofRole + Sign(Voice) : ofRole;
    }

    /// <summary>The mode of a role; null for none.</summary>
    public static char? Letter(RoomRole? role, bool isPassing) => role switch
    {
        RoomRole.Owner or RoomRole.Admin when isPassing => 'o',
        RoomRole.Moderator when isPassing => 'h',
        RoomRole.Owner => 'q',
        RoomRole.Admin => 'a',
        RoomRole.Moderator => 'o',
        _ => null,
    };

    /// <summary>The role of a mode; null: there is no such one here.</summary>
    public static RoomRole? Role(char letter, bool isPassing) => letter switch
    {
        'o' when isPassing => RoomRole.Owner,
        'h' when isPassing => RoomRole.Moderator,
        'q' when !isPassing => RoomRole.Owner,
        'a' when !isPassing => RoomRole.Admin,
        'o' => RoomRole.Moderator,
        _ => null,
    };

    /// <summary>Whether this is a mode of members, which has a nick with it.</summary>
    public static bool IsOfMembers(char letter) => Letters.Contains(letter, StringComparison.Ordinal);

    /// <summary>Whether a member stands at least as high as those with a sign.</summary>
    public static bool Reaches(char sign, RoomRole? role, bool isVoiced, bool isPassing) =>
        Signs(role, isVoiced, isPassing, all: false) is [var own, ..]
        && Prefixes.IndexOf(own, StringComparison.Ordinal) <= Prefixes.IndexOf(sign, StringComparison.Ordinal);

    /// <summary>A change of role as modes; null: IRC does not see it.</summary>
    public static string? Change(RoomRole? before, RoomRole after, string nick, bool isPassing) =>
        (Letter(before, isPassing), Letter(after, isPassing)) switch
        {
            ({ } old, { } now) when old == now => null,
            ({ } old, { } now) => $"-{old}+{now} {nick} {nick}",
            ({ } old, null) => $"-{old} {nick}",
            (null, { } now) => $"+{now} {nick}",
            _ => null,
        };
}
