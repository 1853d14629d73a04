using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Terminal.Irc;

public sealed class IrcMultilineTests
{
    private const string Most = "batch echo-message labeled-response message-tags server-time draft/multiline";

    [Fact]
    public async Task Lines_that_belong_together_are_one_message_and_come_as_they_were_sent()
    {
        await using var server = await IrcClient.OpenServer();
        var alice = await server.SignUp("alice");
        await LiveClient.MakeRoom(server.Address, alice, new { name = "lobby", visibility = "public" });
        await using var web = await LiveClient.Connect(server.Address, alice);
        await using var foo = await IrcClient.Guest(server, "foo", Most);
        await using var bar = await IrcClient.Guest(server, "bar", "batch message-tags draft/multiline");
        await using var old = await IrcClient.Guest(server, "old", "message-tags");
        foreach (var client in new[] { foo, bar, old })
            await client.Ask("JOIN #lobby", " 366 ");
        await foo.All();
        await bar.All();

        var echo = await foo.Ask(
            "@label=7 BATCH +a draft/multiline #lobby", "@batch=a PRIVMSG #lobby :one", "@batch=a PRIVMSG #lobby :", "@batch=a PRIVMSG #lobby :two and ",
            "@batch=a;draft/multiline-concat PRIVMSG #lobby :a half", "BATCH -a");
        Assert.StartsWith("@label=7;time=", echo[0], StringComparison.Ordinal);
        Assert.Equal(6, echo.Count);
        Assert.Equal("one\n\ntwo and a half", (await web.NextOf("receive_message")).GetProperty("message").Text("text"));

        var batch = await bar.All();
        Assert.Matches("^@msgid=[0-9]+:[0-9]+ :foo!~foo@people.parlor BATCH [+][^ ]+ draft/multiline #lobby$", batch[0]);
        Assert.Equal(["one", "", "two and ", "a half"], batch.Skip(1).SkipLast(1).Select(line => line[(line.LastIndexOf(':') + 1)..]));
        Assert.Contains(";draft/multiline-concat ", batch[4], StringComparison.Ordinal);
        Assert.Contains(" BATCH -", batch[5], StringComparison.Ordinal);

        var plain = (await old.All()).Where(line => line.Contains("PRIVMSG", StringComparison.Ordinal)).ToList();
        Assert.Equal(["one", "two and ", "a half"], plain.Select(line => line[(line.LastIndexOf(':') + 1)..]));
        Assert.Equal([true, false, false], plain.Select(line => line.Contains("msgid=", StringComparison.Ordinal)));

        await web.Done("send_message", new { room = "lobby", text = "from\nthe web", clientId = "1" });
        await bar.Until(" draft/multiline #lobby");
    }

    [Theory]
    [InlineData("MULTILINE_INVALID", "@batch=b PRIVMSG #room :other")]
    [InlineData("MULTILINE_INVALID", "@batch=a;draft/multiline-concat PRIVMSG #room :")]
    [InlineData("MULTILINE_INVALID", "@batch=a PRIVMSG #other :elsewhere")]
    public async Task A_batch_that_is_wrong_is_refused_as_a_whole(string code, string line)
    {
        await using var server = await IrcClient.OpenServer();
        await using var foo = await IrcClient.Guest(server, "foo", Most);
        await foo.Ask("JOIN #room", " 366 ");
        var refused = await foo.Ask("BATCH +a draft/multiline #room", "@batch=a PRIVMSG #room :first", line, "@batch=a PRIVMSG #room :last", "BATCH -a");
        Assert.Contains($" FAIL BATCH {code} ", Assert.Single(refused), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_batch_has_limits()
    {
        await using var server = await IrcClient.OpenServer();
        await using var foo = await IrcClient.Guest(server, "foo", Most);
        await using var bar = await IrcClient.Guest(server, "bar", Most);
        await foo.Ask("JOIN #room", " 366 ");
        var lines = Enumerable.Repeat("@batch=a PRIVMSG #room :x", 33);
        Assert.Contains(" FAIL BATCH MULTILINE_MAX_LINES 32 ", Assert.Single(await foo.Ask(["BATCH +a draft/multiline #room", .. lines, "BATCH -a"])), StringComparison.Ordinal);
        await bar.Ask("JOIN #room", " 366 ");
        var bytes = Enumerable.Repeat("@batch=a PRIVMSG #room :" + new string('x', 400), 11);
        Assert.Contains(" FAIL BATCH MULTILINE_MAX_BYTES 4096 ", Assert.Single(await bar.Ask(["BATCH +a draft/multiline #room", .. bytes, "BATCH -a"])), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_others_would_not_get_whole_is_refused()
    {
        await using var server = await IrcClient.OpenServer();
        await using var foo = await IrcClient.Guest(server, "foo");
        await using var bar = await IrcClient.Guest(server, "bar");
        var room = 510 - ":foo!~foo@people.parlor PRIVMSG bar :".Length;
        Assert.Empty(await foo.Ask("PRIVMSG bar :" + new string('x', room)));
        Assert.Equal(510, Assert.Single(await bar.All()).Length);
        await foo.Ask("PRIVMSG bar :" + new string('x', room + 1), " 417 ");
        Assert.Empty(await bar.All());
        await foo.Send(new string('x', 5_000));
        await foo.Until(" 417 ");
        await foo.Until("ERROR ");
        Assert.Null(await foo.Next());
    }
}
