using Parlor.Server.Realtime;

namespace Parlor.Server.Rooms;

/// <summary>
/// Bans and timeouts over Socket.IO: <c>ban_member</c>, <c>unban_member</c>, <c>get_bans</c>, <c>time_out_member</c>, <c>end_timeout</c>,
/// <c>get_timeouts</c>.
/// </summary>
internal sealed class RestrictionSocketEvents(BanFromRoom ban, TimeOutMember timeOut, ListRestrictions list) : IClientEvents
{
    public void AddTo(ClientEvents events)
    {
        var json = RoomsJson.Wire;
        events.On("ban_member", json.RestrictionRequest, json.RestrictedAcknowledgement, async (connection, request) =>
            new RestrictedAcknowledgement(await ban.Execute(connection.UserId, request.Room, request.User, request.Terms)));

        events.On("unban_member", json.RestrictionRequest, RealtimeJson.Wire.DoneAnswer, async (connection, request) =>
        {
            await ban.Lift(connection.UserId, request.Room, request.User);
            return DoneAnswer.Instance;
        });

        events.On("get_bans", json.RestrictionsRequest, json.RestrictionsAcknowledgement, async (connection, request) =>
            RestrictionsAcknowledgement.Of(await list.Bans(connection.UserId, request.Room, request.Cursor, request.Limit)));

        events.On("time_out_member", json.RestrictionRequest, json.RestrictedAcknowledgement, async (connection, request) =>
            new RestrictedAcknowledgement(await timeOut.Execute(connection.UserId, request.Room, request.User, request.Terms)));

        events.On("end_timeout", json.RestrictionRequest, RealtimeJson.Wire.DoneAnswer, async (connection, request) =>
        {
            await timeOut.Lift(connection.UserId, request.Room, request.User);
            return DoneAnswer.Instance;
        });

        events.On("get_timeouts", json.RestrictionsRequest, json.RestrictionsAcknowledgement, async (connection, request) =>
            RestrictionsAcknowledgement.Of(await list.Timeouts(connection.UserId, request.Room, request.Cursor, request.Limit)));
    }
}

internal sealed record RestrictionRequest(string? Room, string? User, int? Seconds, string? Reason)
{
    internal RestrictionTerms Terms => new(Seconds, Reason);
}

internal sealed record RestrictionsRequest(string? Room, string? Cursor, int? Limit);

internal sealed record RestrictedAcknowledgement(Restricted Restricted)
{
    public bool Ok { get; } = true;
}

internal sealed record RestrictionsAcknowledgement(IReadOnlyList<Restricted> People, string? Next)
{
    public bool Ok { get; } = true;

    public static RestrictionsAcknowledgement Of(RestrictedPage page) => new(page.People, page.Next);
}
