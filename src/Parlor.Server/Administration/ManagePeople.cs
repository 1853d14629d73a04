using Parlor.Server.Accounts;
using Parlor.Server.Audit;
using Parlor.Server.Data;

namespace Parlor.Server.Administration;

/// <summary>What administrators do for and to people: end their sessions, let them choose another password.</summary>
public sealed class ManagePeople(Db db, People people, TimeProvider clock)
{
    /// <summary>Ends every session of a person: all their devices are signed out.</summary>
    /// <exception cref="Problem"><c>not_found</c>, <c>forbidden</c>: they are not of a lower role.</exception>
    public Task EndSessions(Administrator by, string? person)
    {
        var subjectId = Ids.Parse(people.Require(person).Id);
        var now = Timestamp.Now(clock);
        return db.Write(transaction =>
        {
            by.RequireAbove(transaction, subjectId);
            Sessions.EndAll(transaction, subjectId);
            AuditLog.Record(transaction, new AuditEntry(AuditAction.SessionsEnded, by.UserId, now) { SubjectId = subjectId });
        });
    }

    /// <summary>
    /// Makes a link by which a person chooses another password, once. The old one goes on counting until then, so that nobody is locked out
    /// by a link that does not arrive; a link made before counts no longer.
    /// </summary>
    /// <exception cref="Problem"><c>not_found</c>, <c>forbidden</c>: they are not of a lower role.</exception>
    public async Task<PasswordLink> ResetPassword(Administrator by, string? person)
    {
        var subject = people.Require(person);
        var subjectId = Ids.Parse(subject.Id);
        var now = Timestamp.Now(clock);
        var link = PasswordLink.New(subject, now);
        await db.Write(transaction =>
        {
            by.RequireAbove(transaction, subjectId);
            PasswordLinkStore.Put(transaction, subjectId, link);
            AuditLog.Record(transaction, new AuditEntry(AuditAction.PasswordLinkMade, by.UserId, now) { SubjectId = subjectId });
        });
        return link;
    }
}
