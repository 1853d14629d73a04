using System.Text.Json;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Cli.Chat;

/// <summary><c>parlor chat</c> as the program that people and scripts start.</summary>
public sealed class ChatProgramTests : IAsyncLifetime
{
    private TestServer _server = null!;
    private Someone _ben = null!;

    private string Home => Path.Combine(_server.Folder, "home");

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.Start();
        await _server.SignUp("ada");
        _ben = await _server.SignUp("ben");
        await _ben.Post("/api/v1/rooms", new { name = "lobby", visibility = "public" });
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Each_line_of_a_pipe_is_a_message_and_the_session_is_kept_and_forgotten()
    {
        Assert.Equal((0, "", ""), await Piped("one\ntwo\n", "--user", "ada", "--room", "lobby"));
        Assert.Equal((0, "", ""), await Piped("three", "--room", "#lobby"));
        Assert.Equal(["one", "two", "three"], await Stored());
        Assert.Equal((0, $"Signed out of {_server.Address.Authority}.\n", ""), await Piped("", "--logout"));
        Assert.Equal((0, $"There was no session at {_server.Address.Authority}.\n", ""), await Piped("", "--logout"));
        Assert.Equal((1, "", "Not signed in, and nobody can be asked here: say who you are with --user.\n"), await Piped("four", "--room", "lobby"));
    }

    [Fact]
    public async Task What_is_refused_is_one_line_and_an_exit_code()
    {
        Assert.Equal((1, "", "There is no such room.\n"), await Piped("x", "--user", "ada", "--room", "nowhere"));
        Assert.Equal((1, "", "Say with --room where the lines go, or read with --follow.\n"), await Piped("x"));
        Assert.Equal((1, "", "'here' is not the address of a server, such as http://localhost:5000.\n"), await Piped("x", "--server", "here", "--room", "lobby"));
        var (code, _, error) = await Piped("x", "--user", "nobody", "--room", "lobby");
        Assert.Equal((1, 1), (code, error.Count(letter => letter == '\n')));
    }

    [Fact]
    public async Task A_token_is_enough_and_nothing_is_kept()
    {
        Assert.Equal((0, "", ""), await Piped("hello\n", "--token", _ben.Token, "--room", "lobby"));
        Assert.Equal(["hello"], await Stored());
        Assert.Equal((0, "", ""), await Piped("between us\n", "--token", _ben.Token, "--room", "@ada"));
        Assert.False(Directory.Exists(Path.Combine(Home, "parlor")));
    }

    [Fact]
    public async Task Follow_prints_what_was_said_and_what_is_said_until_it_is_stopped()
    {
        await BenSays("before");
        await using var chat = ChatProgram.Piped(_server.Address, Home, "--user", "ada", "--room", "lobby", "--follow", "--history", "5");
        await chat.Shows("[lobby] ben: before\n");
        await BenSays("two\n[lobby] ada: lines \e[2J");
        await chat.Shows("[lobby] ben: two\n  [lobby] ada: lines \uFFFD[2J\n");
        await chat.Terminate();
        Assert.Equal(0, await chat.Ended());
        Assert.Equal("", await chat.Error);
    }

    [Fact]
    public async Task For_programs_each_event_is_a_line_of_json()
    {
        await using var chat = ChatProgram.Piped(_server.Address, Home, "--token", _ben.Token, "--room", "lobby", "--follow", "--json", "--history", "1");
        await BenSays("one");
        await chat.Shows("\"one\"");
        await BenSays("two");
        await chat.Shows("\"two\"");
        var events = chat.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<JsonElement>(line)).ToList();
        Assert.Equal(["one", "two"], events.Select(happened => happened.GetProperty("message").GetProperty("text").GetString()!));
        Assert.All(events, happened => Assert.Equal("receive_message", happened.GetProperty("type").GetString()));
    }

    [Fact]
    public async Task It_ends_when_nobody_reads_any_more()
    {
        await using var chat = ChatProgram.Piped(_server.Address, Home, "--token", _ben.Token, "--room", "lobby", "--follow", "--history", "1");
        await BenSays("one");
        await chat.Shows("one");
        chat.CloseOutput();
        await BenSays("two");
        Assert.Equal(0, await chat.Ended());
    }

    [Fact]
    public async Task On_a_terminal_one_talks_and_leaves_it_as_it_was()
    {
        await using var chat = ChatProgram.OnTerminal(_server.Address, Home, "--user", "ada", "--room", "lobby");
        await chat.Shows("#lobby");
        await chat.Shows("ada has joined");
        await BenSays("hello there");
        await chat.Shows("hello there");
        await chat.Type("/me wa\tves\r");
        await chat.Shows("* ada waves");
        await chat.Type("\x04");
        Assert.Equal(0, await chat.Ended());
        Assert.Equal(["hello there", "_waves_"], await Stored());
        Assert.Contains("\e[?1049h", chat.Output, StringComparison.Ordinal);
        Assert.EndsWith("\e[?1049l", chat.Output.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_terminal_is_put_back_when_the_program_is_stopped()
    {
        await using var chat = ChatProgram.OnTerminal(_server.Address, Home, "--user", "ada", "--room", "lobby");
        await chat.Shows("ada has joined");
        await chat.Terminate();
        Assert.Equal(0, await chat.Ended());
        Assert.EndsWith("\e[?1049l", chat.Output.TrimEnd(), StringComparison.Ordinal);
    }

    private async Task<(int Code, string Output, string Error)> Piped(string input, params string[] arguments)
    {
        await using var chat = ChatProgram.Piped(_server.Address, Home, arguments);
        await chat.Type(input);
        chat.EndInput();
        return (await chat.Ended(), chat.Output, await chat.Error);
    }

    private async Task<string[]> Stored()
    {
        var page = await _ben.Get("/api/v1/rooms/lobby/messages");
        return [.. page.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("text").GetString()!)];
    }

    private async Task BenSays(string text) => await _ben.Post("/api/v1/rooms/lobby/messages", new { text, clientId = Guid.NewGuid().ToString() });
}
