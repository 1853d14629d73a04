using System.Text;
using System.Text.Json;
using Parlor.Server.Rooms;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Rooms;

/// <summary>The table in docs/permissions.md is the one in the code.</summary>
public sealed class PermissionPageTests
{
    /// <summary>Set to write the page's table instead of comparing with it (make permissions).</summary>
    private const string Write = "PARLOR_WRITE_PERMISSIONS";

    private const string Begin = "<!-- The table is made from src/Parlor.Server/Rooms/PermissionTable.cs: make permissions -->\n";

    private const string End = "<!-- The end of the table -->\n";

    [Fact]
    public void The_pages_table_is_the_codes()
    {
        var file = Path.Combine(Repository.Root, "docs", "permissions.md");
        var page = File.ReadAllText(file);
        var (start, end) = (page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, page.IndexOf(End, StringComparison.Ordinal));
        if (Environment.GetEnvironmentVariable(Write) is { Length: > 0 })
        {
            page = page[..start] + Table() + page[end..];
            File.WriteAllText(file, page);
            end = page.IndexOf(End, StringComparison.Ordinal);
        }

        Assert.True(string.Equals(Table(), page[start..end], StringComparison.Ordinal), "docs/permissions.md is old: run make permissions.");
    }

    private static string Table()
    {
        (string Name, PermissionSet Permissions)[] columns =
        [
            .. Enum.GetValues<RoomRole>().Select(role => (Name(role), PermissionTable.Of(role))),
            ("in a group", PermissionTable.InGroup),
            ("in a direct conversation", PermissionTable.InDirect),
        ];
        var table = new StringBuilder("\n| permission | allows to |");
        table.AppendJoin("", columns.Select(column => $" {column.Name} |")).Append("\n|---|---|")
            .AppendJoin("", columns.Select(_ => ":-:|")).Append('\n');
        foreach (var row in PermissionTable.Rows)
        {
            table.Append($"| `{Name(row.Permission)}` | {char.ToLowerInvariant(row.Meaning[0])}{row.Meaning[1..]} |")
                .AppendJoin("", columns.Select(column => column.Permissions.Has(row.Permission) ? " ✓ |" : "   |")).Append('\n');
        }

        return table.Append('\n').ToString();
    }

    private static string Name<T>(T value)
        where T : struct, Enum =>
        JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
