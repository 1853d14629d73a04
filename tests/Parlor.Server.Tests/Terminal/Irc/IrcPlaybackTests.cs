using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Terminal.Irc;

public sealed class IrcPlaybackTests
{
    private const string Most = "batch echo-message message-tags server-time draft/chathistory";

    [Fact]
    public async Task Who_came_who_left_and_what_the_topic_was_are_played_back_to_those_who_ask_for_it()
    {
        await using var server = await IrcClient.OpenServer();
        await using var foo = await IrcClient.Guest(server, "foo", Most + " draft/event-playback");
        await using var bar = await IrcClient.Guest(server, "bar", Most);
        await foo.Ask("JOIN #room", " 366 ");
        await foo.Ask("TOPIC #room :first", "TOPIC");
        await bar.Ask("JOIN #room", " 366 ");
        await foo.Ask("PRIVMSG #room :hello", "PRIVMSG");
        await bar.Ask("PART #room", "PART");
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = (await foo.Ask("TOPIC #room :second")).First(line => line.Contains(" TOPIC ", StringComparison.Ordinal));
        Assert.Equal(["JOIN", "TOPIC", "JOIN", "PRIVMSG", "PART", "TOPIC"], await Commands(foo, "LATEST #room * 50"));
        Assert.Equal(["PART", "TOPIC"], await Commands(foo, "LATEST #room * 2"));
        var time = second.Split("time=")[1].Split(';')[0];
        Assert.Equal(["PRIVMSG", "PART"], await Commands(foo, $"BEFORE #room timestamp={time} 2"));
        Assert.Empty(await Commands(foo, $"AFTER #room timestamp={time} 2"));
        await bar.Ask("JOIN #room", " 366 ");
        Assert.Equal(["PRIVMSG"], await Commands(bar, "LATEST #room * 50"));
    }

    [Fact]
    public async Task A_message_is_changed_from_both_sides()
    {
        await using var server = await IrcClient.Server();
        var (alice, bob) = (await server.SignUp("alice"), await server.SignUp("bob"));
        await LiveClient.MakeRoom(server.Address, alice, new { name = "lobby", visibility = "public" });
        await using var web = await LiveClient.Connect(server.Address, alice);
        await using var irc = await IrcClient.Account(server, bob, Most);
        await irc.Ask("JOIN #lobby", " 366 ");
        await web.Done("send_message", new { room = "lobby", text = "helo", clientId = "1" });
        var id = (await irc.Until("helo")).Split("msgid=")[1].Split(';', ' ')[0];
        var seq = int.Parse(id.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture);
        await web.Done("edit_message", new { room = "lobby", seq, text = "hello" });
        var edited = await irc.Until("PRIVMSG");
        Assert.Contains($"+draft/edit={id} ", edited, StringComparison.Ordinal);
        Assert.EndsWith(" PRIVMSG #lobby :(edited) hello", edited, StringComparison.Ordinal);
        await web.NextOf("message_edited");

        await irc.Send("PRIVMSG #lobby :ours");
        var own = (await irc.Until(":ours")).Split("msgid=")[1].Split(';', ' ')[0];
        await irc.Send($"@+draft/edit={own} PRIVMSG #lobby :mine");
        await irc.Until("(edited) mine");
        Assert.Equal("mine", (await web.NextOf("message_edited")).GetProperty("message").Text("text"));
        await irc.Ask($"@+draft/edit={id} PRIVMSG #lobby :not mine", " 404 ");
    }

