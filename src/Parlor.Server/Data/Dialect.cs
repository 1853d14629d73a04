namespace Parlor.Server.Data;

/// <summary>The few things that SQLite and PostgreSQL say differently; everything else is one SQL text for both.</summary>
public abstract class Dialect
{
    public static Dialect Sqlite { get; } = new SqliteDialect();

    public static Dialect Postgres { get; } = new PostgresDialect();

    /// <summary>
    /// A migration as this database wants it. Migrations are written for PostgreSQL, with <c>/* clustered */</c> behind a table whose
    /// rows should lie in primary-key order.
    /// </summary>
    public abstract string Migration(string sql);

    private sealed class SqliteDialect : Dialect
    {
        public override string Migration(string sql) => sql
            .Replace("BIGINT PRIMARY KEY", "INTEGER PRIMARY KEY", StringComparison.Ordinal)
            .Replace("/* clustered */", "WITHOUT ROWID", StringComparison.Ordinal);
    }

    private sealed class PostgresDialect : Dialect
    {
        public override string Migration(string sql) => sql;
    }
}
