using Parlor.Server.Accounts;

namespace Parlor.Server.Tests.Accounts;

public sealed class KeyFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("parlor-keys-").FullName;

    private string Key => Path.Combine(_folder, "keys", "jwt.key");

    [Fact]
    public void The_first_start_makes_a_key_and_later_ones_read_it()
    {
        var made = KeyFile.ReadOrCreate(Key);
        Assert.Equal(KeyFile.Length, made.Length);
        Assert.Equal(made, KeyFile.ReadOrCreate(Key));
        Assert.Equal([Key], Directory.GetFiles(Path.Combine(_folder, "keys")));
    }

    [Fact]
    public void Every_key_is_another() =>
        Assert.NotEqual(KeyFile.ReadOrCreate(Key), KeyFile.ReadOrCreate(Path.Combine(_folder, "keys", "other.key")));

    [Fact]
    public void The_key_and_its_folder_are_their_owners_alone()
    {
        // Windows has no such modes; there the folder's inherited rights decide.
        if (OperatingSystem.IsWindows())
            return;
        KeyFile.ReadOrCreate(Key);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Key));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(Path.GetDirectoryName(Key)!));
    }

    [Fact]
    public void A_damaged_key_stops_the_start_with_its_name()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Key)!);
        File.WriteAllText(Key, "short");
        Assert.Contains(Key, Assert.Throws<SettingException>(() => KeyFile.ReadOrCreate(Key)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
