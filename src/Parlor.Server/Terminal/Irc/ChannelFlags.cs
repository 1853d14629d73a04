using System.Globalization;
using System.Text;
using Parlor.Server.Rooms;

namespace Parlor.Server.Terminal.Irc;

/// <summary>A change of a mode: <c>+k beer</c>.</summary>
internal readonly record struct ModeChange(bool IsOn, char Letter, string? Argument = null);

/// <summary>Details and settings of rooms as modes of channels.</summary>
internal static class ChannelFlags
{
    /// <summary>Modes that are options of a room; those that are set where the option is not come last.</summary>
    private static readonly (char Letter, RoomOptions Option, bool IsInverse)[] Options =
    [
        ('s', RoomOptions.Unlisted, false),
        ('C', RoomOptions.NoClientRequests, false),
        ('M', RoomOptions.AccountsOnly, false),
        ('U', RoomOptions.ToModerators, false),
        ('n', RoomOptions.OpenToOutsiders, true),
        ('t', RoomOptions.OpenTopic, true),
    ];

    /// <summary>The option of a mode, and whether the mode is set where the option is not; null: it is no such mode.</summary>
    public static (RoomOptions Option, bool IsInverse)? Option(char letter) =>
        Array.Find(Options, one => one.Letter == letter) is { Option: not RoomOptions.None } found ? (found.Option, found.IsInverse) : null;

    /// <summary>All modes of a room, as one would set them: <c>+nt</c>.</summary>
    /// <param name="visibility">Who finds it.</param>
    /// <param name="announceOnly">Whether only announcements are posted.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="showsKey">Whether the key is shown.</param>
    public static string Of(Visibility visibility, bool announceOnly, ChannelSettings settings, bool showsKey)
    {
        var all = new List<ModeChange>();
        if (visibility == Visibility.Private)
            all.Add(new ModeChange(true, 'i'));
        if (announceOnly)
            all.Add(new ModeChange(true, 'm'));
        all.AddRange(Options.Where(one => settings.Options.HasFlag(one.Option) != one.IsInverse).Select(one => new ModeChange(true, one.Letter)));
        if (settings.Key is { } key)
            all.Add(new ModeChange(true, 'k', showsKey ? key : "*"));
        if (settings.MostMembers is { } most)
            all.Add(new ModeChange(true, 'l', most.ToString(CultureInfo.InvariantCulture)));
        if (settings.ForwardTo is { } other)
            all.Add(new ModeChange(true, 'f', "#" + other));
        return all.Count == 0 ? "+" : Line(all)!;
    }

    /// <summary>What is other in a room's details.</summary>
    public static IEnumerable<ModeChange> Between(RoomDetails before, RoomDetails after)
    {
        if (before.Visibility != after.Visibility)
            yield return new ModeChange(after.Visibility == Visibility.Private, 'i');
        if (before.AnnounceOnly != after.AnnounceOnly)
            yield return new ModeChange(after.AnnounceOnly, 'm');
    }

    /// <summary>What is other in a room's settings.</summary>
    public static IEnumerable<ModeChange> Between(ChannelSettings before, ChannelSettings after)
    {
        foreach (var (letter, option, isInverse) in Options)
        {
            if (before.Options.HasFlag(option) != after.Options.HasFlag(option))
                yield return new ModeChange(after.Options.HasFlag(option) != isInverse, letter);
        }

        if (!string.Equals(before.Key, after.Key, StringComparison.Ordinal))
            yield return new ModeChange(after.Key is not null, 'k', after.Key ?? "*");
        if (before.MostMembers != after.MostMembers)
            yield return new ModeChange(after.MostMembers is not null, 'l', after.MostMembers?.ToString(CultureInfo.InvariantCulture));
        if (!string.Equals(before.ForwardTo, after.ForwardTo, StringComparison.Ordinal))
            yield return new ModeChange(after.ForwardTo is not null, 'f', after.ForwardTo is { } other ? "#" + other : null);
    }

    /// <summary>Changes in one line, arguments last: <c>+k-nt beer</c>; null: there are none.</summary>
    public static string? Line(IEnumerable<ModeChange> changes)
    {
        var (modes, arguments) = (new StringBuilder(), new StringBuilder());
        char? sign = null;
        foreach (var change in changes.OrderByDescending(change => change.IsOn))
        {
            var wanted = change.IsOn ? '+' : '-';
            if (sign != wanted)
                modes.Append(wanted);
            sign = wanted;
            modes.Append(change.Letter);
            if (change.Argument is { } argument)
                arguments.Append(' ').Append(argument);
        }

        return sign is null ? null : modes.Append(arguments).ToString();
    }
}
