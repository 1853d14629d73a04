using System.Globalization;
using Parlor.Server.Accounts;
using Parlor.Server.Data;
using Parlor.Server.Realtime;

namespace Parlor.Server.Presence;

/// <summary>Tells whether people are there, once or for as long as somebody looks at them.</summary>
public sealed class WatchPresence(PresenceTracker tracker, People people)
{
    /// <summary>People whom one connection looks at, at most.</summary>
    public const int MostWatched = 500;

    /// <summary>Whether the person is there now, as somebody sees it.</summary>
    /// <exception cref="Problem"><c>not_found</c>.</exception>
    public async Task<PersonPresence> Once(long viewerId, string user) =>
        (await tracker.Describe(viewerId, [Ids.Parse(people.Require(user).Id)]))[0];

    /// <summary>
    /// Has a connection told when one of these people changes, until it names others; who does not exist is left out.
    /// </summary>
    /// <exception cref="Problem"><c>invalid</c> or <c>too_large</c>, with the field.</exception>
    public async Task<IReadOnlyList<PersonPresence>> Watch(Connection watcher, IReadOnlyList<string?>? users)
    {
        if (users is null)
            throw Problem.Invalid("users", "users is missing.");
        if (users.Count > MostWatched)
            throw Problem.TooLarge("users", string.Create(CultureInfo.InvariantCulture, $"At most {MostWatched} people can be looked at at once."));
        var known = people.GetMany(users.Select(UserId));
        return await tracker.Describe(watcher.UserId, [.. known.Keys], watcher);
    }

    private static long UserId(string? text) =>
        Ids.TryParse(text ?? "", out var id) ? id : throw Problem.Invalid("users", "users is a list of people's ids.");
}
