namespace Parlor.Server.Tests.Support;

/// <summary>Where the sources are, for tests that read them or start what was built from them.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "Parlor.slnx")) ? folder : Find(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("No Parlor.slnx above the tests."));
}
