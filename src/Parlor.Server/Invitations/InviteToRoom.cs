using System.Globalization;
using Parlor.Server.Accounts;
using Parlor.Server.Audit;
using Parlor.Server.Data;
using Parlor.Server.Rooms;

namespace Parlor.Server.Invitations;

/// <summary>Makes links into a room, lists them, and takes them back. Members see their own; who manages the room sees all.</summary>
public sealed class InviteToRoom(Db db, InvitationStore invitations, RoomAccess access, People people, TimeProvider clock)
{
    /// <summary>Makes an invitation that counts from now on, for as long as its maker is a member.</summary>
    /// <exception cref="Problem"><c>not_found</c>, <c>forbidden</c>, <c>invalid</c> or <c>too_large</c>.</exception>
    public async Task<Invitation> Create(long userId, string? room, InvitationTerms terms)
    {
        var accessed = access.Require(userId, room, RoomPermission.Invite);
        terms.Check();
        var now = Timestamp.Now(clock);
        var made = new Invitation
        {
            Code = Invitation.NewCode(),
            Room = Ids.Text(accessed.Id),
            By = people.Get(userId),
            CreatedAt = now,
            ExpiresAt = terms.ExpiresInSeconds is { } seconds ? new Timestamp(now.Milliseconds + (seconds * 1000L)) : null,
            MaxUses = terms.MaxUses,
            Uses = 0,
        };
        var id = Ids.Next(clock);
        await db.Write(transaction =>
        {
            InvitationStore.Add(transaction, made, id, accessed.Id, userId);
            AuditLog.Record(transaction, new AuditEntry(AuditAction.InvitationMade, userId, now)
            {
                RoomId = accessed.Id,
                Changes =
                [
                    AuditChange.Of("expiresAt", null, made.ExpiresAt?.ToString()),
                    AuditChange.Of("maxUses", null, made.MaxUses?.ToString(CultureInfo.InvariantCulture)),
                ],
            });
        });
        return made;
    }

    /// <summary>The invitations to the room, newest first, with those that have ended.</summary>
    /// <exception cref="Problem"><c>not_found</c> or <c>forbidden</c>.</exception>
    public Task<IReadOnlyList<Invitation>> List(long userId, string room)
    {
        var (accessed, standing) = access.RequireStanding(userId, room);
        if (standing.May(RoomPermission.ManageRoom))
            return invitations.OfRoom(accessed.Id, createdBy: null);
        access.Require(userId, room, RoomPermission.Invite);
        return invitations.OfRoom(accessed.Id, userId);
    }

    /// <summary>Who came by an invitation, newest first.</summary>
    /// <exception cref="Problem"><c>not_found</c>: the room, the invitation, or it is not theirs to see.</exception>
    public async Task<IReadOnlyList<InvitationUse>> Uses(long userId, string code)
    {
        await RequireOwn(userId, code);
        return await invitations.Uses(code);
    }

    /// <summary>Takes an invitation back; whoever came by it stays. One that has ended stays as it is.</summary>
    /// <exception cref="Problem"><c>not_found</c>: there is none, or it is not theirs to take back.</exception>
    public async Task Revoke(long userId, string? code)
    {
        var stored = await RequireOwn(userId, Input.Required("code", code));
        var now = Timestamp.Now(clock);
        await db.Write(transaction =>
        {
            if (InvitationStore.Find(transaction, stored.Code) is not { RevokedAt: null })
                return;
            InvitationStore.Revoke(transaction, stored.Code, now);
            AuditLog.Record(transaction, new AuditEntry(AuditAction.InvitationRevoked, userId, now)
            {
                RoomId = stored.RoomId,
                SubjectId = stored.CreatedBy == userId ? null : stored.CreatedBy,
            });
        });
    }

    private async Task<StoredInvitation> RequireOwn(long userId, string code)
    {
        var stored = await invitations.Find(Input.Text("code", code, Invitation.LongestCode));
        if (stored is null || !IsOwn(stored))
            throw Problem.NotFound("There is no such invitation.");
        return stored;

        bool IsOwn(StoredInvitation found) =>
            found.CreatedBy == userId || access.May(userId, found.RoomId, RoomPermission.ManageRoom);
    }
}
