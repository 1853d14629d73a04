using Npgsql;

namespace Parlor.Server.Data;

internal static class DatabaseSetup
{
    public static void AddDatabase(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton(_ => DataFolder.Open(settings.Data));
        services.AddSingleton<Db>(provider => settings.Postgres.Length > 0
            ? OpenPostgres(settings.Postgres)
            : new SqliteDb(provider.GetRequiredService<DataFolder>().File("parlor.db")));
    }

    /// <summary>Before anything is read from the folder or written to it.</summary>
    public static void TakeDataFolder(this WebApplication app) => app.Services.GetRequiredService<DataFolder>();

    /// <summary>Opens and migrates the database once everyone who listens for commits is there.</summary>
    public static void StartDatabase(this WebApplication app)
    {
        var db = app.Services.GetRequiredService<Db>();
        foreach (var listener in app.Services.GetServices<ICommitListener>())
            db.OnCommitted(listener.Committed);
        var telemetry = app.Services.GetRequiredService<Telemetry>();
        db.OnCommitted(committed => telemetry.Committed(committed.Count));
        try
        {
            db.Start();
        }
        catch (NpgsqlException refused)
        {
            throw new SettingException($"Setting Postgres: the database cannot be used: {refused.Message}");
        }
    }

    private static PostgresDb OpenPostgres(string connectionString)
    {
        try
        {
            return new PostgresDb(connectionString);
        }
        catch (ArgumentException wrong)
        {
            throw new SettingException($"Setting Postgres: not a connection string: {wrong.Message}");
        }
    }
}
