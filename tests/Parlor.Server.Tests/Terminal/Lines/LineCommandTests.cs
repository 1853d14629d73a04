using System.Net;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Terminal.Lines;

/// <summary>Each command, and what is wrong with it.</summary>
public sealed class LineCommandTests : IAsyncLifetime
{
    private TestServer _server = null!;
    private Someone _ada = null!;
    private Someone _ben = null!;
    private LineClient _line = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await LineClient.StartServer();
        _ada = await _server.SignUp("ada");
        _ben = await _server.SignUp("ben");
        await _ada.Post("/api/v1/rooms", new { name = "lobby", visibility = "public" });
        _line = await LineClient.LogIn(_server, "ada");
    }

    public async ValueTask DisposeAsync()
    {
        await _line.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Help_lists_every_command()
    {
        await _line.Send("/help");
        var help = await _line.Settle();
        Assert.All(
            (string[])["rooms", "join ROOM", "leave [ROOM]", "who [ROOM]", "msg USER TEXT", "history [N]", "me TEXT", "nick NAME", "topic [TEXT]", "quit",
                "reply N TEXT", "react N EMOJI", "edit TEXT", "anyway", "delete", "room ROOM", "create NAME [private]", "invite USER", "color on|off",
                "time on|off", "numbers on|off", "whois USER", "away TEXT", "back", "help"],
            command => Assert.Contains($"  /{command} ", help, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rooms_are_made_found_joined_and_left()
    {
        await _ben.Post("/api/v1/rooms", new { name = "games", visibility = "public", topic = "chess" });
        await _ben.Post("/api/v1/rooms", new { name = "secret", visibility = "private" });
        await _line.Gets("/rooms", "* lobby", "  games - chess: /join games");
        await _line.Gets("/join secret", "! There is no such room.");
        await _line.Gets("/join", "! That is typed so: /join ROOM");
        await _line.Send("/join games");
        Assert.Contains("You are in games now.\n", await _line.Settle(), StringComparison.Ordinal);
        await _line.Gets("hello", "[games] ada: hello");
        await _line.Gets("/topic", "Topic: chess");
        await _line.Gets("/topic go", "! That needs the permission edit_room, which the role member does not have here.");
        await _line.Send("/leave");
        Assert.Contains("You have left games.\n", await _line.Settle(), StringComparison.Ordinal);
        await _line.Gets("hello?", "! You are in no room: /rooms lists them, and /join ROOM takes you there.");
        await _line.Gets("/room games", "! Only members can do that; join the room first.");
        await _line.Gets("/room lobby", "You are in lobby now.");

        await _line.Send("/create den private");
        Assert.Contains("You are in den now.\n", await _line.Settle(), StringComparison.Ordinal);
        await _line.Gets("/topic cards", "[den] * ada set the topic: cards");
        await _line.Gets("/invite ben", "[den] * ben was added by ada");
        await _line.Gets("/invite nobody", "! There is no such person.");
        await _line.Gets("/create den", "! There is a room named den already.");
        await _line.Gets("/create x", "! A room's name is 2 to 64 of the characters a-z, 0-9, - and _.");
        Assert.Equal("private", (await _ada.Get("/api/v1/rooms/den")).GetProperty("room").Text("visibility"));
    }

    [Fact]
    public async Task Messages_are_numbered_answered_reacted_to_changed_and_deleted()
    {
        await _line.Gets("one", "[lobby] ada: one");
        await _line.Send("/numbers on");
        await _line.Gets("two", "#3 [lobby] ada: two");
        await _line.Gets("/reply 2 yes", "#4 [lobby] ada: (re #2) yes");
        await _line.Gets("/reply #9 yes", "! There is no message of that number to reply to.");
        await _line.Gets("/reply yes", "! That is typed so: /reply N TEXT");
        await _line.Gets("/react 3 🎉", "[lobby] * ada reacted 🎉 to #3");
        await _line.Gets("/react 3 nice", "! emoji is not an emoji.");
        await _line.Gets("/edit of course", "[lobby] * ada changed #4: of course");
        await _line.Gets("/delete", "[lobby] * ada deleted #4");
        await _line.Gets("/edit deux", "[lobby] * ada changed #3: deux");
        await _line.Gets("/me waves", "#9 [lobby] * ada waves");
        await _line.Gets("/history 3", "#3 [lobby] ada: deux", "#4 [lobby] ada: (re #2) (deleted)", "#9 [lobby] * ada waves");
        await _line.Send("/numbers off");
        await _line.Gets("plain", "[lobby] ada: plain");
        Assert.Equal("_waves_", (await _ada.Get("/api/v1/rooms/lobby/messages?after=8&limit=1")).GetProperty("messages")[0].Text("text"));
    }

    [Fact]
    public async Task What_a_filter_warns_of_can_be_said_all_the_same()
    {
        await _ada.Post("/api/v1/rooms/lobby/filters", new { pattern = "darn", action = "warn" });
        await _ada.Post("/api/v1/rooms/lobby/filters", new { pattern = "casino", action = "delete" });
        await using var ben = await LineClient.LogIn(_server, "ben");
        await ben.Send("/join lobby");
        await ben.Until("You are in lobby now.\n");
        await ben.Settle();
        const string Warning = "! “darn” is not welcome here. /anyway sends it all the same.";

        await ben.Gets("/anyway", "! There is nothing that a filter warned of.");
        await ben.Gets("darn it", Warning);
        await ben.Gets("/anyway", "[lobby] ben: darn it");
        await ben.Gets("/anyway", "! There is nothing that a filter warned of.");

        await ben.Gets("fine", "[lobby] ben: fine");
        await ben.Gets("/edit darn", Warning);
        await ben.Gets("/anyway", "[lobby] * ben changed #4: darn");
        await ben.Gets("/edit darn and darn", "[lobby] * ben changed #4: darn and darn");
        await ben.Gets("/edit casino", "! “casino” cannot be edited in here.");
        await ben.Gets("/anyway", "! There is nothing that a filter warned of.");
    }

    [Fact]
    public async Task Time_and_colours_come_when_they_are_asked_for()
    {
        await _line.Send("/time on");
        await _line.Gets("one", "12:00 [lobby] ada: one");
        await _line.Send("/color on");
        await _line.Gets("two", "12:00 \e[2m[lobby]\e[0m \e[1mada\e[0m: two");
        await _line.Gets("/color maybe", "! That is typed so: /color on|off");
    }

    [Fact]
    public async Task People_are_listed_and_described_and_say_what_they_are_up_to()
    {
        await _ben.Send(HttpMethod.Put, "/api/v1/rooms/lobby/members/ben", new { }, HttpStatusCode.Created);
        await _line.Says("[lobby] * ben has joined");
        await _line.Gets("/who", "  ada, owner, online", "  ben, member, offline");
        await _line.Send("/away at lunch");
        await _line.Gets("/who", "  ada, owner, online: at lunch", "  ben, member, offline");
        await _line.Send("/back");
        await _line.Gets("/nick Ada Lovelace", "You are called Ada Lovelace now.");
        await _line.Gets("/whois ada", "Ada Lovelace (@ada), owner of this server, online");
        await _line.Gets("hello", "[lobby] Ada Lovelace: hello");
        await _line.Gets("/whois nobody", "! There is no such person.");
        await _line.Gets("/nick \u202e", "! A display name has no control characters.");
    }

    [Fact]
    public async Task What_is_no_command_is_told_so() =>
        await _line.Gets("/dance", "! There is no command /dance; /help lists them. A message that begins with / is typed with two.");
}
