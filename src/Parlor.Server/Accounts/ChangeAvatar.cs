using Dapper;
using Parlor.Server.Data;
using Parlor.Server.Pictures;

namespace Parlor.Server.Accounts;

/// <summary>Gives a person a picture, or takes it away.</summary>
public sealed class ChangeAvatar(Db db, PictureFiles pictures) : IPictureKeeper
{
    /// <param name="userId">Who changes their own picture.</param>
    /// <param name="picture">The new one; null for none.</param>
    /// <exception cref="Problem"><c>not_found</c>: the account is gone.</exception>
    public Task Execute(long userId, Picture? picture) => pictures.Replace(picture, address => db.Write(tx =>
    {
        if (tx.QueryNumber("SELECT id FROM users WHERE id = $1", userId) is null)
            throw Problem.NotFound("There is no such user.");
        var before = tx.QueryFirst(
            "SELECT avatar_url FROM users WHERE id = $1", row => row.IsDBNull(0) ? null : row.GetString(0), none: null, userId);
        tx.Execute("UPDATE users SET avatar_url = $2 WHERE id = $1", userId, address);
        tx.Publish(new ProfileChanged(userId));
        return before;
    }));

    /// <inheritdoc/>
    public IEnumerable<string> PicturesInUse()
    {
        using var connection = db.OpenRead();
        return connection.Query<string>("SELECT avatar_url FROM users WHERE avatar_url IS NOT NULL");
    }
}
