using System.Text;

namespace Parlor.Server.Data;

/// <summary>The path of a Unix socket that only the owner of the data folder can reach, since its folder is theirs alone.</summary>
internal static class PrivateSocket
{
    /// <summary>Bytes of a path that a Unix socket can have (<c>sockaddr_un</c>, without the zero at its end).</summary>
    private const int LongestPath = 107;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Whether the path is short enough for a socket.</summary>
    public static bool IsPossible(string path) => Encoding.UTF8.GetByteCount(path) <= LongestPath;

    /// <summary>Makes the folder, and removes the socket that a killed server left.</summary>
    public static void MakeRoom(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, OwnerOnly);
        File.Delete(path);
    }
}
