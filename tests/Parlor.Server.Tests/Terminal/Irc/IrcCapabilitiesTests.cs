using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Terminal.Irc;

public sealed class IrcCapabilitiesTests
{
    private const string Most = "batch echo-message labeled-response message-tags server-time account-tag draft/chathistory draft/message-redaction";

    [Fact]
    public async Task Answers_to_a_label_carry_it()
    {
        await using var server = await IrcClient.OpenServer();
        await using var foo = await IrcClient.Guest(server, "foo", "batch echo-message labeled-response");
        await using var bar = await IrcClient.Guest(server, "bar");
        await bar.Ask("JOIN #room", " 366 ");

        var joined = await foo.Ask("@label=1 JOIN #room");
        Assert.StartsWith("@label=1 :irc.parlor BATCH +", joined[0], StringComparison.Ordinal);
        Assert.Contains(joined, line => line.StartsWith("@batch=", StringComparison.Ordinal) && line.EndsWith(" JOIN #room", StringComparison.Ordinal));
        Assert.Equal(["@label=2 :foo!~foo@people.parlor PRIVMSG #room :hi"], await foo.Ask("@label=2 PRIVMSG #room hi"));
        Assert.Equal(["@label=3 :irc.parlor ACK"], await foo.Ask("@label=3 PONG x"));
        Assert.Equal(["@label=4 :foo!~foo@people.parlor PRIVMSG bar :hi"], await foo.Ask("@label=4 PRIVMSG bar hi"));
        Assert.Contains(":foo!~foo@people.parlor PRIVMSG bar :hi", await bar.All());
        var own = await foo.Ask("@label=5 PRIVMSG foo hi");
        Assert.Equal([":foo!~foo@people.parlor PRIVMSG foo :hi", "@label=5 :foo!~foo@people.parlor PRIVMSG foo :hi"], own.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Tags_replies_reactions_and_typing_go_both_ways()
    {
        await using var server = await IrcClient.Server();
        var (alice, bob) = (await server.SignUp("alice"), await server.SignUp("bob"));
        await LiveClient.MakeRoom(server.Address, alice, new { name = "lobby", visibility = "public" });
        await using var web = await LiveClient.Connect(server.Address, alice);
        await using var irc = await IrcClient.Account(server, bob, Most);
        await irc.Ask("JOIN #lobby", " 366 ");

        await web.Done("send_message", new { room = "lobby", text = "one", clientId = "1" });
        var line = await irc.Until("PRIVMSG");
        Assert.Matches("^@time=[^;]+Z;msgid=[0-9]+:[0-9]+;account=alice :alice!alice@people.parlor PRIVMSG #lobby :one$", line);
        var id = line.Split("msgid=")[1].Split(';')[0];
        await irc.Send($"@+draft/reply={id};+other=x PRIVMSG #lobby :two");
        var echo = await irc.Until("PRIVMSG");
        Assert.Contains($"+draft/reply={id};+other=x", echo, StringComparison.Ordinal);
        await web.NextOf("receive_message");
        var reply = (await web.NextOf("receive_message")).GetProperty("message");
        Assert.Equal(id.Split(':')[1], reply.GetProperty("replyTo").GetRawText());

        await irc.Send($"@+draft/react=👍;+draft/reply={id} TAGMSG #lobby");
        Assert.Equal("👍", (await web.NextOf("reaction_added")).Text("emoji"));
        await irc.Until("+draft/react=👍");
        await irc.Send("@+typing=active TAGMSG #lobby");
        await web.NextOf("typing");
        await web.Done("typing", new { room = "lobby" });
        await irc.Until("@+typing=active :alice!alice@people.parlor TAGMSG #lobby");

        var seq = int.Parse(id.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture);
        await web.Done("delete_message", new { room = "lobby", seq });
        await irc.Until($"REDACT #lobby {id}");
        await irc.Ask($"REDACT #lobby {id}x", "FAIL REDACT UNKNOWN_MSGID");
    }

    [Fact]
    public async Task What_was_said_before_is_read_back()
    {
        await using var server = await IrcClient.OpenServer();
        await using var foo = await IrcClient.Guest(server, "foo", Most);
        await foo.Ask("JOIN #room", " 366 ");
        var ids = new List<string>();
        for (var number = 1; number <= 6; number++)
        {
            server.Clock.Advance(TimeSpan.FromSeconds(1));
            await foo.Send($"PRIVMSG #room :m{number}");
            ids.Add((await foo.Until($":m{number}")).Split("msgid=")[1].Split(';', ' ')[0]);
        }

        await History("LATEST #room * 2", 5, 6);
        await History($"LATEST #room msgid={ids[3]} 50", 5, 6);
        await History($"BEFORE #room msgid={ids[3]} 2", 2, 3);
        await History($"AFTER #room msgid={ids[3]} 50", 5, 6);
        await History($"AROUND #room msgid={ids[3]} 3", 3, 4, 5);
        await History($"BETWEEN #room msgid={ids[0]} msgid={ids[4]} 50", 2, 3, 4);
        await History($"BETWEEN #room msgid={ids[4]} msgid={ids[0]} 2", 3, 4);
        var time = (await foo.Ask("CHATHISTORY LATEST #room * 1"))[1].Split("time=")[1].Split(';')[0];
        await History($"BEFORE #room timestamp={time} 1", 5);
        await foo.Ask("CHATHISTORY LATEST #nowhere * 5", "FAIL CHATHISTORY INVALID_TARGET");
        await foo.Ask("CHATHISTORY SOMETIME #room * 5", "FAIL CHATHISTORY INVALID_PARAMS");
        await foo.Ask("CHATHISTORY LATEST", "FAIL CHATHISTORY NEED_MORE_PARAMS");
        await foo.Ask("CHATHISTORY TARGETS timestamp=2000-01-01T00:00:00.000Z timestamp=2100-01-01T00:00:00.000Z 5", "CHATHISTORY TARGETS #room ");

        async Task History(string what, params int[] expected)
        {
            var lines = await foo.Ask("CHATHISTORY " + what);
            Assert.Contains(" BATCH +", lines[0], StringComparison.Ordinal);
            Assert.Equal(expected.Select(number => $"m{number}"), lines.Skip(1).SkipLast(1).Select(line => line[(line.LastIndexOf(':') + 1)..]));
        }
    }

    [Fact]
    public async Task Joins_names_and_names_for_reading_come_as_asked_for()
    {
        await using var server = await IrcClient.OpenServer();
        var alice = await server.SignUp("alice");
        await using var foo = await IrcClient.Guest(server, "foo", "extended-join userhost-in-names setname invite-notify");
        await foo.Ask("JOIN #room", ":foo!~foo@people.parlor JOIN #room * :Real foo");
        await using var account = await IrcClient.Account(server, alice, "setname");
        await account.Ask("JOIN #room", " 366 ");
        Assert.Contains(":alice!alice@people.parlor JOIN #room alice :alice", await foo.All());
        await foo.Ask("NAMES #room", "@foo!~foo@people.parlor");
        await account.Ask("SETNAME :Alice A.", "SETNAME :Alice A.");
        await foo.Until(":alice!alice@people.parlor SETNAME :Alice A.");
    }
}
