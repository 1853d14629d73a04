using Parlor.Server.Accounts;
using Parlor.Server.Audit;
using Parlor.Server.Data;
using Parlor.Server.Rooms;

namespace Parlor.Server.Moderation;

/// <summary>
/// Keeps an account out of the server, and lets it in again. For admins and owners of the server, to people below themselves; and for the
/// operator, to everyone.
/// </summary>
public sealed class BanAccount(Db db, AccountBanStore bans, ServerAdmins admins, People people, TimeProvider clock)
{
    private const int PageSize = 50;

    private const int LargestPage = 200;

    /// <summary>Bans an account: its sessions and connections end at once. One that is banned already is so on the new terms.</summary>
    /// <exception cref="Problem">
    /// <c>not_found</c>, <c>forbidden</c>; <c>invalid</c> or <c>too_large</c>, with the field.
    /// </exception>
    public async Task<AccountBan> Execute(Administrator by, string? person, RestrictionTerms terms)
    {
        var subject = people.Require(person);
        var subjectId = Ids.Parse(subject.Id);
        var now = Timestamp.Now(clock);
        var restriction = terms.ForBan(now);
        await db.Write(transaction =>
        {
            ServerAdmins.RequireAbove(transaction, by, subjectId);
            AccountBanStore.Put(transaction, subjectId, by.UserId, now, restriction);
            AuditLog.Record(transaction, new AuditEntry(AuditAction.AccountBanned, by.UserId, now)
            {
                SubjectId = subjectId,
                Reason = restriction.Reason,
                Changes = restriction.Until is { } until ? [AuditChange.Of("until", null, until.ToString())] : [],
            });
            Sessions.EndAll(transaction, subjectId);
        });
        return new AccountBan(subject, by.UserId is { } id ? people.Get(id) : null, now, restriction.Until, restriction.Reason);
    }

    /// <exception cref="Problem"><c>not_found</c>: there is no such person, or they are not banned. <c>forbidden</c>.</exception>
    public Task Lift(Administrator by, string? person)
    {
        var subjectId = Ids.Parse(people.Require(person).Id);
        var now = Timestamp.Now(clock);
        return db.Write(transaction =>
        {
            ServerAdmins.RequireAbove(transaction, by, subjectId);
            if (AccountBanStore.Find(transaction, subjectId, now) is null)
                throw Problem.NotFound("That account is not banned.");
            AccountBanStore.Remove(transaction, subjectId);
            AuditLog.Record(transaction, new AuditEntry(AuditAction.AccountUnbanned, by.UserId, now) { SubjectId = subjectId });
        });
    }

    /// <summary>The banned accounts, by username.</summary>
    /// <exception cref="Problem"><c>forbidden</c> or <c>invalid</c>.</exception>
    public async Task<AccountBanPage> List(long userId, string? cursor, int? limit)
    {
        await admins.Require(userId);
        var size = Input.Between("limit", limit, 1, LargestPage, PageSize);
        var page = await bans.Page(Input.Line("cursor", cursor ?? "", AccountRules.LongestUsername), size);
        return new AccountBanPage(page, page.Count == size ? page[^1].User.Username : null);
    }
}

/// <summary>A page of banned accounts, by username.</summary>
/// <param name="Bans">The accounts.</param>
/// <param name="Next">The cursor of the next page; null at the end.</param>
public sealed record AccountBanPage(IReadOnlyList<AccountBan> Bans, string? Next);
