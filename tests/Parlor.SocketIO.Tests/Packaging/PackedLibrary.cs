using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Packaging;

/// <summary>The package of the library, made by <c>dotnet pack</c> from what these tests were built with.</summary>
public sealed class PackedLibrary : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("packages-");

    /// <summary>Has <c>dotnet</c> leave no servers behind, which would keep its output open.</summary>
    public static IReadOnlyDictionary<string, string> Environment { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["UseSharedCompilation"] = "false",
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        ["DOTNET_NOLOGO"] = "1",
    };

    public string Folder => _folder.FullName;

    /// <summary>The one file of this extension.</summary>
    public string Find(string extension) => Assert.Single(Directory.GetFiles(Folder, "*" + extension));

    public async ValueTask InitializeAsync() => await Command.RunAsync(
        Repository.Root,
        Environment,
        "dotnet",
        "pack", "src/Parlor.SocketIO", "--no-build", "-c", Repository.Configuration, "-o", Folder, "-v", "quiet");

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
