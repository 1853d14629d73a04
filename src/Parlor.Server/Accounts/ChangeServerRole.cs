using Parlor.Server.Audit;
using Parlor.Server.Data;

namespace Parlor.Server.Accounts;

/// <summary>What somebody may do on the whole server is something else now.</summary>
public sealed class ServerRoleChanged(long userId) : CommittedEvent
{
    public long UserId { get; } = userId;
}

/// <summary>Gives people a role on the whole server. For its owners and admins, up to their own role, to people below themselves.</summary>
public sealed class ChangeServerRole(Db db, People people, TimeProvider clock)
{
    /// <param name="by">Who gives the role.</param>
    /// <param name="person">Who gets it: id or username. Oneself: to step down.</param>
    /// <param name="role">The new role.</param>
    /// <exception cref="Problem">
    /// <c>not_found</c>, <c>invalid</c>, <c>forbidden</c>; <c>conflict</c>: the server would have no owner.
    /// </exception>
    public Task Execute(Administrator by, string person, Role? role)
    {
        var subjectId = Ids.Parse(people.Require(person).Id);
        var wanted = role ?? throw Problem.Invalid("role", "role is missing: guest, member, admin or owner.");
        var now = Timestamp.Now(clock);
        return db.Write(transaction =>
        {
            var mine = by.Require(transaction);
            var theirs = RoleOf(transaction, subjectId);
            if (subjectId != by.UserId && theirs >= mine && mine != Role.Owner)
                throw Problem.Forbidden("That can be done to people of a lower role only.");
            if (wanted > mine)
                throw Problem.Forbidden("Nobody can give more than they have.");
            if (theirs == Role.Owner && wanted < Role.Owner)
                RequireOtherOwner(transaction, subjectId);
            if (wanted == theirs)
                return;
            transaction.Execute("UPDATE users SET role = $2 WHERE id = $1", subjectId, Wire.Text(wanted));
            AuditLog.Record(transaction, new AuditEntry(AuditAction.ServerRoleGiven, by.UserId, now)
            {
                SubjectId = subjectId,
                Changes = [AuditChange.Of("role", Wire.Text(theirs), Wire.Text(wanted))],
            });
            transaction.Publish(new ServerRoleChanged(subjectId));
            transaction.Publish(new ProfileChanged(subjectId));
        });
    }

    internal static Role RoleOf(WriteTransaction transaction, long userId) => transaction.QueryFirst(
        "SELECT role FROM users WHERE id = $1",
        row => (Role?)Wire.Parse<Role>(row.GetString(0)),
        none: null,
        userId) ?? throw Problem.NotFound("There is no such person.");

    private static void RequireOtherOwner(WriteTransaction transaction, long userId)
    {
        if (transaction.QueryNumber("SELECT id FROM users WHERE role = 'owner' AND id <> $1 LIMIT 1", userId) is null)
            throw Problem.Conflict("role", "That is the server's last owner: make somebody else one first.");
    }
}
