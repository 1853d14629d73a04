using System.Security.Cryptography;

namespace Parlor.Server.Accounts;

/// <summary>
/// A secret key in a file of its own, made on the first start, for its owner's eyes only from the first moment on. Its folder belongs
/// to one server at a time (<see cref="Data.DataFolder"/>), so no two make it at once.
/// </summary>
public static class KeyFile
{
    /// <summary>Length of a key, in bytes.</summary>
    public const int Length = 32;

    private const UnixFileMode OwnersFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Reads the key, or makes it: under another name first, so that a crash cannot leave half a key.</summary>
    /// <exception cref="SettingException">The file holds something else.</exception>
    public static byte[] ReadOrCreate(string path)
    {
        if (!File.Exists(path))
            Create(path);
        var key = File.ReadAllBytes(path);
        return key.Length == Length
            ? key
            : throw new SettingException($"Setting Data: {path} is no key of {Length} bytes. Put it back, or delete it for a new one.");
    }

    private static void Create(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnersFolder);
            options.UnixCreateMode = OwnersFile;
        }

        var draft = Path.Combine(folder, Path.GetRandomFileName());
        using (var file = new FileStream(draft, options))
        {
            file.Write(RandomNumberGenerator.GetBytes(Length));
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, path);
    }
}
