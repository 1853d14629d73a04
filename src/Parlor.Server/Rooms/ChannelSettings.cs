namespace Parlor.Server.Rooms;

/// <summary>How a room may be used, where it is not as rooms are by themselves. The numbers are stored.</summary>
[Flags]
public enum RoomOptions
{
    None = 0,

    /// <summary>Whoever may see the room may post there, without being a member.</summary>
    OpenToOutsiders = 1,

    /// <summary>Whoever may post may change the topic.</summary>
    OpenTopic = 1 << 1,

    /// <summary>The directory shows the room to its members alone. Who knows its name finds it.</summary>
    Unlisted = 1 << 2,

    /// <summary>Of those without an account only whoever was given a voice, or may post announcements, posts.</summary>
    AccountsOnly = 1 << 3,

    /// <summary>Clients of IRC send no requests to each other's programs here (CTCP), but for actions.</summary>
    NoClientRequests = 1 << 4,

    /// <summary>
    /// Made by somebody without an account: it is gone with the last person in it, and may be without an owner until then. Nobody sets
    /// this.
    /// </summary>
    Passing = 1 << 5,

    /// <summary>
    /// Whoever has no voice here and may not post announcements does not post; by IRC what they say goes to the moderators alone.
    /// </summary>
    ToModerators = 1 << 6,
}

/// <summary>
/// How a room may be used beyond its <see cref="RoomDetails"/>: what clients of IRC set as modes of a channel. It holds for everybody,
/// wherever they come from.
/// </summary>
/// <param name="Options">What is not as usual.</param>
/// <param name="Key">What one has to say to join; null: nothing. Who is let in by somebody inside needs no key.</param>
/// <param name="MostMembers">Members from which on nobody joins by themselves; null: there may be any number.</param>
/// <param name="ForwardTo">The name of the room that IRC takes people to who do not come in here; null: none.</param>
public sealed record ChannelSettings(RoomOptions Options, string? Key, long? MostMembers, string? ForwardTo)
{
    /// <summary>Characters of a key.</summary>
    public const int LongestKey = 23;

    /// <summary>What anybody may be asked to set.</summary>
    private const RoomOptions Settable = RoomOptions.OpenToOutsiders | RoomOptions.OpenTopic | RoomOptions.Unlisted
        | RoomOptions.AccountsOnly | RoomOptions.NoClientRequests | RoomOptions.ToModerators;

    /// <summary>Whether this can be a key: printable ASCII without spaces, and without commas, which lie between keys (RFC 2812, section 2.3.1).</summary>
    public static bool IsKey(string key) =>
        key.Length is > 0 and <= LongestKey && key.All(c => char.IsAscii(c) && c is > ' ' and not ',' and not '\x7f') && key[0] != ':';

    /// <summary>These settings with a change.</summary>
    /// <exception cref="Problem"><c>invalid</c>, field <c>key</c> or <c>mostMembers</c>.</exception>
    internal ChannelSettings With(ChannelSettingsChange change)
    {
        if (change.Key is { Length: > 0 } key && !IsKey(key))
            throw Problem.Invalid("key", $"A key is 1 to {LongestKey} characters of ASCII, without spaces and commas.");
        if (change.MostMembers < 0)
            throw Problem.Invalid("mostMembers", "A room can be limited to 1 member or more.");
        return new ChannelSettings(
            (Options | (change.On & Settable)) & ~(change.Off & Settable),
            change.Key is null ? Key : change.Key.Length == 0 ? null : change.Key,
            change.MostMembers switch { null => MostMembers, 0 => null, var most => most },
            change.ForwardTo switch { null => ForwardTo, "" => null, var name => name });
    }

    /// <summary>The settings as the audit log keeps them; a key is not for it.</summary>
    internal string Said() => string.Join(
        ", ",
        Enum.GetValues<RoomOptions>().Where(option => option != RoomOptions.None && Settable.HasFlag(option) && Options.HasFlag(option)).Select(Wire.Text)
            .Concat(Key is null ? [] : ["key"])
            .Concat(MostMembers is { } most ? [$"at most {most}"] : [])
            .Concat(ForwardTo is { } other ? [$"forward to {other}"] : []));
}

/// <summary>What is to change of the settings; what is not named stays.</summary>
public sealed record ChannelSettingsChange
{
    /// <summary>Options that are to hold.</summary>
    public RoomOptions On { get; init; }

    /// <summary>Options that are to hold no more.</summary>
    public RoomOptions Off { get; init; }

    /// <summary>The new key; empty for none.</summary>
    public string? Key { get; init; }

    /// <summary>The new limit; 0 for none.</summary>
    public long? MostMembers { get; init; }

    /// <summary>The name of the room to take people to; empty for none.</summary>
    public string? ForwardTo { get; init; }
}
