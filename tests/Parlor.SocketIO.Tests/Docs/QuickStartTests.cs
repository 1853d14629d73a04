using Parlor.SocketIO.Tests.Packaging;
using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Docs;

/// <summary>The README's quick start, done as it says, with the package made from this build.</summary>
public sealed class QuickStartTests(PackedLibrary library) : IClassFixture<PackedLibrary>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("quick-start-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Who_follows_the_quick_start_has_a_chat()
    {
        string text = Markdown.Section(await File.ReadAllTextAsync(Markdown.Readme), "Quick start");
        string clone = _folder.CreateSubdirectory("clone").FullName;
        string app = Path.Combine(_folder.FullName, "chat");
        Directory.CreateSymbolicLink(Path.Combine(_folder.FullName, "packages"), library.Folder);

        string[] commands = [.. Markdown.Blocks(text, "sh")];
        Assert.Equal(2, commands.Length);
        const string Pack = "dotnet pack src/Parlor.SocketIO -o ../packages\n";
        Assert.StartsWith(Pack, commands[0], StringComparison.Ordinal);
        await ShellAsync(clone, commands[0][Pack.Length..]);
        foreach ((string name, string content) in Markdown.FilesIn(text))
        {
            string file = Path.Combine(app, name);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, content);
        }

        Assert.Equal("dotnet run\n", commands[1]);
        await ShellAsync(app, "dotnet build -v quiet");
        await using WebProgram chat = await WebProgram.StartAsync(Path.Combine(app, "bin", "Debug", "net10.0", "chat"), app);
        await TalkAsync(chat);
    }

    private static async Task TalkAsync(WebProgram chat)
    {
        Assert.Contains("/socket.io/socket.io.js", await chat.Http.GetStringAsync("/"), StringComparison.Ordinal);
        Assert.Contains("Socket.IO", await chat.Http.GetStringAsync("/socket.io/socket.io.js"), StringComparison.Ordinal);
        using RawWebSocket ada = await JoinAsync(chat);
        using RawWebSocket bob = await JoinAsync(chat);
        await ada.SendTextAsync("""42["chat message","hello"]""");
        Assert.Equal("""42["chat message","hello"]""", await ada.ReadTextAsync());
        Assert.Equal("""42["chat message","hello"]""", await bob.ReadTextAsync());
    }

    private static async Task<RawWebSocket> JoinAsync(WebProgram chat)
    {
        RawWebSocket client = await RawWebSocket.ConnectAsync(chat.Url, "/socket.io/?EIO=4&transport=websocket");
        await client.ReadTextAsync();
        await client.SendTextAsync("40");
        await client.ReadTextAsync();
        return client;
    }

    // The package goes into a cache of its own: one of the same version may lie in the usual one.
    private Task ShellAsync(string folder, string commands) => Command.RunAsync(
        folder,
        new Dictionary<string, string>(PackedLibrary.Environment, StringComparer.Ordinal) { ["NUGET_PACKAGES"] = Path.Combine(_folder.FullName, "cache") },
        "bash",
        "-ec",
        commands);
}
