using Parlor.SocketIO.Tests.Interop;
using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Docs;

/// <summary>The program in <c>samples/Chat</c>, run as a process.</summary>
public sealed class ChatTests : IClassFixture<NodeModules>
{
    private static readonly string Folder = Repository.PathTo("samples", "Chat");

    [Fact]
    public async Task Two_official_clients_talk_in_the_chat()
    {
        await using WebProgram chat = await StartAsync();
        await ForeignProcess.RunAsync("node", "chat.mjs", chat.Url.ToString());
    }

    [Fact]
    public async Task The_page_and_the_client_that_it_loads_are_served()
    {
        await using WebProgram chat = await StartAsync();
        string page = await chat.Http.GetStringAsync("/");
        Assert.Contains("<script src=\"/socket.io/socket.io.js\">", page, StringComparison.Ordinal);
        Assert.DoesNotContain("innerHTML", page, StringComparison.Ordinal);
        Assert.Contains("Socket.IO", await chat.Http.GetStringAsync("/socket.io/socket.io.js"), StringComparison.Ordinal);
    }

    [Fact]
    public void It_has_less_than_sixty_lines()
    {
        int lines = File.ReadAllLines(Path.Combine(Folder, "Program.cs")).Length
            + File.ReadAllLines(Path.Combine(Folder, "wwwroot", "index.html")).Length;
        Assert.InRange(lines, 1, 59);
    }

    private static Task<WebProgram> StartAsync() =>
        WebProgram.StartAsync(Path.Combine(Folder, "bin", Repository.Configuration, "net10.0", "Chat"), Folder);
}
