using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Terminal.Irc;

public sealed class IrcUserModeTests
{
    [Fact]
    public async Task A_program_is_marked_as_one()
    {
        await using var server = await IrcClient.OpenServer();
        await using var bot = await IrcClient.Guest(server, "bot");
        await using var foo = await IrcClient.Guest(server, "foo", "message-tags");
        await bot.Ask("MODE bot +B", ":bot!~bot@people.parlor MODE bot +B");
        await bot.Ask("MODE bot", " 221 bot +B");
        await foo.Ask("WHOIS bot", " 335 foo bot ");
        await foo.Ask("WHO bot", " bot HB ");
        await bot.Ask("PRIVMSG foo :beep");
        Assert.Contains(";bot;", Assert.Single(await foo.All()), StringComparison.Ordinal);
        await foo.Ask("MODE bot -B", " 502 ");
        await foo.Ask("MODE foo +z", " 501 ");
    }

    [Fact]
    public async Task Who_is_invisible_is_found_by_their_nick_or_in_a_room()
    {
        await using var server = await IrcClient.OpenServer();
        await using var foo = await IrcClient.Guest(server, "foo");
        await using var bar = await IrcClient.Guest(server, "bar");
        await foo.Ask("JOIN #room", " 366 ");
        await bar.Ask("WHOIS foo", " 319 bar foo @#room");
        await foo.Ask("MODE foo +i", "MODE foo +i");
        Assert.DoesNotContain(await bar.Ask("WHOIS foo"), line => line.Contains(" 319 ", StringComparison.Ordinal));
        Assert.Single(await bar.Ask("WHO fo*"));
        Assert.Equal(2, (await bar.Ask("WHO foo")).Count);
        await bar.Ask("LUSERS", "There are 1 users and 1 invisible");
        await bar.Ask("JOIN #room", " 366 ");
        Assert.Equal(2, (await bar.Ask("WHO fo*")).Count);
    }

    [Fact]
    public async Task Who_wants_no_commands_and_nobody_without_an_account_is_spared_them()
    {
        await using var server = await IrcClient.OpenServer();
        var alice = await server.SignUp("alice");
        await using var foo = await IrcClient.Guest(server, "foo");
        await using var account = await IrcClient.Account(server, alice);
        await account.Ask("PRIVMSG foo :first");
        await foo.All();
        await foo.Ask("PRIVMSG alice :\u0001VERSION\u0001");
        Assert.Contains(await account.All(), line => line.Contains("VERSION", StringComparison.Ordinal));
        await account.Ask("MODE alice +T", "MODE alice +T");
        await foo.Ask("PRIVMSG alice :\u0001VERSION\u0001", " 492 ");
        await account.Ask("MODE alice +R", "MODE alice +R");
        await foo.Ask("PRIVMSG alice :hello", " 477 ");
        await account.Ask("ACCEPT foo");
        Assert.Empty(await foo.Ask("PRIVMSG alice :hello"));
        await account.Ask("ACCEPT -foo");
        await foo.Ask("PRIVMSG alice :hello", " 477 ");
        await account.Ask("PRIVMSG foo :you may answer");
        Assert.Single(await foo.Ask("PRIVMSG alice :so I do"));
    }

    [Fact]
    public async Task Who_watches_a_nick_hears_of_it_wherever_they_are()
    {
        await using var server = await IrcClient.OpenServer();
        await using var foo = await IrcClient.Guest(server, "foo", "extended-monitor away-notify setname");
        await using var plain = await IrcClient.Guest(server, "plain", "extended-monitor");
        await foo.Ask("MONITOR + bar", " 731 foo bar");
        await plain.Ask("MONITOR + bar", " 731 plain bar");
        await using var bar = await IrcClient.Guest(server, "bar");
        await bar.Ask("AWAY :lunch", " 306 ");
        await bar.Ask("SETNAME :Bar B.");
        await bar.Ask("AWAY", " 305 ");
        await bar.Ask("NICK BAR", "NICK BAR");
        await bar.Ask("NICK qux", "NICK qux");
        Assert.Equal(
            [
                ":irc.parlor 730 foo bar!~bar@people.parlor", ":bar!~bar@people.parlor AWAY :lunch", ":bar!~bar@people.parlor SETNAME :Bar B.",
                ":bar!~bar@people.parlor AWAY", ":irc.parlor 731 foo BAR",
            ],
            await foo.All());
        Assert.Equal([":irc.parlor 730 plain bar!~bar@people.parlor", ":irc.parlor 731 plain BAR"], await plain.All());
    }

    [Fact]
    public async Task Who_comes_into_a_room_being_away_is_seen_to_be()
    {
        await using var server = await IrcClient.OpenServer();
        await using var foo = await IrcClient.Guest(server, "foo", "away-notify");
        await using var bar = await IrcClient.Guest(server, "bar");
        await foo.Ask("JOIN #room", " 366 ");
        await bar.Ask("AWAY :lunch", " 306 ");
        await bar.Ask("JOIN #room", " 366 ");
        Assert.Equal([":bar!~bar@people.parlor JOIN #room", ":bar!~bar@people.parlor AWAY :lunch"], await foo.All());
    }

    [Fact]
    public async Task Words_that_are_too_long_end_with_a_whole_character()
    {
        await using var server = await IrcClient.OpenServer();
        await using var foo = await IrcClient.Guest(server, "foo", "message-tags echo-message draft/message-redaction");
        await using var bar = await IrcClient.Guest(server, "bar", "draft/message-redaction");
        await foo.Ask("JOIN #room", " 366 ");
        await bar.Ask("JOIN #room", " 366 ");
        var faces = string.Concat(Enumerable.Repeat("😀", 100));
        await foo.Ask($"AWAY :x{faces}", " 306 ");
        await bar.Ask("WHOIS foo", " 301 bar foo x" + faces[..(49 * 2)]);
        Assert.EndsWith("x" + faces[..(49 * 2)], (await bar.Ask("PRIVMSG foo :hello")).Single(), StringComparison.Ordinal);
        var id = (await foo.Ask("PRIVMSG #room :gone", "PRIVMSG #room")).Split("msgid=")[1].Split(';', ' ')[0];
        await foo.Ask($"REDACT #room {id} :x{faces}");
        Assert.EndsWith(" :x" + faces[..(74 * 2)], await bar.Until("REDACT"), StringComparison.Ordinal);
        await foo.Ask($"KICK #room bar :x{faces}");
        Assert.EndsWith(" :x" + faces[..(74 * 2)], await bar.Until("KICK"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Being_away_is_the_status_of_somebody_with_an_account_meanwhile()
    {
        await using var server = await IrcClient.Server();
        var alice = await server.SignUp("alice");
        await using var irc = await IrcClient.Account(server, alice);
        await irc.Ask("AWAY :lunch", " 306 ");
        Assert.Equal("lunch", await Status());
        await irc.Ask("AWAY", " 305 ");
        Assert.Null(await Status());
        await alice.Send(HttpMethod.Patch, "/api/v1/me", new { status = new { text = "thinking" } }, System.Net.HttpStatusCode.OK);
        await irc.Ask("AWAY :lunch", " 306 ");
        Assert.Equal("thinking", await Status());

        async Task<string?> Status() =>
            (await alice.Get("/api/v1/me")).GetProperty("profile").TryGetProperty("status", out var status) && status.ValueKind == System.Text.Json.JsonValueKind.Object
                ? status.Text("text") : null;
    }
}
