using System.Net;
using Parlor.Server.Accounts;
using Parlor.Server.Audit;
using Parlor.Server.Data;
using Parlor.Server.Realtime;
using Parlor.Server.Rooms;

namespace Parlor.Server.Moderation;

/// <summary>
/// Keeps addresses out of the server, and lets them in again: no sign-up, log-in, refresh or connection comes from them. For admins and
/// owners of the server.
/// </summary>
public sealed class BanAddress(Db db, AddressBanStore bans, ServerAdmins admins, People people, TimeProvider clock)
{
    /// <param name="userId">Who does it.</param>
    /// <param name="own">Where they are: not to be banned by mistake.</param>
    /// <param name="network">An address, or a range in CIDR notation.</param>
    /// <param name="terms">How long, and why.</param>
    /// <exception cref="Problem">
    /// <c>forbidden</c>; <c>invalid</c> (also for one's own address), <c>conflict</c> or <c>too_large</c>, with the field.
    /// </exception>
    public async Task<AddressBan> Execute(long userId, IPAddress? own, string? network, RestrictionTerms terms)
    {
        await admins.Require(userId);
        var range = Networks.Parse(network);
        if (own is not null && range.Contains(Networks.Plain(own)))
            throw Problem.Invalid("network", "That holds the address that you come from yourself.");
        var now = Timestamp.Now(clock);
        var restriction = terms.ForBan(now);
        var ban = new AddressBan(
            Ids.Text(Ids.Next(clock)), Networks.Text(range), people.Get(userId), now, restriction.Until, restriction.Reason);
        await db.Write(transaction =>
        {
            ServerAdmins.Require(transaction, userId);
            AddressBanStore.Add(transaction, ban);
            AuditLog.Record(transaction, new AuditEntry(AuditAction.AddressBanned, userId, now)
            {
                Reason = restriction.Reason,
                Changes = [AuditChange.Of("network", null, ban.Network), AuditChange.Of("until", null, restriction.Until?.ToString())],
            });
            transaction.Publish(new AddressBanned(range));
        });
        return ban;
    }

    /// <exception cref="Problem"><c>not_found</c> or <c>forbidden</c>.</exception>
    public Task Lift(long userId, string? id)
    {
        var now = Timestamp.Now(clock);
        return db.Write(transaction =>
        {
            ServerAdmins.Require(transaction, userId);
            var network = AddressBanStore.Remove(transaction, id);
            AuditLog.Record(transaction, new AuditEntry(AuditAction.AddressUnbanned, userId, now)
            {
                Changes = [AuditChange.Of("network", network, null)],
            });
        });
    }

    /// <summary>All that are banned, newest first.</summary>
    /// <exception cref="Problem"><c>forbidden</c>.</exception>
    public async Task<IReadOnlyList<AddressBan>> List(long userId)
    {
        await admins.Require(userId);
        return await bans.All();
    }

    /// <summary>What is connected from there is so no longer.</summary>
    private sealed class AddressBanned(IPNetwork network) : LiveEvent
    {
        internal override void DeliverTo(LiveConnections connections) =>
            connections.End(connection => connection.Address is { } address && network.Contains(Networks.Plain(address)));
    }
}
