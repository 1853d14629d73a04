using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Terminal.Irc;

public sealed class IrcRoomsTests
{
    [Fact]
    public async Task What_is_said_in_the_browser_is_heard_in_IRC_and_the_other_way_round()
    {
        await using var server = await IrcClient.Server();
        var (alice, bob) = (await server.SignUp("alice"), await server.SignUp("bob"));
        await LiveClient.MakeRoom(server.Address, alice, new { name = "lobby", visibility = "public", topic = "Hello there" });
        await using var web = await LiveClient.Connect(server.Address, alice);
        await using var irc = await IrcClient.Account(server, bob);

        var joined = await irc.Ask("JOIN #lobby");
        Assert.Contains(":bob!bob@people.parlor JOIN #lobby", joined);
        Assert.Contains(joined, line => line.EndsWith(" 332 bob #lobby :Hello there", StringComparison.Ordinal));
        Assert.Contains(joined, line => line.Contains(" 353 bob = #lobby ", StringComparison.Ordinal) && line.Contains("~alice bob", StringComparison.Ordinal));
        await web.NextOf("join_room_announcement");

        await irc.Send("PRIVMSG #lobby :Hi from a terminal");
        var message = (await web.NextOf("receive_message")).GetProperty("message");
        Assert.Equal("Hi from a terminal", message.Text("text"));
        await web.Done("send_message", new { room = "lobby", text = "Hi from\na browser", clientId = "1" });
        Assert.Equal(":alice!alice@people.parlor PRIVMSG #lobby :Hi from", await irc.Until("PRIVMSG"));
        Assert.Equal(":alice!alice@people.parlor PRIVMSG #lobby :a browser", await irc.Next());
        await web.NextOf("receive_message");
        await irc.Send("PRIVMSG #lobby :\u0001ACTION waves\u0001");
        Assert.Equal("_waves_", (await web.NextOf("receive_message")).GetProperty("message").Text("text"));
        await irc.Send("PART #lobby");
        await web.NextOf("leave_room_announcement");
        await irc.Until("PART #lobby");
    }

    [Fact]
    public async Task Who_comes_back_is_in_all_their_rooms()
    {
        await using var server = await IrcClient.Server();
        var alice = await server.SignUp("alice");
        await LiveClient.MakeRoom(server.Address, alice, new { name = "lobby", visibility = "public" });
        await LiveClient.MakeRoom(server.Address, alice, new { name = "secret", visibility = "private" });
        await using var irc = await IrcClient.Connect(server);
        await irc.Send("PASS :alice:correct horse battery", "NICK alice", "USER a 0 * :A");
        await irc.Until(" JOIN #lobby");
        await irc.Until(" JOIN #secret");
        Assert.Contains(" @ #secret ", await irc.Until(" 353 "), StringComparison.Ordinal);
        await irc.Until(" 366 ");
    }

    [Fact]
    public async Task A_direct_message_is_a_query()
    {
        await using var server = await IrcClient.Server();
        var (alice, bob) = (await server.SignUp("alice"), await server.SignUp("bob"));
        await using var web = await LiveClient.Connect(server.Address, alice);
        await using var irc = await IrcClient.Account(server, bob);
        await irc.Send("PRIVMSG alice :psst");
        var posted = await web.NextOf("receive_message");
        Assert.Equal("psst", posted.GetProperty("message").Text("text"));
        await web.Done("send_message", new { room = posted.Text("room"), text = "what?", clientId = "1" });
        Assert.Equal(":alice!alice@people.parlor PRIVMSG bob :what?", await irc.Until("PRIVMSG"));
        await irc.Ask("PRIVMSG nobody :hello", " 401 ");
    }

    [Fact]
    public async Task Private_rooms_are_for_those_who_were_invited()
    {
        await using var server = await IrcClient.Server(("Irc:JoinCreatesRoom", "true"));
        var (alice, bob) = (await server.SignUp("alice"), await server.SignUp("bob"));
        await using var owner = await IrcClient.Account(server, alice);
        await using var other = await IrcClient.Account(server, bob);
        await owner.Ask("JOIN #den", "353 alice = #den ~alice");
        await owner.Ask("MODE #den +i", ":alice!alice@people.parlor MODE #den +i");
        await owner.Ask("MODE #den", " 324 alice #den +int");
        await other.Ask("JOIN #den", " 473 ");
        await owner.Ask("INVITE bob #den", " 341 ");
        Assert.Contains(":alice!alice@people.parlor INVITE bob #den", await other.All());
        await other.Ask("JOIN #den", ":bob!bob@people.parlor JOIN #den");
    }

