using Parlor.Server.Data;

namespace Parlor.Server.Accounts;

/// <summary>Changes what a person says of themselves.</summary>
public sealed class ChangeProfile(Db db, TimeProvider clock)
{
    /// <param name="userId">Who changes their own profile.</param>
    /// <param name="change">What to change.</param>
    /// <exception cref="Problem">
    /// <c>invalid</c> or <c>too_large</c>, naming the field; <c>conflict</c>: the username is taken; <c>not_found</c>: the account is gone; <c>forbidden</c>: they have none
    /// (<see cref="GuestEntrance"/>).
    /// </exception>
    public Task Execute(long userId, ProfileChange change)
    {
        var username = change.Username is null ? null : AccountRules.Username(change.Username);
        var displayName = change.DisplayName is null ? null : AccountRules.DisplayName(change.DisplayName);
        var email = AccountRules.Email(change.Email);
        var about = ProfileRules.About(change.About);
        var pronouns = ProfileRules.Pronouns(change.Pronouns);
        var timeZone = ProfileRules.TimeZone(change.TimeZone);
        var status = change.Status?.Check(clock);
        return db.Write(tx =>
        {
            if (tx.QueryNumber("SELECT id FROM users WHERE id = $1", userId) is null)
                throw Problem.NotFound("There is no such user.");
            if (UserStore.IsVisitor(tx, userId))
                throw Problem.Forbidden("Who is here without an account has no profile to change.");
            if (username is not null)
                Usernames.Change(tx, username, userId);
            if (displayName is not null)
            {
                tx.Execute(
                    "UPDATE users SET display_name = $2, search_name = $3 WHERE id = $1",
                    userId, displayName, AccountRules.Folded(displayName));
            }

            if (change.Email is not null)
                tx.Execute("UPDATE users SET email = $2 WHERE id = $1", userId, email);
            if (change.About is not null)
                tx.Execute("UPDATE users SET about = $2 WHERE id = $1", userId, about);
            if (change.Pronouns is not null)
                tx.Execute("UPDATE users SET pronouns = $2 WHERE id = $1", userId, pronouns);
            if (change.TimeZone is not null)
                tx.Execute("UPDATE users SET time_zone = $2 WHERE id = $1", userId, timeZone);
            if (change.Status is not null)
            {
                tx.Execute(
                    "UPDATE users SET status_emoji = $2, status_text = $3, status_until = $4 WHERE id = $1",
                    userId, status?.Emoji, status?.Text, status?.Until?.Milliseconds);
            }

            // The address alone is nobody else's business.
            if (change with { Email = null } != new ProfileChange())
                tx.Publish(new ProfileChanged(userId) { StatusUntil = status?.Until });
        });
    }
}
