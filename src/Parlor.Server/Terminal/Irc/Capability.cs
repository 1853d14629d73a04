namespace Parlor.Server.Terminal.Irc;

/// <summary>What clients of IRCv3 may ask for.</summary>
[Flags]
internal enum Capability
{
    None = 0,
    AccountNotify = 1,
    AccountTag = 1 << 1,
    AwayNotify = 1 << 2,
    Batch = 1 << 3,
    CapNotify = 1 << 4,
    ChatHistory = 1 << 5,
    EchoMessage = 1 << 6,
    ExtendedJoin = 1 << 8,
    InviteNotify = 1 << 9,
    LabeledResponse = 1 << 10,
    MessageTags = 1 << 11,
    MultiPrefix = 1 << 12,
    Redaction = 1 << 13,
    Sasl = 1 << 14,
    ServerTime = 1 << 15,
    SetName = 1 << 16,
    StandardReplies = 1 << 17,
    UserHostInNames = 1 << 18,
    Multiline = 1 << 19,
    Metadata2 = 1 << 20,
    Metadata3 = 1 << 21,
    ReadMarker = 1 << 22,
    EventPlayback = 1 << 23,
    ExtendedMonitor = 1 << 24,
    AccountRegistration = 1 << 25,
    ChannelRename = 1 << 26,
}

/// <summary>The names of capabilities on the wire.</summary>
internal static class Capabilities
{
    private static readonly (string Name, Capability Capability, string? Value)[] All =
    [
        ("account-notify", Capability.AccountNotify, null),
        ("account-tag", Capability.AccountTag, null),
        ("away-notify", Capability.AwayNotify, null),
        ("batch", Capability.Batch, null),
        ("cap-notify", Capability.CapNotify, null),
        ("draft/account-registration", Capability.AccountRegistration, "before-connect"),
        ("draft/channel-rename", Capability.ChannelRename, null),
        ("draft/chathistory", Capability.ChatHistory, null),
        ("draft/event-playback", Capability.EventPlayback, null),
        ("draft/message-redaction", Capability.Redaction, null),
        ("draft/metadata-2", Capability.Metadata2, "before-connect"),
        ("draft/metadata-3", Capability.Metadata3, "before-connect"),
        ("draft/multiline", Capability.Multiline, $"max-bytes={MultilineText.LongestBytes},max-lines={MultilineText.MostLines}"),
        ("draft/read-marker", Capability.ReadMarker, null),
        ("echo-message", Capability.EchoMessage, null),
        ("extended-join", Capability.ExtendedJoin, null),
        ("extended-monitor", Capability.ExtendedMonitor, null),
        ("invite-notify", Capability.InviteNotify, null),
        ("labeled-response", Capability.LabeledResponse, null),
        ("message-tags", Capability.MessageTags, null),
        ("multi-prefix", Capability.MultiPrefix, null),
        ("sasl", Capability.Sasl, "PLAIN"),
        ("server-time", Capability.ServerTime, null),
        ("setname", Capability.SetName, null),
        ("standard-replies", Capability.StandardReplies, null),
        ("userhost-in-names", Capability.UserHostInNames, null),
    ];

    /// <summary>Earlier names, for clients that know no other; they are not listed.</summary>
    private static readonly (string Name, Capability Capability)[] Earlier = [("draft/extended-monitor", Capability.ExtendedMonitor)];

    /// <summary>All, as <c>CAP LS</c> lists them; with values from version 302 on.</summary>
    public static IEnumerable<string> List(bool withValues) =>
        All.Select(one => withValues && one.Value is not null ? $"{one.Name}={one.Value}" : one.Name);

    /// <summary>Those of a set, as <c>CAP LIST</c> lists them.</summary>
    public static IEnumerable<string> List(Capability some) => All.Where(one => some.HasFlag(one.Capability)).Select(one => one.Name);

    /// <summary>The capability of this name; none where there is no such one.</summary>
    public static Capability Find(string name)
    {
        var found = Array.Find(All, one => string.Equals(one.Name, name, StringComparison.Ordinal)).Capability;
        return found != Capability.None ? found : Array.Find(Earlier, one => string.Equals(one.Name, name, StringComparison.Ordinal)).Capability;
    }
}
