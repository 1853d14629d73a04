using Parlor.Server.Rooms;

namespace Parlor.Server.Terminal.Irc;

/// <summary>Roles and details of rooms as modes of channels.</summary>
internal static class ChannelModes
{
    /// <summary>The sign before a nick, by role; empty for none.</summary>
    public static string Prefix(RoomRole role) => role switch
    {
        RoomRole.Owner => "~",
        RoomRole.Admin => "&",
        RoomRole.Moderator => "@",
        _ => "",
    };

    /// <summary>The mode of a role; null for none.</summary>
    public static char? Letter(RoomRole? role) => role switch
    {
        RoomRole.Owner => 'q',
        RoomRole.Admin => 'a',
        RoomRole.Moderator => 'o',
        _ => null,
    };

    /// <summary>The role of a mode; null: it is no such mode.</summary>
    public static RoomRole? Role(char letter) => letter switch
    {
        'q' => RoomRole.Owner,
        'a' => RoomRole.Admin,
        'o' => RoomRole.Moderator,
        _ => null,
    };

    /// <summary>A change of role as modes; null: IRC does not see it.</summary>
    public static string? Change(RoomRole? before, RoomRole after, string nick) => (Letter(before), Letter(after)) switch
    {
        ({ } old, { } now) when old == now => null,
        ({ } old, { } now) => $"-{old}+{now} {nick} {nick}",
        ({ } old, null) => $"-{old} {nick}",
        (null, { } now) => $"+{now} {nick}",
        _ => null,
    };

    /// <summary>The modes of a room.</summary>
    public static string Of(Visibility visibility, bool announceOnly) =>
        "+nt" + (visibility == Visibility.Private ? "i" : "") + (announceOnly ? "m" : "");

    /// <summary>A change of a room's details as modes; null: IRC does not see it.</summary>
    public static string? Change(RoomDetails before, RoomDetails after)
    {
        var (added, removed) = ("", "");
        Note(before.Visibility == Visibility.Private, after.Visibility == Visibility.Private, "i", ref added, ref removed);
        Note(before.AnnounceOnly, after.AnnounceOnly, "m", ref added, ref removed);
        var change = (added.Length > 0 ? "+" + added : "") + (removed.Length > 0 ? "-" + removed : "");
        return change.Length == 0 ? null : change;
    }

    private static void Note(bool before, bool after, string modes, ref string added, ref string removed)
    {
        if (after && !before)
            added += modes;
        else if (before && !after)
            removed += modes;
    }
}
