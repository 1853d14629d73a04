using System.Globalization;
using Parlor.Server.Accounts;
using Parlor.Server.Audit;
using Parlor.Server.Data;

namespace Parlor.Server.Invitations;

/// <summary>Links by which people make accounts where sign-up takes an invitation. For admins and owners of the server.</summary>
public sealed class InviteToServer(Db db, ServerInvitationStore invitations, People people, TimeProvider clock)
{
    /// <exception cref="Problem"><c>forbidden</c>, <c>invalid</c> or <c>too_large</c>.</exception>
    public async Task<ServerInvitation> Create(long userId, InvitationTerms terms)
    {
        terms.Check();
        var by = Administrator.Person(userId);
        var now = Timestamp.Now(clock);
        var made = new StoredServerInvitation(
            Ids.Next(clock),
            Invitation.NewCode(),
            userId,
            now.Milliseconds,
            terms.ExpiresInSeconds is { } seconds ? now.Milliseconds + (seconds * 1000L) : null,
            terms.MaxUses,
            Uses: 0,
            RevokedAt: null);
        await db.Write(transaction =>
        {
            by.Require(transaction);
            ServerInvitationStore.Add(transaction, made);
            AuditLog.Record(transaction, new AuditEntry(AuditAction.InvitationMade, userId, now)
            {
                Changes =
                [
                    AuditChange.Of("expiresAt", null, made.ExpiresAt is { } at ? new Timestamp(at).ToString() : null),
                    AuditChange.Of("maxUses", null, made.MaxUses?.ToString(CultureInfo.InvariantCulture)),
                ],
            });
        });
        return ServerInvitationStore.Shown(made, people.Get(userId), now);
    }

    /// <summary>All of them, newest first, with those that have ended.</summary>
    /// <exception cref="Problem"><c>forbidden</c>.</exception>
    public async Task<IReadOnlyList<ServerInvitation>> List(Administrator by, CancellationToken cancel = default)
    {
        await by.Require(people, cancel);
        return await invitations.All(cancel);
    }

    /// <summary>Takes one back; the accounts that were made by it stay.</summary>
    /// <exception cref="Problem"><c>forbidden</c>, <c>not_found</c>.</exception>
    public Task Revoke(long userId, string id)
    {
        var now = Timestamp.Now(clock);
        return db.Write(transaction =>
        {
            Administrator.Person(userId).Require(transaction);
            if (!Ids.TryParse(id, out var known) || !ServerInvitationStore.Revoke(transaction, known, now))
                throw Problem.NotFound("There is no such invitation.");
            AuditLog.Record(transaction, new AuditEntry(AuditAction.InvitationRevoked, userId, now));
        });
    }

    /// <summary>Who invites, for whoever has the link.</summary>
    /// <exception cref="Problem"><c>not_found</c>: there is none, or it has ended.</exception>
    public async Task<InvitedToServer> Preview(string code)
    {
        var typed = Input.Text("code", code, Invitation.LongestCode);
        var now = Timestamp.Now(clock);
        var stored = await db.Write(transaction => ServerInvitationStore.Find(transaction, typed));
        return stored is not null && stored.EndAt(now) is null
            ? new InvitedToServer(people.Get(stored.CreatedBy), stored.ExpiresAt is { } at ? new Timestamp(at) : null)
            : throw Problem.NotFound("There is no such invitation, or it has ended.");
    }
}
