namespace Parlor.Server.Rooms;

/// <summary>A page of bans or timeouts, by username.</summary>
/// <param name="People">Whom they are for, and the rest.</param>
/// <param name="Next">The cursor of the next page; null at the end.</param>
public sealed record RestrictedPage(IReadOnlyList<Restricted> People, string? Next);

/// <summary>Shows a room's bans and timeouts to those who may end them.</summary>
public sealed class ListRestrictions(RoomAccess access, RestrictionStore restrictions)
{
    private const int PageSize = 50;

    private const int LargestPage = 200;

    private const int LongestCursor = 64;

    /// <exception cref="Problem"><c>not_found</c>, <c>forbidden</c> or <c>invalid</c>.</exception>
    public Task<RestrictedPage> Bans(long userId, string? room, string? cursor, int? limit) =>
        Page(access.Require(userId, room, RoomPermission.Ban), restrictions.BansOf, cursor, limit);

    /// <exception cref="Problem"><c>not_found</c>, <c>forbidden</c> or <c>invalid</c>.</exception>
    public Task<RestrictedPage> Timeouts(long userId, string? room, string? cursor, int? limit) =>
        Page(access.Require(userId, room, RoomPermission.Timeout), restrictions.TimeoutsIn, cursor, limit);

    private static async Task<RestrictedPage> Page(
        AccessedRoom room, Func<long, string, int, Task<IReadOnlyList<Restricted>>> read, string? cursor, int? limit)
    {
        var size = Input.Between("limit", limit, 1, LargestPage, PageSize);
        var people = await read(room.Id, Input.Line("cursor", cursor ?? "", LongestCursor), size);
        return new RestrictedPage(people, people.Count == size ? people[^1].User.Username : null);
    }
}
