using System.Text.Json.Serialization;
using Parlor.Server.Data;

namespace Parlor.Server.Presence;

/// <summary>Whether a person is there, as others see it.</summary>
[JsonConverter(typeof(WireEnum<PresenceState>))]
public enum PresenceState
{
    /// <summary>Not connected, or does not want to be seen.</summary>
    [JsonStringEnumMemberName("offline")]
    Offline,

    /// <summary>Connected, and not active on any device.</summary>
    [JsonStringEnumMemberName("idle")]
    Idle,

    /// <summary>Connected, and does not want to be disturbed.</summary>
    [JsonStringEnumMemberName("dnd")]
    Dnd,

    /// <summary>Active on a device.</summary>
    [JsonStringEnumMemberName("online")]
    Online,
}

/// <summary>What a person has chosen to be seen as.</summary>
[JsonConverter(typeof(WireEnum<PresenceMode>))]
public enum PresenceMode
{
    /// <summary>As they are: online, idle or offline.</summary>
    [JsonStringEnumMemberName("auto")]
    Auto,

    /// <summary>Do not disturb, for as long as they are connected.</summary>
    [JsonStringEnumMemberName("dnd")]
    Dnd,

    /// <summary>Offline, whatever they do.</summary>
    [JsonStringEnumMemberName("invisible")]
    Invisible,
}

/// <summary>What others see of a person's presence.</summary>
/// <param name="Id">The person's id.</param>
/// <param name="State">Whether they are there.</param>
/// <param name="LastSeenAt">When they went offline; null while they are there, and when they do not tell.</param>
public sealed record PersonPresence(string Id, PresenceState State, Timestamp? LastSeenAt = null)
{
    /// <summary>What people see of somebody with whom a block is between them, whatever they do.</summary>
    internal static PersonPresence Hidden(long id) => new(Ids.Text(id), PresenceState.Offline);
}

/// <summary>What a person decides about their own presence.</summary>
/// <param name="Mode">What to be seen as.</param>
/// <param name="ShowLastSeen">Whether others may see when they went offline.</param>
public sealed record PresenceChoice(PresenceMode Mode, bool ShowLastSeen)
{
    /// <summary>That of somebody who has decided nothing.</summary>
    public static PresenceChoice Default { get; } = new(PresenceMode.Auto, ShowLastSeen: true);
}
