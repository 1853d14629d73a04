using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using Parlor.Server;
using Parlor.Server.Data;

namespace Parlor.Demo;

/// <summary>
/// Whether anybody lives on a server already. Asked of the database as it lies there: opening it as a server would bring its tables up
/// to date, and that is touching it.
/// </summary>
internal static class FreshServer
{
    /// <exception cref="DemoException">There are accounts.</exception>
    public static async Task Require(Settings settings)
    {
        var file = Path.Combine(Path.GetFullPath(settings.Data), "parlor.db");
        if (settings.Postgres.Length == 0 && !File.Exists(file))
            return;
        await using Db db = settings.Postgres.Length > 0 ? new PostgresDb(settings.Postgres) : new SqliteDb(file);
        if (await HasPeople(db))
        {
            throw new DemoException(
                $"{(settings.Postgres.Length > 0 ? "This database" : file)} belongs to a server with people on it: the demo moves into a fresh one only. Nothing was changed.");
        }
    }

    private static async Task<bool> HasPeople(Db db)
    {
        await using var connection = await db.OpenReadAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM (SELECT id FROM users LIMIT 1) u";
        try
        {
            return Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture) > 0;
        }
        catch (DbException missing) when (missing is PostgresException { SqlState: PostgresErrorCodes.UndefinedTable } or SqliteException { SqliteErrorCode: 1 })
        {
            // No table yet: no server has ever been started here.
            return false;
        }
    }
}
