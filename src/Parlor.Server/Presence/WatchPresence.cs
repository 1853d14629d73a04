using System.Globalization;
using Parlor.Server.Accounts;
using Parlor.Server.Data;
using Parlor.Server.Realtime;

namespace Parlor.Server.Presence;

/// <summary>Tells whether people are there, once or for as long as somebody looks at them.</summary>
public sealed class WatchPresence(PresenceTracker tracker, People people, IGuestSight guests)
{
    /// <summary>People whom one connection looks at, at most.</summary>
    public const int MostWatched = 500;

    /// <summary>Whether the person is there now, as somebody sees it.</summary>
    /// <exception cref="Problem"><c>not_found</c>.</exception>
    public async Task<PersonPresence> Once(long viewerId, string user)
    {
        var seen = await tracker.Describe(viewerId, Known(viewerId, [Ids.Parse(people.Require(user).Id)]));
        return seen.Count > 0 ? seen[0] : throw Problem.NotFound("There is no such person.");
    }

    /// <summary>
    /// Has a connection told when one of these people changes, until it names others. Who does not exist is left out, and for
    /// guests of the server who shares no room with them.
    /// </summary>
    /// <exception cref="Problem"><c>invalid</c> or <c>too_large</c>, with the field.</exception>
    public async Task<IReadOnlyList<PersonPresence>> Watch(Connection watcher, IReadOnlyList<string?>? users)
    {
        if (users is null)
            throw Problem.Invalid("users", "users is missing.");
        if (users.Count > MostWatched)
            throw Problem.TooLarge("users", string.Create(CultureInfo.InvariantCulture, $"At most {MostWatched} people can be looked at at once."));
        var known = Known(watcher.UserId, [.. people.GetMany(users.Select(UserId)).Keys]);
        return await tracker.Describe(watcher.UserId, known, watcher);
    }

    private async Task<IReadOnlyList<long>> Known(long viewerId, IReadOnlyList<long> userIds)
    {
        if (userIds.Count == 0 || await people.ServerRoleOf(viewerId) != Role.Guest)
            return userIds;
        var seen = await guests.Among(viewerId, userIds);
        return [.. userIds.Where(seen.Contains)];
    }

    private static long UserId(string? text) =>
        Ids.TryParse(text ?? "", out var id) ? id : throw Problem.Invalid("users", "users is a list of people's ids.");
}
