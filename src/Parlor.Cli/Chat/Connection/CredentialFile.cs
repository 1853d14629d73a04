using System.Text.Json;

namespace Parlor.Cli.Chat;

/// <summary>
/// The session with one server, kept between starts in a file that only its owner may read. Several programs of one person use the same
/// file: a refresh token counts once, so whoever uses it up holds the lock until the next one is written.
/// </summary>
internal sealed class CredentialFile
{
    private static readonly TimeSpan LockPoll = TimeSpan.FromMilliseconds(20);

    private readonly string _path;

    public CredentialFile(string folder, Uri server) =>
        _path = Path.Combine(folder, $"{server.Authority.Replace(':', '_')}.json");

    /// <summary>The folder by the XDG Base Directory Specification: <c>$XDG_CONFIG_HOME/parlor</c>, or <c>~/.config/parlor</c>.</summary>
    public static string DefaultFolder
    {
        get
        {
            // The specification has relative paths ignored.
            var configured = Environment.GetEnvironmentVariable("XDG_CONFIG_HOME");
            var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
            return Path.Combine(Path.IsPathFullyQualified(configured ?? "") ? configured! : Path.Combine(home, ".config"), "parlor");
        }
    }

    /// <summary>What is kept; null when there is nothing, or nothing that can be read as credentials.</summary>
    public Credentials? Read()
    {
        try
        {
            return JsonSerializer.Deserialize<Credentials>(File.ReadAllBytes(_path)) is { AccessToken: not null, RefreshToken: not null, Username: not null } kept
                ? kept
                : null;
        }
        catch (Exception none) when (none is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Replaces what is kept, as a whole: a reader finds the old or the new.</summary>
    public void Write(Credentials credentials)
    {
        MakeFolder();
        var next = $"{_path}.new";
        File.Delete(next);
        using (var file = new FileStream(next, OwnersOnly(FileShare.None)))
            JsonSerializer.Serialize(file, credentials);
        File.Move(next, _path, overwrite: true);
    }

    public void Delete()
    {
        if (File.Exists(_path))
            File.Delete(_path);
    }

    /// <summary>Keeps other programs from renewing the session until the answer is disposed.</summary>
    public async Task<IDisposable> Lock(CancellationToken cancel)
    {
        MakeFolder();
        while (true)
        {
            try
            {
                return new FileStream($"{_path}.lock", OwnersOnly(FileShare.None));
            }
            catch (IOException)
            {
                await Task.Delay(LockPoll, cancel);
            }
        }
    }

    private static FileStreamOptions OwnersOnly(FileShare share)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    private void MakeFolder()
    {
        var folder = Path.GetDirectoryName(_path)!;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
