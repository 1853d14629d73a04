using System.Diagnostics;
using Npgsql;

namespace Parlor.Server.Tests.Support;

/// <summary>
/// One throw-away PostgreSQL for the test run, started when the first test asks for it: the one in PARLOR_TEST_POSTGRES, or a private
/// one from scripts/postgres.sh. Where there is neither, a test is skipped, saying so; in CI it fails.
/// </summary>
internal static class PostgresCluster
{
    private static readonly Lazy<Task<string>> Started = new(Start);
    private static int _databases;

    /// <summary>A new database in it, empty or a copy of another one that nobody is connected to.</summary>
    /// <param name="template">The other one's name.</param>
    /// <returns>How it is reached.</returns>
    public static async Task<string> CreateDatabase(string? template = null)
    {
        var cluster = await Started.Value;
        var name = $"parlor_{Environment.ProcessId}_{Interlocked.Increment(ref _databases)}";
        await using var connection = new NpgsqlConnection(cluster);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name}" + (template is null ? "" : $" TEMPLATE {template}"), connection);
        await command.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(cluster) { Database = name, MaxPoolSize = 10, Pooling = true }.ToString();
    }

    /// <summary>Removes a database that nobody is connected to any more.</summary>
    public static async Task Drop(string connectionString)
    {
        await using var connection = new NpgsqlConnection(await Started.Value);
        await connection.OpenAsync();
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database;
        await using var command = new NpgsqlCommand($"DROP DATABASE {name} WITH (FORCE)", connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<string> Start()
    {
        if (Environment.GetEnvironmentVariable("PARLOR_TEST_POSTGRES") is { Length: > 0 } given)
            return given;

        var folder = Directory.CreateTempSubdirectory("parlor-pg-");
        var script = Path.Combine(Repository.Root, "scripts", "postgres.sh");
        using var process = Process.Start(new ProcessStartInfo("bash", [script, "start", folder.FullName, "--fast", "--until", $"{Environment.ProcessId}"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode == 0)
            return (await output).Trim();

        var why = $"No PostgreSQL for this test: {(await error).Trim()}";
        if (Environment.GetEnvironmentVariable("CI") is { Length: > 0 })
            Assert.Fail(why);
        Assert.Skip(why);
        return why;
    }
}
