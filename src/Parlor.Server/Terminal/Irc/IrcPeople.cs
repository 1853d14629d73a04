using System.Collections.Concurrent;
using Parlor.Server.Accounts;
using Parlor.Server.Data;

namespace Parlor.Server.Terminal.Irc;

/// <summary>
/// Who has which nick. That of somebody with an account is their username; guests choose theirs, for as long as they are connected, and
/// where there are guests, those with an account may as well.
/// </summary>
internal sealed class IrcPeople(People people)
{
    /// <summary>Who answers about accounts, and is nobody.</summary>
    public const string NickServ = "NickServ";

    /// <summary>Guests who have gone and are remembered.</summary>
    private const int MostRemembered = 1_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, IrcIdentity?> _nicks = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<long, IrcIdentity> _named = new();
    private readonly ConcurrentDictionary<long, string> _away = new();
    private readonly ConcurrentQueue<IrcIdentity> _gone = new();
    private readonly ConcurrentDictionary<long, IrcIdentity> _goneById = new();

    /// <summary>Keeps a nick for somebody who is coming in; false where somebody else has it, or has an account of that name.</summary>
    /// <param name="nick">The nick.</param>
    /// <param name="userId">Who wants it, if they have an account.</param>
    public bool TryReserve(string nick, long? userId = null)
    {
        if (IsSame(nick, NickServ) || (people.Find(nick) is { IsDeleted: false } person && Ids.Parse(person.Id) != userId))
            return false;
        lock (_lock)
            return _nicks.TryAdd(nick, null);
    }

    /// <summary>Whether the person has chosen a nick.</summary>
    public bool IsNamed(long userId) => _named.ContainsKey(userId);

    /// <summary>Gives a reserved nick back.</summary>
    public void Release(string nick)
    {
        lock (_lock)
            _nicks.Remove(nick);
    }

    /// <summary>Somebody has the nick that was reserved for them, and no longer the one that they had.</summary>
    public void Set(IrcIdentity person)
    {
        lock (_lock)
        {
            if (_named.TryGetValue(person.UserId, out var before) && !IsSame(before.Nick, person.Nick))
                _nicks.Remove(before.Nick);
            _nicks[person.Nick] = person;
            _named[person.UserId] = person;
        }
    }

    /// <summary>Somebody who has chosen a nick goes; a guest is remembered for a while.</summary>
    public void Remove(IrcIdentity person)
    {
        lock (_lock)
        {
            _nicks.Remove(person.Nick);
            _named.TryRemove(person.UserId, out _);
        }

        _away.TryRemove(person.UserId, out _);
        // Somebody with an account is not gone: their messages have their name from now on.
        if (person.Account is null)
            Remember(person);
    }

    /// <summary>A guest has logged in, and keeps the nick as somebody with an account.</summary>
    public void Become(IrcIdentity guest, IrcIdentity person)
    {
        lock (_lock)
        {
            _named.TryRemove(guest.UserId, out _);
            _nicks[person.Nick] = person;
            _named[person.UserId] = person;
        }

        if (_away.TryRemove(guest.UserId, out var why))
            _away[person.UserId] = why;
        Remember(guest);
    }

    /// <summary>Whether this is a guest of IRC who has gone, of which everybody was told.</summary>
    public bool HasGone(long userId) => _goneById.ContainsKey(userId);

    /// <summary>The person as IRC knows them.</summary>
    public IrcIdentity Of(Person person) => Of(Ids.Parse(person.Id), person);

    /// <summary>The person as IRC knows them.</summary>
    /// <exception cref="Problem"><c>not_found</c>.</exception>
    public IrcIdentity Of(long userId) => _named.TryGetValue(userId, out var guest) ? guest : Of(userId, people.Get(userId));

    /// <summary>Who has the nick now; null: nobody.</summary>
    public IrcIdentity? Find(string nick)
    {
        lock (_lock)
        {
            if (_nicks.TryGetValue(nick, out var guest) && guest is not null)
                return guest;
        }

        return AccountRules.TryUsername(nick, out _) && people.Find(nick) is { IsDeleted: false } person ? Of(person) : null;
    }

    /// <summary>Guests whose nick fits one of the masks and who have gone, the last first.</summary>
    public IEnumerable<IrcIdentity> FindGone(IReadOnlyCollection<string> masks) =>
        _gone.Reverse().Where(one => masks.Any(mask => IrcNames.Fits(mask, one.Nick)));

    /// <summary>Why somebody is away; null: they are not.</summary>
    public string? AwayOf(long userId) => _away.GetValueOrDefault(userId);

    /// <summary>Notes that somebody is away, or back (null).</summary>
    public void SetAway(long userId, string? why)
    {
        if (why is null)
            _away.TryRemove(userId, out _);
        else
            _away[userId] = why;
    }

    /// <summary>Whether two names are one, by the case mapping <c>ascii</c>.</summary>
    public static bool IsSame(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private IrcIdentity Of(long userId, Person person) =>
        _named.TryGetValue(userId, out var guest) ? guest
        : _goneById.TryGetValue(userId, out var gone) ? gone
        : new IrcIdentity(userId, person.Username, person.Username, person.DisplayName, person.Username);

    private void Remember(IrcIdentity person)
    {
        _goneById[person.UserId] = person;
        _gone.Enqueue(person);
        if (_gone.Count > MostRemembered && _gone.TryDequeue(out var forgotten))
            _goneById.TryRemove(forgotten.UserId, out _);
    }
}
