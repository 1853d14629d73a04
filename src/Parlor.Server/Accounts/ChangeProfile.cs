using Parlor.Server.Data;

namespace Parlor.Server.Accounts;

/// <summary>Changes what a person says of themselves.</summary>
public sealed class ChangeProfile(Db db)
{
    /// <param name="userId">Who changes their own profile.</param>
    /// <param name="displayName">The new name; null leaves it.</param>
    /// <param name="email">The new address; empty takes it away, null leaves it.</param>
    /// <exception cref="Problem"><c>invalid</c>, naming the field; <c>not_found</c>: the account is gone.</exception>
    public Task Execute(long userId, string? displayName, string? email)
    {
        var newName = displayName is null ? null : AccountRules.DisplayName(displayName);
        var newEmail = email is null ? null : AccountRules.Email(email);
        return db.Write(tx =>
        {
            if (tx.QueryNumber("SELECT id FROM users WHERE id = $1", userId) is null)
                throw Problem.NotFound("There is no such user.");
            if (newName is not null)
            {
                tx.Execute(
                    "UPDATE users SET display_name = $2, search_name = $3 WHERE id = $1", userId, newName, AccountRules.Folded(newName));
                tx.Publish(new ProfileChanged(userId));
            }

            if (email is not null)
                tx.Execute("UPDATE users SET email = $2 WHERE id = $1", userId, newEmail);
        });
    }
}
