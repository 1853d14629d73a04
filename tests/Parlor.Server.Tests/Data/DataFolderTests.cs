using System.Collections.Concurrent;
using Parlor.Server.Data;

namespace Parlor.Server.Tests.Data;

/// <summary>One server at a time: everything else that lies in the folder relies on it.</summary>
public sealed class DataFolderTests : IDisposable
{
    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("parlor-folder-");

    private string Folder => Path.Combine(_parent.FullName, "data");

    [Fact]
    public void Of_servers_that_start_at_the_same_time_one_gets_the_folder()
    {
        var taken = new ConcurrentBag<DataFolder>();
        var refused = new ConcurrentBag<SettingException>();
        Parallel.For(0, 16, _ =>
        {
            try
            {
                taken.Add(DataFolder.Open(Folder));
            }
            catch (SettingException refusal)
            {
                refused.Add(refusal);
            }
        });

        Assert.Equal(15, refused.Count);
        Assert.All(refused, refusal => Assert.Contains(Folder, refusal.Message, StringComparison.Ordinal));
        Assert.Single(taken).Dispose();
        DataFolder.Open(Folder).Dispose();
    }

    [Fact]
    public void A_new_folder_is_its_owners_alone()
    {
        // Windows has no such modes; there the parent's rights decide.
        if (OperatingSystem.IsWindows())
            return;
        using var folder = DataFolder.Open(Folder);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Folder));
    }

    public void Dispose() => _parent.Delete(recursive: true);
}