    [Fact]
    public async Task What_somebody_says_to_themselves_is_for_their_clients_while_they_are_connected()
    {
        await using var server = await IrcClient.OpenServer();
        var alice = await server.SignUp("alice");
        await using var irc = await IrcClient.Account(server, alice, Most);
        await using (var other = await IrcClient.Account(server, alice))
        {
            foreach (var word in new[] { "one", "two", "three" })
            {
                server.Clock.Advance(TimeSpan.FromSeconds(1));
                var lines = await irc.Ask($"@+a={word} PRIVMSG alice :{word}");
                Assert.Equal(2, lines.Count);
                Assert.Equal(lines[0], lines[1]);
            }

            Assert.Equal(["one", "two", "three"], (await other.All()).Select(line => line[":alice!alice@people.parlor PRIVMSG alice :".Length..]));
        }

        var all = (await irc.Ask("CHATHISTORY LATEST alice * 50")).Skip(1).SkipLast(1).ToList();
        Assert.All(all, line => Assert.Contains(";+a=", line, StringComparison.Ordinal));
        Assert.Equal(["one", "two", "three"], all.Select(line => line.Split(" :")[^1]));
        var (id, time) = (all[1].Split("msgid=")[1].Split(';')[0], all[1].Split("time=")[1].Split(';')[0]);
        Assert.Equal(["two"], await Words($"AROUND alice msgid={id} 1"));
        Assert.Equal(["one"], await Words($"BEFORE alice timestamp={time} 5"));
        Assert.Equal(["three"], await Words($"AFTER alice timestamp={time} 5"));
        Assert.Equal(["three"], await Words($"LATEST alice msgid={id} 5"));
        await irc.Ask("CHATHISTORY BEFORE alice msgid=self:none 5", "FAIL CHATHISTORY INVALID_PARAMS ");

        async Task<IEnumerable<string>> Words(string what) =>
            (await irc.Ask("CHATHISTORY " + what)).Skip(1).SkipLast(1).Select(line => line.Split(" :")[^1]);
    }

    private static async Task<IEnumerable<string>> Commands(IrcClient client, string what) =>
        (await client.Ask("CHATHISTORY " + what)).Skip(1).SkipLast(1).Select(line => line.Split(' ')[2]);

    [Fact]
    public async Task Clients_that_cannot_ask_are_shown_what_was_said_last_once_and_in_order()
    {
        await using var server = await IrcClient.Server();
        var (alice, bob) = (await server.SignUp("alice"), await server.SignUp("bob"));
        await LiveClient.MakeRoom(server.Address, alice, new { name = "lobby", visibility = "public" });
        for (var i = 1; i <= 25; i++)
            await alice.Post("/api/v1/rooms/lobby/messages", new { text = $"said {i}", clientId = $"{i}" });

        await using var joins = await IrcClient.Account(server, bob, "server-time");
        await joins.Send("JOIN #lobby");
        Assert.Equal(Said(6, 25), await SaidUntil(joins, "said 25"));
        await using var returns = await IrcClient.Connect(server);
        await returns.Send("PASS :bob:correct horse battery", "CAP REQ server-time", "NICK bob", "USER bob 0 * :bob", "CAP END");
        Assert.Equal(Said(6, 25), await SaidUntil(returns, "said 25"));
        await alice.Post("/api/v1/rooms/lobby/messages", new { text = "said 26", clientId = "26" });
        Assert.Equal(Said(26, 26), await SaidUntil(joins, "said 26"));
        Assert.Equal(Said(26, 26), await SaidUntil(returns, "said 26"));

        await using var asks = await IrcClient.Connect(server);
        await asks.Send("PASS :bob:correct horse battery", "CAP REQ :server-time draft/chathistory", "NICK bob", "USER bob 0 * :bob", "CAP END", "PING end");
        Assert.Empty(await SaidUntil(asks, " PONG "));
    }

    private static string[] Said(int first, int last) => [.. Enumerable.Range(first, last - first + 1).Select(i => $"said {i}")];

    private static async Task<List<string>> SaidUntil(IrcClient client, string end)
    {
        var said = new List<string>();
        while (true)
        {
            var line = await client.Next() ?? throw new EndOfStreamException();
            if (line.Contains(" PRIVMSG ", StringComparison.Ordinal))
                said.Add(line.Split(" :")[^1]);
            if (line.Contains(end, StringComparison.Ordinal))
                return said;
        }
    }
}
