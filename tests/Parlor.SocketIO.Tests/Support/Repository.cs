using System.Runtime.CompilerServices;

namespace Parlor.SocketIO.Tests.Support;

/// <summary>Where the tests' own sources lie, and everything else that is not compiled.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", ".."));

    /// <summary><c>Debug</c> or <c>Release</c>, whichever these tests were built for.</summary>
    public static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    public static string PathTo(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    public static Task<string> ReadAsync(params ReadOnlySpan<string> parts) => File.ReadAllTextAsync(PathTo(parts));

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
