using Npgsql;
using Parlor.Bench.Servers;

namespace Parlor.Bench.Load.Servers;

/// <summary>Databases on a PostgreSQL server: one that is made ready, and copies of it, one per measurement.</summary>
internal sealed class PostgresDatabases : IDisposable
{
    private const string Template = "parlor_bench_template";
    private const string Crowd = "parlor_bench_crowd";
    private const string Copy = "parlor_bench_run";

    private readonly string? _folder;
    private readonly NpgsqlDataSource _admin;
    private readonly string _connection;

    public PostgresDatabases(Options options)
    {
        if (options.Postgres is null)
        {
            // With fsync, which is what is to be measured; it goes away when this process ends, however that happens.
            _folder = Path.Combine(options.Data, "postgres");
            _connection = Repository.Run(".", "scripts/postgres.sh", "start", _folder, "--until", $"{Environment.ProcessId}");
        }
        else
        {
            _connection = options.Postgres;
        }

        _admin = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(_connection) { Pooling = false });
    }

    /// <summary>An empty database to be made ready; answers how to connect to it, as all of these do.</summary>
    public string CreateTemplate() => Recreate(Template, "template0");

    /// <summary>Another empty one, to be made ready for the cases about a large company.</summary>
    public string CreateCrowdTemplate() => Recreate(Crowd, "template0");

    public string CreateCrowdCopy() => Recreate(Copy, Crowd);

    /// <summary>A copy of the one made ready, which nobody may be connected to.</summary>
    public string CreateCopy() => Recreate(Copy, Template);

    /// <summary>An empty database in the copy's place.</summary>
    public string CreateEmpty() => Recreate(Copy, "template0");

    /// <summary>The copy as it was left.</summary>
    public string LastCopy => ConnectionTo(Copy);

    private string ConnectionTo(string database) => new NpgsqlConnectionStringBuilder(_connection) { Database = database }.ToString();

    private string Recreate(string database, string template)
    {
        Drop(database);
        Execute($"CREATE DATABASE {database} TEMPLATE {template}");
        // So that what was written here is not written out during the measurement.
        Execute("CHECKPOINT");
        return ConnectionTo(database);
    }

    private void Drop(string database) => Execute($"DROP DATABASE IF EXISTS {database} WITH (FORCE)");

    private void Execute(string sql)
    {
        using var command = _admin.CreateCommand(sql);
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        if (_folder is null)
        {
            Drop(Copy);
            Drop(Template);
            Drop(Crowd);
        }

        _admin.Dispose();
        if (_folder is not null)
            Repository.Run(".", "scripts/postgres.sh", "stop", _folder);
    }
}
