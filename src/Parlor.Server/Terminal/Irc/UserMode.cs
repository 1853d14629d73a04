using System.Collections.Concurrent;

namespace Parlor.Server.Terminal.Irc;

/// <summary>Modes that people give themselves.</summary>
[Flags]
internal enum UserMode
{
    None = 0,

    /// <summary><c>i</c>: found by those alone who know the nick, or share a room.</summary>
    Invisible = 1,

    /// <summary><c>B</c>: a program (IRCv3 bot-mode).</summary>
    Bot = 1 << 1,

    /// <summary><c>T</c>: does not want commands of clients to each other (CTCP).</summary>
    NoClientCommands = 1 << 2,

    /// <summary><c>R</c>: hears direct messages of those alone who have an account, or were accepted.</summary>
    AccountsOnly = 1 << 3,

    /// <summary><c>w</c>: wants to hear what operators tell everybody.</summary>
    Wallops = 1 << 4,

    /// <summary><c>o</c>: has shown to be an admin of the server; given by OPER alone.</summary>
    Operator = 1 << 5,
}

/// <summary>The modes of people who are connected.</summary>
internal sealed class UserModes
{
    /// <summary>The letters of modes, in the order in which they are shown.</summary>
    private static readonly (char Letter, UserMode Mode)[] Letters =
    [
        ('B', UserMode.Bot), ('R', UserMode.AccountsOnly), ('T', UserMode.NoClientCommands), ('i', UserMode.Invisible),
        ('o', UserMode.Operator), ('w', UserMode.Wallops),
    ];

    private readonly ConcurrentDictionary<long, UserMode> _modes = new();

    /// <summary>All letters.</summary>
    public static string All { get; } = string.Concat(Letters.Select(one => one.Letter));

    public static UserMode Find(char letter) => Array.Find(Letters, one => one.Letter == letter).Mode;

    /// <summary>Modes as they are shown, with a plus before them.</summary>
    public static string Text(UserMode modes) =>
        "+" + string.Concat(Letters.Where(one => (modes & one.Mode) != UserMode.None).Select(one => one.Letter));

    public UserMode Of(long userId) => _modes.GetValueOrDefault(userId);

    public bool Has(long userId, UserMode mode) => (Of(userId) & mode) != UserMode.None;

    public void Set(long userId, UserMode modes) => _modes[userId] = modes;

    /// <summary>The person is not connected any more.</summary>
    public void Forget(long userId) => _modes.TryRemove(userId, out _);
}
