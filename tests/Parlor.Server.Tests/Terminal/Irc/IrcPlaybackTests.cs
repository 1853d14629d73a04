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

    private static async Task<IEnumerable<string>> Commands(IrcClient client, string what) =>
        (await client.Ask("CHATHISTORY " + what)).Skip(1).SkipLast(1).Select(line => line.Split(' ')[2]);
}
