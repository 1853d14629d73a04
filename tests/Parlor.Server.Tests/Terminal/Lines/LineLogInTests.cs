using System.Net;
using System.Text.Json;
using Parlor.Server.Tests.Accounts;
using Parlor.Server.Tests.Accounts.TwoFactor;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Terminal.Lines;

/// <summary>Coming in over raw TCP, and going.</summary>
public sealed class LineLogInTests
{
    [Fact]
    public async Task A_person_is_asked_for_name_and_password()
    {
        await using var server = await LineClient.StartServer();
        var ada = await server.SignUp("ada");
        await ada.Post("/api/v1/rooms", new { name = "lobby", visibility = "public" });

        await using var client = await LineClient.Connect(server);
        Assert.Equal("Welcome to Parlor.\nType your name to log in, or /signup for a new account.\nName: ", await client.Until("Name: "));
        await client.Send("ada");
        Assert.Equal("Password: ", await client.Until(": "));
        await client.Send("correct horse battery");
        await client.Says("Hello, ada. /help lists what can be typed.", "Your rooms: lobby", "You are in lobby now.");
        await client.Gets("hello", "[lobby] ada: hello");
    }

    [Fact]
    public async Task Three_wrong_attempts_end_the_connection()
    {
        await using var server = await LineClient.StartServer();
        await server.SignUp("ada");
        await using var client = await LineClient.Connect(server);
        await client.Until("Name: ");
        await client.Send("ada\nwrong one");
        Assert.Equal("Password: ! The username or the password is wrong.\nName: ", await client.Until("Name: "));
        await client.Send("/login nobody wrong");
        Assert.Equal("! The username or the password is wrong.\nName: ", await client.Until("Name: "));
        await client.Send("/join lobby");
        Assert.Equal("! Log in first; /help says how.\n", await client.Rest());
    }

    [Fact]
    public async Task Who_does_not_log_in_is_sent_away()
    {
        await using var server = await LineClient.StartServer();
        await server.SignUp("ada");
        await using var client = await LineClient.Connect(server);
        await using var other = await LineClient.LogIn(server, "ada");
        await client.Until("Name: ");
        server.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal("\n! Nobody has logged in for 60 seconds.\n", await client.Rest());
        await other.Settle();
    }

    [Fact]
    public async Task An_account_is_made_step_by_step_or_at_once()
    {
        await using var server = await LineClient.StartServer();
        await using var client = await LineClient.Connect(server);
        await client.Send("/signup");
        await client.Until("New name: ");
        await client.Send("?");
        Assert.StartsWith("! A username has", await client.Next(), StringComparison.Ordinal);
        await client.Send("/signup grace");
        await client.Until("New password: ");
        await client.Send("correct horse battery");
        await client.Until("Hello, grace. ");
        await client.Until("/join ROOM takes you there.\n");

        await using var second = await LineClient.Connect(server);
        await second.Send("/signup grace correct-horse-battery");
        await second.Until("! This username is taken.\n");
        await second.Send("/signup ada correct-horse-battery");
        await second.Until("Hello, ada. ");
    }

    [Fact]
    public async Task A_second_factor_is_asked_for()
    {
        await using var server = await LineClient.StartServer();
        await server.SignUp("root");
        using var browser = new Browser(server);
        await browser.SignUp("ada");
        var (app, codes) = await Authenticator.SetUp(browser, server.Clock);

        await using var client = await LineClient.Connect(server);
        await client.Send("ada\ncorrect horse battery");
        await client.Until("Code: ");
        await client.Send(app.WrongCode);
        await client.Until("! The code is wrong");
        await client.Send("ada\ncorrect horse battery");
        await client.Until("Code: ");
        await client.Send(app.NextCode());
        await client.Until("Hello, ada. ");

        await using var second = await LineClient.Connect(server);
        await second.Send($"ada\ncorrect horse battery\n{codes[0]}");
        await second.Until("Hello, ada. ");
    }

    [Fact]
    public async Task The_session_is_listed_and_the_connection_ends_with_it()
    {
        await using var server = await LineClient.StartServer();
        var ada = await server.SignUp("ada");
        await using var client = await LineClient.LogIn(server, "ada");
        var line = (await Sessions(ada)).Single(session => string.Equals(session.Text("device"), "Line chat", StringComparison.Ordinal));
        await ada.Send(HttpMethod.Delete, $"/api/v1/me/sessions/{line.Text("id")}", null, HttpStatusCode.NoContent);
        await client.Rest();

        await using var second = await LineClient.LogIn(server, "ada");
        Assert.Equal(2, (await Sessions(ada)).Count);
        await second.Send("/quit");
        Assert.Equal("Goodbye.\n", await second.Rest());
        Assert.Single(await Sessions(ada));
    }

