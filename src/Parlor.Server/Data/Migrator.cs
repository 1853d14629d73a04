using System.Reflection;

namespace Parlor.Server.Data;

/// <summary>
/// Applies the numbered scripts in <c>Data/Migrations</c> that a database has not seen: forward only, in order, each in a transaction
/// of its own, with a snapshot of the database before the first one where it already holds something.
/// </summary>
internal static class Migrator
{
    public static void Run(Db db, WriteTransaction transaction)
    {
        InTransaction(transaction, () => transaction.Execute(
            "CREATE TABLE IF NOT EXISTS schema_migrations (version BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL)"));
        var applied = 0L;
        InTransaction(transaction, () =>
            applied = transaction.QueryNumber("SELECT COALESCE(MAX(version), 0) FROM schema_migrations") ?? 0);

        var scripts = Scripts().ToList();
        if (applied > scripts[^1].Version)
            throw new SettingException($"Setting Data: the database is at version {applied}, newer than this program knows ({scripts[^1].Version}).");

        var missing = scripts.Where(script => script.Version > applied).ToList();
        if (applied > 0 && missing.Count > 0)
            db.Snapshot(transaction, $"before-{missing[0].Version:0000}");
        foreach (var script in missing)
            InTransaction(transaction, () => Apply(db, transaction, script));
    }

    private static void Apply(Db db, WriteTransaction transaction, Script script)
    {
        foreach (var statement in db.Dialect.Migration(script.Sql).Split(";\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            transaction.Execute(statement);
        transaction.Execute("INSERT INTO schema_migrations (version, name) VALUES ($1, $2)", script.Version, script.Name);
    }

    private static void InTransaction(WriteTransaction transaction, Action work)
    {
        transaction.Begin();
        work();
        transaction.Commit();
    }

    private static IEnumerable<Script> Scripts()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                var file = name.Split('.')[^2];
                return new Script(int.Parse(file[..4]), file[5..], reader.ReadToEnd());
            });
    }

    private sealed record Script(long Version, string Name, string Sql);
}
