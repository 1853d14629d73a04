using System.Net;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Terminal.Irc;

/// <summary>Whom one has blocked, one does not hear by IRC.</summary>
public sealed class IrcBlockedTests
{
    private const string Blocks = "/api/v1/me/blocks/bob";

    private const string Most = "batch message-tags server-time draft/chathistory";

    [Fact]
    public async Task Nothing_that_somebody_says_whom_one_has_blocked_is_shown()
    {
        await using var server = await IrcClient.Server();
        var (alice, bob, carol) = (await server.SignUp("alice"), await server.SignUp("bob"), await server.SignUp("carol"));
        await using var other = await IrcClient.Account(server, bob, Most);
        await using var irc = await IrcClient.Account(server, alice, Most);
        await using var third = await IrcClient.Account(server, carol, Most);
        await LiveClient.MakeRoom(server.Address, alice, new { name = "lobby", visibility = "public" });
        await irc.Until(" 366 ");
        await third.Ask("JOIN #lobby", " 366 ");
        await other.Ask("JOIN #lobby", " 366 ");
        await other.Ask(["PRIVMSG #lobby :before", "PRIVMSG alice :a word"]);
        var id = (await third.Until(":before")).Split("msgid=")[1].Split(';', ' ')[0];
        await irc.Until(":a word");

        await alice.Send(HttpMethod.Put, Blocks, null, HttpStatusCode.NoContent);
        await other.Ask(
            "PRIVMSG #lobby :hidden", $"@+draft/edit={id} PRIVMSG #lobby :edited", "NOTICE #lobby :hidden", "@+typing=active TAGMSG #lobby",
            $"@+draft/react=x;+draft/reply={id} TAGMSG #lobby", "@+anything=1 TAGMSG #lobby", "PART #lobby");
        await third.Until("PART #lobby");
        Assert.Equal(" PART #lobby", Without(Assert.Single(await irc.All())));
        await irc.Ask("PRIVMSG #lobby :own");
        await third.Until(":own");
        Assert.Equal(["PRIVMSG #lobby :own"], await History(irc, "#lobby"));
        Assert.Empty(await History(irc, "bob"));
        Assert.Equal(["PRIVMSG #lobby :edited", "PRIVMSG #lobby :hidden", "NOTICE #lobby :hidden", "PRIVMSG #lobby :own"], await History(third, "#lobby"));

        await alice.Send(HttpMethod.Delete, Blocks, null, HttpStatusCode.NoContent);
        await other.Ask("JOIN #lobby", " 366 ");
        await other.Ask("PRIVMSG #lobby :heard again");
        await irc.Until(":heard again");
        Assert.Equal(["PRIVMSG alice :a word"], await History(irc, "bob"));
    }

    [Fact]
    public async Task Whom_one_has_blocked_before_is_not_shown_to_any_client()
    {
        await using var server = await IrcClient.Server();
        var (alice, bob) = (await server.SignUp("alice"), await server.SignUp("bob"));
        await LiveClient.MakeRoom(server.Address, alice, new { name = "lobby", visibility = "public" });
        await alice.Send(HttpMethod.Put, Blocks, null, HttpStatusCode.NoContent);
        await using var other = await IrcClient.Account(server, bob);
        await other.Ask("JOIN #lobby", " 366 ");
        await using var first = await IrcClient.Account(server, alice);
        await using (var second = await IrcClient.Account(server, alice))
        {
            await other.Ask("PRIVMSG #lobby :one");
            Assert.Empty(await second.All());
            await second.Send("QUIT");
            await second.Until("ERROR");
            Assert.Null(await second.Next());
        }

        await other.Ask("PRIVMSG #lobby :two");
        Assert.Empty(await first.All());
    }

    private static string Without(string line) => line[line.IndexOf(" PART", StringComparison.Ordinal)..];

    private static async Task<IEnumerable<string>> History(IrcClient client, string target) =>
        (await client.Ask($"CHATHISTORY LATEST {target} * 50")).Skip(1).SkipLast(1).Select(line => line[(line.IndexOf("parlor ", StringComparison.Ordinal) + 7)..]);
}