    [Fact]
    public async Task Guests_come_in_where_they_may_and_are_gone_when_they_go()
    {
        await using var server = await LineClient.StartServer(("Lines:Guests", "true"));
        var ada = await server.SignUp("ada");
        await ada.Post("/api/v1/rooms", new { name = "lobby", visibility = "public", topic = "all and sundry" });
        await ada.Post("/api/v1/rooms", new { name = "secret", visibility = "private" });
        await using var member = await LineClient.LogIn(server, "ada");
        await using var guest = await LineClient.Connect(server);
        await guest.Send("/guest Grace");
        await guest.Until("Hello, Grace (guest). ");
        await guest.Settle();
        await guest.Gets("/rooms", "  lobby - all and sundry: /join lobby");
        await guest.Gets("/join secret", "! There is no such room.");
        await guest.Send("/join #lobby");
        await guest.Until("You are in lobby now.\n");
        await member.Says("[lobby] * Grace (guest) has joined");
        await guest.Send("hello");
        await member.Says("[lobby] Grace (guest): hello");
        await guest.Send("/nick Ada");
        await guest.Until("You are called Ada (guest) now.\n");
        await guest.Send("/create mine");
        await guest.Until("! Guests of this server make no rooms.\n");
        await guest.Send("/quit");
        await guest.Rest();
        await member.Says("[lobby] * Ada (guest) has left");
        Assert.Single((await ada.Get("/api/v1/rooms/lobby/members")).GetProperty("members").EnumerateArray());
    }

    [Fact]
    public async Task Guests_stay_out_where_nobody_has_said_that_they_may_come()
    {
        await using var server = await LineClient.StartServer();
        await using var client = await LineClient.Connect(server);
        await client.Send("/guest Grace");
        await client.Until("! Guests are not let in here");
    }

    [Fact]
    public async Task What_a_script_pipes_in_is_stored_and_heard_before_the_connection_ends()
    {
        await using var server = await LineClient.StartServer();
        var ada = await server.SignUp("ada");
        await ada.Post("/api/v1/rooms", new { name = "lobby", visibility = "public" });
        await using var client = await LineClient.Connect(server);
        await client.Send("ada\ncorrect horse battery\none\ntwo\nthree");
        client.EndInput();
        Assert.EndsWith("[lobby] ada: one\n[lobby] ada: two\n[lobby] ada: three\n", await client.Rest(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_telnet_client_hides_the_password_and_its_commands_are_swallowed()
    {
        await using var server = await LineClient.StartServer();
        await server.SignUp("ada");
        await using var client = await LineClient.Connect(server);
        // DO SUPPRESS-GO-AHEAD, a subnegotiation of the terminal type, and are-you-there.
        await client.SendBytes([255, 253, 3, 255, 250, 24, 0, (byte)'x', 255, 240, 255, 246, (byte)'a', (byte)'d', (byte)'a', (byte)'\r', (byte)'\n']);
        Assert.EndsWith("Password: \uFFFD\uFFFD\u0001", await client.Until("\u0001"), StringComparison.Ordinal);
        await client.SendBytes([0, .. "correct horse battery\r\n"u8]);
        await client.Until("\u0001\r\nHello, ada. /help lists what can be typed.\r\n");
    }

    [Fact]
    public async Task A_server_that_stops_says_so_and_does_not_wait()
    {
        await using var server = await LineClient.StartServer();
        await server.SignUp("ada");
        await using var client = await LineClient.LogIn(server, "ada");
        await using var undecided = await LineClient.Connect(server);
        await undecided.Until("Name: ");
        await server.Restart();
        Assert.Equal("! The server stops; come back in a moment.\n", await client.Rest());
        Assert.Equal("! The server stops; come back in a moment.\n", await undecided.Rest());
    }

    [Theory]
    [InlineData("[::1]:0")]
    [InlineData("127.0.0.1:0")]
    [InlineData("*:0")]
    public async Task Both_families_of_addresses_are_served(string address)
    {
        await using var server = await LineClient.StartServer(("Lines:Listen", address));
        await server.SignUp("ada");
        await using var client = await LineClient.LogIn(server, "ada");
    }

    private static async Task<List<JsonElement>> Sessions(Someone someone) =>
        [.. (await someone.Get("/api/v1/me/sessions")).GetProperty("sessions").EnumerateArray()];
}