    [Fact]
    public async Task Roles_are_modes_and_moderators_keep_order()
    {
        await using var server = await IrcClient.OpenServer();
        await using var foo = await IrcClient.Guest(server, "foo");
        await using var bar = await IrcClient.Guest(server, "bar");
        await using var baz = await IrcClient.Guest(server, "baz");
        await foo.Ask("JOIN #room", "@foo");
        await bar.Ask("JOIN #room", " 366 ");
        await baz.Ask("JOIN #room", " 366 ");
        await foo.All();
        await bar.Ask("KICK #room baz :no", " 482 ");
        await bar.Ask("TOPIC #room :no", " 482 ");
        await foo.Ask("MODE #room +o bar", ":foo!~foo@people.parlor MODE #room +o bar");
        Assert.Contains(":foo!~foo@people.parlor MODE #room +o bar", await bar.All());
        await bar.Ask("KICK #room baz :be kind", ":bar!~bar@people.parlor KICK #room baz :be kind");
        Assert.Contains(":bar!~bar@people.parlor KICK #room baz :be kind", await baz.All());
        await bar.Ask("KICK #room baz", " 441 ");
        await foo.Ask("TOPIC #room :Of what we talk", "TOPIC #room :Of what we talk");
        Assert.Contains(await bar.All(), line => line.EndsWith("TOPIC #room :Of what we talk", StringComparison.Ordinal));
        await foo.Ask("MODE #room +b baz!*@*", "MODE #room +b baz!*@*");
        await baz.Ask("JOIN #room", " 474 ");
        await foo.Ask("MODE #room b", " 367 foo #room baz!*@* foo ");
        await foo.Ask("MODE #room -b baz!*@*", "MODE #room -b baz!*@*");
        await baz.Ask("JOIN #room", " 366 ");
        await foo.Ask("MODE #room +z", " 472 ");
        await baz.Ask("PRIVMSG #nowhere :hi", " 403 ");
        await baz.Send("QUIT :tired");
        await bar.Until(":baz!~baz@people.parlor QUIT :Quit: tired");
    }

    [Fact]
    public async Task A_room_that_guests_made_is_gone_with_the_last_of_them()
    {
        await using var server = await IrcClient.OpenServer();
        await using var foo = await IrcClient.Guest(server, "foo");
        await using var bar = await IrcClient.Guest(server, "bar");
        await foo.Ask("JOIN #room", "@foo");
        await foo.Ask("PART #room :bye", ":foo!~foo@people.parlor PART #room :bye");
        await bar.Ask("JOIN #room", "@bar");
        await bar.Ask("LIST", " 322 bar #room 1 ");
    }

    [Fact]
    public async Task People_are_asked_about()
    {
        await using var server = await IrcClient.OpenServer();
        await using var foo = await IrcClient.Guest(server, "foo", "away-notify");
        await using var bar = await IrcClient.Guest(server, "bar");
        await foo.Ask("JOIN #room", " 366 ");
        await bar.Ask("JOIN #room", " 366 ");
        await foo.Ask("WHO #room", " 352 foo #room ~bar people.parlor irc.parlor bar H :0 Real bar");
        await foo.Ask("WHO bar %tna,42", " 354 foo 42 bar 0");
        await foo.Ask("WHOIS bar", " 311 foo bar ~bar people.parlor * :Real bar");
        await foo.Ask("WHOIS bar", " 319 foo bar #room");
        await foo.Ask("WHOIS nobody", " 401 ");
        await bar.Ask("AWAY :lunch", " 306 ");
        Assert.Contains(":bar!~bar@people.parlor AWAY :lunch", await foo.All());
        await foo.Ask("PRIVMSG bar :there?", " 301 foo bar lunch");
        await foo.Ask("USERHOST bar", "bar=-~bar@people.parlor");
        await foo.Ask("ISON bar nobody", " 303 foo bar");
        await foo.Ask("MONITOR + bar,baz", " 730 ");
        await using var baz = await IrcClient.Guest(server, "baz");
        await foo.Until(" 730 foo baz!~baz@people.parlor");
        await baz.Send("QUIT");
        await foo.Until(" 731 foo baz");
        await foo.Ask("WHOWAS baz", " 314 ");
    }

    [Fact]
    public async Task Guests_find_those_people_alone_whom_they_share_a_room_with()
    {
        await using var server = await IrcClient.OpenServer();
        var alice = await server.SignUp("alice");
        await using var account = await IrcClient.Account(server, alice);
        await using var foo = await IrcClient.Guest(server, "foo");
        await foo.Ask("WHOIS alice", " 401 ");
        await foo.Ask("PRIVMSG alice :hi", " 401 ");
        await foo.Ask("ISON alice", " 303 foo :");
        await foo.Ask("MONITOR + alice", " 731 foo alice");
        await account.Ask("JOIN #room", " 366 ");
        await foo.Ask("JOIN #room", " 366 ");
        await foo.Ask("WHOIS alice", " 330 foo alice alice ");
        await account.Ask("WHOIS foo", " 311 ");
    }
}
