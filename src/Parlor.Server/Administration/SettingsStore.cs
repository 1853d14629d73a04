using Dapper;
using Parlor.Server.Data;

namespace Parlor.Server.Administration;

/// <summary>The SQL of settings that administrators changed: one row for each that is not as configured.</summary>
public sealed class SettingsStore(Db db)
{
    internal async Task<Dictionary<string, string?>> Read(CancellationToken cancel = default)
    {
        await using var connection = await db.OpenReadAsync(cancel);
        return (await connection.QueryAsync<(string Name, string Value)>("SELECT name, value FROM server_settings"))
            .ToDictionary(row => row.Name, row => (string?)row.Value, StringComparer.Ordinal);
    }

    internal static Dictionary<string, string?> Read(WriteTransaction transaction) => transaction
        .Query("SELECT name, value FROM server_settings", row => (Name: row.GetString(0), Value: row.GetString(1)))
        .ToDictionary(row => row.Name, row => (string?)row.Value, StringComparer.Ordinal);

    /// <summary>Stores values; null for what is as configured again.</summary>
    internal static void Write(WriteTransaction transaction, IEnumerable<KeyValuePair<string, string?>> changes)
    {
        foreach (var (name, value) in changes)
        {
            if (value is null)
            {
                transaction.Execute("DELETE FROM server_settings WHERE name = $1", name);
            }
            else
            {
                transaction.Execute(
                    "INSERT INTO server_settings (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value", name, value);
            }
        }
    }
}
