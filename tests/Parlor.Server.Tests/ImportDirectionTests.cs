using System.Text.RegularExpressions;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests;

/// <summary>Holds who may import whom (CONTRIBUTING.md), by the sources' own words.</summary>
public sealed partial class ImportDirectionTests
{
    /// <summary>For each folder of the server the folders it may name; Data, Audit and Realtime are open to all and import no feature.</summary>
    private static readonly Dictionary<string, string[]> MayImport = new(StringComparer.Ordinal)
    {
        ["Data"] = [],
        ["Audit"] = ["Data"],
        ["Realtime"] = ["Data", "Audit"],
        ["Pictures"] = ["Data", "Http"],
        ["Accounts"] = ["Data", "Audit", "Realtime", "Http", "Pictures"],
        ["Rooms"] = ["Data", "Audit", "Realtime", "Http", "Pictures", "Accounts"],
        ["Friends"] = ["Data", "Realtime", "Http", "Accounts"],
        ["Messages"] = ["Data", "Audit", "Realtime", "Http", "Accounts", "Rooms"],
        ["Presence"] = ["Data", "Realtime", "Http", "Accounts", "Rooms"],
        ["Invitations"] = ["Data", "Audit", "Realtime", "Http", "Accounts", "Rooms"],
        ["Moderation"] = ["Data", "Audit", "Realtime", "Http", "Accounts", "Rooms", "Messages"],
        ["Terminal"] =
        [
            "Data", "Audit", "Realtime", "Http", "Accounts", "Rooms", "Friends", "Messages", "Presence", "Invitations", "Moderation",
            "Administration",
        ],
        ["Administration"] = ["Data", "Audit", "Realtime", "Http", "Pictures", "Accounts", "Rooms", "Messages", "Invitations", "Moderation"],
    };

    public static TheoryData<string> Folders => [.. MayImport.Keys];

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_imports_only_what_is_below_it(string folder)
    {
        var sources = Sources(Path.Combine("src", "Parlor.Server", folder));
        Assert.NotEmpty(sources);
        Assert.All(sources, source => Assert.All(
            ServerImport().Matches(File.ReadAllText(source)).Select(match => match.Groups["folder"].Value).Where(other => !string.Equals(other, folder, StringComparison.Ordinal)),
            other => Assert.Contains(other, MayImport[folder])));
    }

    [Fact]
    public void Every_feature_folder_has_its_direction()
    {
        var folders = Directory.GetDirectories(Path.Combine(Repository.Root, "src", "Parlor.Server")).Select(Path.GetFileName)
            .Except(["bin", "obj", "Http"]);
        Assert.Equal(MayImport.Keys.Order(), folders.Order());
    }

    [Fact]
    public void The_socket_library_knows_nothing_of_chat() =>
        Assert.All(Sources(Path.Combine("src", "Parlor.SocketIO")), source => Assert.DoesNotContain("Parlor.Server", File.ReadAllText(source)));

    [Fact]
    public void Nothing_below_the_command_line_knows_it() =>
        Assert.All(Sources(Path.Combine("src", "Parlor.Server")), source => Assert.DoesNotContain("Parlor.Cli", File.ReadAllText(source)));

    private static List<string> Sources(string folder) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)),
    ];

    [GeneratedRegex(@"Parlor\.Server\.(?<folder>[A-Z]\w+)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex ServerImport();
}
