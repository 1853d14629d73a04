using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Terminal.Irc;

public sealed class IrcReadMarkTests
{
    [Fact]
    public async Task A_mark_moves_forward_only_and_is_told_on_coming_in()
    {
        await using var server = await IrcClient.OpenServer();
        await using var foo = await IrcClient.Guest(server, "foo", "draft/read-marker");
        await using var bar = await IrcClient.Guest(server, "bar");
        var joined = await foo.Ask("JOIN #room");
        Assert.Equal(1, joined.ToList().IndexOf(":irc.parlor MARKREAD #room *"));
        const string Later = ":irc.parlor MARKREAD #room timestamp=2024-02-02T00:00:00.000Z";
        Assert.Equal([Later], await foo.Ask("MARKREAD #room timestamp=2024-02-02T00:00:00.000Z"));
        Assert.Equal([Later], await foo.Ask("MARKREAD #room timestamp=2024-01-01T00:00:00.000Z"));
        Assert.Contains(Later, await foo.Ask(["PART #room", "JOIN #room"]));
        await foo.Ask("MARKREAD bar timestamp=2024-02-02T00:00:00.000Z", "MARKREAD bar timestamp=2024-02-02T00:00:00.000Z");
        await foo.Ask("MARKREAD #nowhere", "MARKREAD #nowhere *");
        await foo.Ask("MARKREAD", "FAIL MARKREAD NEED_MORE_PARAMS");
        await foo.Ask("MARKREAD #room *", "FAIL MARKREAD INVALID_PARAMS #room");
        await foo.Ask("MARKREAD #room timestamp=soon", "FAIL MARKREAD INVALID_PARAMS #room");
    }

    [Fact]
    public async Task What_is_read_by_IRC_is_read_everywhere()
    {
        await using var server = await IrcClient.Server();
        var (alice, bob) = (await server.SignUp("alice"), await server.SignUp("bob"));
        await LiveClient.MakeRoom(server.Address, alice, new { name = "lobby", visibility = "public" });
        await using var one = await IrcClient.Account(server, bob, "draft/read-marker");
        await one.Ask("JOIN #lobby", " 366 ");
        await using var other = await IrcClient.Account(server, bob, "draft/read-marker");
        await using var web = await LiveClient.Connect(server.Address, bob);
        await using var author = await LiveClient.Connect(server.Address, alice);
        var sent = await author.Done("send_message", new { room = "lobby", text = "news", clientId = "1" });
        var at = sent.GetProperty("message").Text("at");

        await one.Ask($"MARKREAD #lobby timestamp={at}", $"MARKREAD #lobby timestamp={at}");
        Assert.Contains($":irc.parlor MARKREAD #lobby timestamp={at}", await other.All());
        Assert.Equal(sent.GetProperty("message").Number("seq"), (await web.NextOf("room_read")).Number("seq"));
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        var next = await author.Done("send_message", new { room = "lobby", text = "more", clientId = "2" });
        await web.Done("mark_read", new { room = "lobby", seq = next.GetProperty("message").Number("seq") });
        at = next.GetProperty("message").Text("at");
        await one.Until($"MARKREAD #lobby timestamp={at}");
        await using var third = await IrcClient.Connect(server);
        await third.Send("PASS :bob:correct horse battery", "CAP REQ :draft/read-marker", "NICK bob", "USER b 0 * :B", "CAP END");
        await third.Until($"MARKREAD #lobby timestamp={at}");
    }
}
