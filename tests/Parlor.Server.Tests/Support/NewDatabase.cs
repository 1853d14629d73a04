using Microsoft.Extensions.Configuration;
using Npgsql;
using Parlor.Server.Data;

namespace Parlor.Server.Tests.Support;

/// <summary>
/// Databases as a new server has them. The first of each kind is migrated, and the others are copies of it: migrations have tests of
/// their own, and every test that starts a server would spend more time on them than on what it is about.
/// </summary>
internal static class NewDatabase
{
    private static readonly Lazy<Task<string>> SqliteTemplate = new(async () =>
    {
        // Gone with the system's temporary files: whoever copies it last is not known.
        var folder = Path.Combine(Directory.CreateTempSubdirectory("parlor-template-").FullName, "data");
        await Migrate(folder, postgres: "");
        return folder;
    });

    private static readonly Lazy<Task<string>> PostgresTemplate = new(async () =>
    {
        var folder = Directory.CreateTempSubdirectory("parlor-template-");
        var template = await PostgresCluster.CreateDatabase();
        await Migrate(folder.FullName, template);
        folder.Delete(recursive: true);
        return new NpgsqlConnectionStringBuilder(template).Database!;
    });

    /// <summary>Puts one into a data folder, which is made for it.</summary>
    public static async Task CopyTo(string dataFolder)
    {
        var template = new DirectoryInfo(await SqliteTemplate.Value);
        using var made = DataFolder.Open(dataFolder);
        foreach (var file in template.EnumerateFiles("parlor.db*"))
            file.CopyTo(Path.Combine(dataFolder, file.Name));
    }

    /// <summary>Makes one in the tests' PostgreSQL.</summary>
    /// <returns>How it is reached.</returns>
    public static async Task<string> OnPostgres() => await PostgresCluster.CreateDatabase(await PostgresTemplate.Value);

    private static async Task Migrate(string folder, string postgres)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Data"] = folder,
            ["Postgres"] = postgres,
            ["Logging:LogLevel:Default"] = "None",
        }).Build();
        await using var server = ParlorServer.Build(Settings.From(configuration), configuration, new FakeClock());
    }
}
