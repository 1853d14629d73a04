using System.Data;
using System.Data.Common;
using Dapper;
using Npgsql;

namespace Parlor.Server.Data;

/// <summary>
/// PostgreSQL for servers that outgrow one file. One program at a time: a session-level advisory lock refuses a second one, which
/// would store well but never hear of the first one's events.
/// </summary>
public sealed class PostgresDb : Db
{
    /// <summary>The advisory lock's number: "parlor" in ASCII.</summary>
    private const long LockNumber = 0x7061726c6f72;

    private readonly NpgsqlDataSource _source;

    // Whoever opens a connection without awaiting holds a thread while they wait for one. Were all of the pool lent to those who await,
    // and need a thread to go on, the two would wait for each other.
    private readonly SemaphoreSlim _awaiting;
    private NpgsqlConnection? _writer;

    /// <param name="connectionString">Npgsql's format; statements are prepared automatically unless it says otherwise.</param>
    public PostgresDb(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        if (settings.MaxAutoPrepare == 0)
            settings.MaxAutoPrepare = 200;
        settings.AutoPrepareMinUsages = 2;
        _awaiting = new SemaphoreSlim(Math.Max(1, settings.MaxPoolSize / 2));
        // We store nothing but what every PostgreSQL knows, so there is no need to ask which types this one has.
        _source = new NpgsqlDataSourceBuilder(settings.ConnectionString)
            .ConfigureTypeLoading(static types => types.EnableTypeLoading(false))
            .Build();
    }

    public override Dialect Dialect => Dialect.Postgres;

    public override string Kind => "postgres";

    public override DbConnection OpenRead() => _source.OpenConnection();

    public override async ValueTask<DbConnection> OpenReadAsync(CancellationToken cancel = default)
    {
        await _awaiting.WaitAsync(cancel);
        var connection = _source.CreateConnection();
        try
        {
            await connection.OpenAsync(cancel);
        }
        catch
        {
            await connection.DisposeAsync();
            _awaiting.Release();
            throw;
        }

        connection.StateChange += (_, change) =>
        {
            if (change.CurrentState == ConnectionState.Closed)
                _awaiting.Release();
        };
        return connection;
    }

    /// <summary>PostgreSQL changes schemas inside transactions, and its operators have backups of their own: no snapshot.</summary>
    internal override void Snapshot(WriteTransaction transaction, string name)
    {
    }

    internal override Task<long> Size(DbConnection connection) =>
        connection.ExecuteScalarAsync<long>("SELECT pg_database_size(current_database())");

    private protected override WriteTransaction OpenWriter()
    {
        _writer = OpenLocked();
        return new PostgresWriteTransaction(() => _writer = _writer is { State: ConnectionState.Open } ? _writer : OpenLocked());
    }

    private protected override void Close()
    {
        _writer?.Dispose();
        _source.Dispose();
        _awaiting.Dispose();
    }

    private NpgsqlConnection OpenLocked()
    {
        var connection = _source.OpenConnection();
        using var command = new NpgsqlCommand("SELECT pg_try_advisory_lock($1)", connection) { Parameters = { new() { Value = LockNumber } } };
        if (command.ExecuteScalar() is true)
            return connection;
        connection.Dispose();
        throw new SettingException("Setting Postgres: another Parlor server is using this database.");
    }
}
