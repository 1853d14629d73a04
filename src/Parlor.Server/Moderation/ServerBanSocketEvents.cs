using Parlor.Server.Accounts;
using Parlor.Server.Realtime;
using Parlor.Server.Rooms;

namespace Parlor.Server.Moderation;

/// <summary>
/// Banned accounts and addresses over Socket.IO: <c>ban_account</c>, <c>unban_account</c>, <c>get_account_bans</c>, <c>ban_address</c>,
/// <c>unban_address</c>, <c>get_address_bans</c>.
/// </summary>
internal sealed class ServerBanSocketEvents(BanAccount account, BanAddress address) : IClientEvents
{
    public void AddTo(ClientEvents events)
    {
        var json = ModerationJson.Wire;
        events.On("ban_account", json.AccountBanRequest, json.AccountBanAcknowledgement, async (connection, request) =>
            new AccountBanAcknowledgement(
                await account.Execute(Administrator.Person(connection.UserId), request.User, new RestrictionTerms(request.Seconds, request.Reason))));

        events.On("unban_account", json.AccountBanRequest, RealtimeJson.Wire.DoneAnswer, async (connection, request) =>
        {
            await account.Lift(Administrator.Person(connection.UserId), request.User);
            return DoneAnswer.Instance;
        });

        events.On("get_account_bans", json.PageRequest, json.AccountBansAcknowledgement, async (connection, request) =>
        {
            var page = await account.List(connection.UserId, request.Cursor, request.Limit);
            return new AccountBansAcknowledgement(page.Bans, page.Next);
        });

        events.On("ban_address", json.BanAddressRequest, json.AddressBanAcknowledgement, async (connection, request) =>
            new AddressBanAcknowledgement(await address.Execute(connection.UserId, connection.Address, request.Network, request.Terms)));

        events.On("unban_address", json.AddressBanRequest, RealtimeJson.Wire.DoneAnswer, async (connection, request) =>
        {
            await address.Lift(connection.UserId, request.Ban);
            return DoneAnswer.Instance;
        });

        events.On("get_address_bans", json.PageRequest, json.AddressBansAcknowledgement, async (connection, _) =>
            new AddressBansAcknowledgement(await address.List(connection.UserId)));
    }
}

internal sealed record PageRequest(string? Cursor, int? Limit);

internal sealed record AccountBanRequest(string? User, int? Seconds, string? Reason);

internal sealed record AddressBanRequest(string? Ban);

internal sealed record AccountBanAcknowledgement(AccountBan Ban)
{
    public bool Ok { get; } = true;
}

internal sealed record AccountBansAcknowledgement(IReadOnlyList<AccountBan> Bans, string? Next)
{
    public bool Ok { get; } = true;
}

internal sealed record AddressBanAcknowledgement(AddressBan Ban)
{
    public bool Ok { get; } = true;
}

internal sealed record AddressBansAcknowledgement(IReadOnlyList<AddressBan> Bans)
{
    public bool Ok { get; } = true;
}
