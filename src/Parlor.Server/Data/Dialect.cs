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

    /// <summary>Whether <paramref name="error"/> says that a unique key is taken.</summary>
    public abstract bool IsUniqueViolation(Exception error);

    private sealed class SqliteDialect : Dialect
    {
        private const int Constraint = 19;

        public override string Migration(string sql) => sql
            .Replace("BIGINT PRIMARY KEY", "INTEGER PRIMARY KEY", StringComparison.Ordinal)
            .Replace("/* clustered */", "WITHOUT ROWID", StringComparison.Ordinal);

        public override bool IsUniqueViolation(Exception error) =>
            error is Microsoft.Data.Sqlite.SqliteException { SqliteErrorCode: Constraint };
    }

    private sealed class PostgresDialect : Dialect
    {
        public override string Migration(string sql) => sql;

        public override bool IsUniqueViolation(Exception error) =>
            error is Npgsql.PostgresException { SqlState: Npgsql.PostgresErrorCodes.UniqueViolation };
    }
}
