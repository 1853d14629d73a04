using System.Net;
using Dapper;
using Parlor.Server.Accounts;
using Parlor.Server.Data;
using Parlor.Server.Rooms;

namespace Parlor.Server.Moderation;

/// <summary>
/// Whom the server keeps out. Accounts are asked for in the write that opens a session; addresses, which come with every handshake, are in
/// memory, as new as the last commit.
/// </summary>
public sealed class ServerBans(Db db, TimeProvider clock) : IServerBans, ICommitListener
{
    private readonly Lock _lock = new();
    private IReadOnlyList<(IPNetwork Network, long? Until)>? _networks;
    private long _changes;

    /// <inheritdoc/>
    public void RequireAddress(IPAddress? address)
    {
        if (address is null)
            return;
        var (plain, now) = (Networks.Plain(address), Timestamp.Now(clock));
        if (Current().Any(ban => !(ban.Until <= now.Milliseconds) && ban.Network.Contains(plain)))
            throw Problem.Forbidden("This server takes nothing from your address.");
    }

    /// <inheritdoc/>
    public void Require(WriteTransaction transaction, long userId)
    {
        if (AccountBanStore.Find(transaction, userId, Timestamp.Now(clock)) is { } ban)
            throw Problem.Forbidden(Text(ban));
    }

    void ICommitListener.Committed(IReadOnlyList<CommittedEvent> committed)
    {
        if (!committed.Any(happened => happened is AddressBansChanged))
            return;
        lock (_lock)
        {
            _changes++;
            _networks = null;
        }
    }

    /// <summary>What somebody with such a ban is told.</summary>
    internal static string Text(Restriction ban) =>
        (ban.Until is { } until ? $"This account is banned until {until}." : "This account is banned.") + (ban.Reason is { } reason ? $" Reason: {reason}" : "");

    private IReadOnlyList<(IPNetwork Network, long? Until)> Current()
    {
        long changes;
        lock (_lock)
        {
            if (_networks is { } known)
                return known;
            changes = _changes;
        }

        using var connection = db.OpenRead();
        List<(IPNetwork, long?)> read =
            [.. connection.Query<(string Network, long? Until)>("SELECT network, until FROM address_bans").Select(row => (Networks.Parse(row.Network), row.Until))];
        lock (_lock)
        {
            // A change that came in between may be newer than what was read.
            if (changes == _changes)
                _networks = read;
        }

        return read;
    }
}
