using Parlor.Server.Data;
using Parlor.Server.Rooms;

namespace Parlor.Server.Moderation;

/// <summary>Shows reports: those in a room to its moderators, all to admins and owners of the server, and everybody their own.</summary>
public sealed class ReadReports(ReportStore reports, RoomAccess access, ServerAdmins admins)
{
    private const int PageSize = 50;

    private const int LargestPage = 200;

    /// <exception cref="Problem"><c>not_found</c>, <c>forbidden</c> or <c>invalid</c>.</exception>
    public Task<ReportPage> OfRoom(long userId, string? room, bool decided, string? cursor, int? limit)
    {
        var accessed = access.Require(userId, room, RoomPermission.HandleReports);
        return reports.Page(accessed.Id, decided, Before(cursor), SizeOf(limit));
    }

    /// <exception cref="Problem"><c>forbidden</c> or <c>invalid</c>.</exception>
    public async Task<ReportPage> OfServer(long userId, bool decided, string? cursor, int? limit)
    {
        await admins.Require(userId);
        return await reports.Page(roomId: null, decided, Before(cursor), SizeOf(limit));
    }

    public Task<IReadOnlyList<OwnReport>> Own(long userId) => reports.Of(userId);

    private static int SizeOf(int? limit) => Input.Between("limit", limit, 1, LargestPage, PageSize);

    private static long? Before(string? cursor) =>
        cursor is null ? null : Ids.TryParse(cursor, out var id) ? id : throw Problem.Invalid("cursor", "That is no cursor.");
}
