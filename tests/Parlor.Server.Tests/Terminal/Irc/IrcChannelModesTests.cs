using System.Net;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Terminal.Irc;

/// <summary>Modes of channels, and that they hold for everybody; every database must do the same.</summary>
public abstract class IrcChannelModesSpecification(DatabaseKind database) : IAsyncLifetime
{
    private TestServer _server = null!;
    private IrcClient _op = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await IrcClient.OpenServer(database);
        _op = await IrcClient.Guest(_server, "op");
        await _op.Ask("JOIN #room", "353 op = #room @op");
    }

    public async ValueTask DisposeAsync()
    {
        await _op.DisposeAsync();
        await _server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Who_comes_by_themselves_says_the_key()
    {
        await _op.Ask("MODE #room +k beer", ":op!~op@people.parlor MODE #room +k beer");
        await using var foo = await IrcClient.Guest(_server, "foo");
        await foo.Ask("JOIN #room", " 475 foo #room ");
        await foo.Ask("JOIN #room wine", " 475 ");
        await foo.Ask("MODE #room", " 324 foo #room +ntk *");
        var alice = await _server.SignUp("alice");
        await alice.Refuses(HttpMethod.Put, "/api/v1/rooms/room/members/alice", null, HttpStatusCode.Forbidden, "forbidden", "key");
        await foo.Ask("JOIN #other,#room ,beer", ":foo!~foo@people.parlor JOIN #room");
        await foo.Ask("MODE #room", " 324 foo #room +ntk beer");
        await _op.Ask("MODE #room -k", "MODE #room -k *");
        await alice.Send(HttpMethod.Put, "/api/v1/rooms/room/members/alice", null, HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_full_room_is_for_those_who_were_invited()
    {
        await _op.Ask("MODE #room +l 1", "MODE #room +l 1");
        await using var foo = await IrcClient.Guest(_server, "foo");
        await foo.Ask("JOIN #room", " 471 foo #room ");
        var alice = await _server.SignUp("alice");
        await using var web = await LiveClient.Connect(_server.Address, alice);
        await web.Refused("join_room", new { room = "room" }, "forbidden", "mostMembers");
        await _op.Ask("INVITE foo #room", " 341 ");
        await foo.Ask("JOIN #room", ":foo!~foo@people.parlor JOIN #room");
        await _op.Ask("MODE #room -l", "MODE #room -l");
        await web.Done("join_room", new { room = "room" });
    }

    [Fact]
    public async Task Modes_of_the_channel_are_set_in_one_line()
    {
        await _op.Ask("MODE #room +istC", "MODE #room +isC");
        await _op.Ask("MODE #room", " 324 op #room +isCnt");
        await _op.Ask("MODE #room -isCnt", "MODE #room -isCnt");
        await _op.Ask("MODE #room", " 324 op #room +");
        await _op.Ask("MODE #room +lk 7 beer", "MODE #room +kl beer 7");
    }

    [Theory]
    [InlineData("+k :two words", "696 op #room k * ")]
    [InlineData("+k :", "696 op #room k * ")]
    [InlineData("+l :", "696 op #room l * ")]
    [InlineData("+l 0", "696 op #room l 0 ")]
    [InlineData("+l -1", "696 op #room l -1 ")]
    [InlineData("+l", "461 op MODE ")]
    [InlineData("+o", "461 op MODE ")]
    [InlineData("+z", "472 op z ")]
    [InlineData("+q op", "472 op q ")]
    [InlineData("+o nobody", "401 op nobody ")]
    public async Task What_is_no_mode_changes_nothing(string modes, string answer)
    {
        var lines = await _op.Ask($"MODE #room {modes}");
        Assert.Contains(answer, Assert.Single(lines), StringComparison.Ordinal);
        await _op.Ask("MODE #room", " 324 op #room +nt");
    }

    [Fact]
    public async Task Who_gives_a_voice_or_takes_it_stands_in_the_audit_log()
    {
        await using var server = await IrcClient.Server();
        var (alice, bob) = (await server.SignUp("alice"), await server.SignUp("bob"));
        await LiveClient.MakeRoom(server.Address, alice, new { name = "lobby", visibility = "public" });
        await using var irc = await IrcClient.Account(server, alice);
        await using var other = await IrcClient.Account(server, bob);
        await other.Ask("JOIN #lobby", " 366 ");
        await irc.Ask("MODE #lobby +v bob", "MODE #lobby +v bob");
        await irc.Ask("MODE #lobby +v bob");
        await irc.Ask("MODE #lobby -v bob", "MODE #lobby -v bob");
        var acts = (await alice.Get("/api/v1/rooms/lobby/audit?action=role_given")).GetProperty("entries").EnumerateArray().ToList();
        Assert.Equal(["true false", "false true"], acts.Select(act => act.GetProperty("changes")[0]).Select(change => $"{change.Text("from")} {change.Text("to")}"));
        Assert.All(acts, act => Assert.Equal("bob", act.GetProperty("user").Text("username")));
        Assert.All(acts, act => Assert.Equal("voice", act.GetProperty("changes")[0].Text("what")));
    }

    [Fact]
    public async Task A_voice_is_heard_where_others_are_silent()
    {
        await using var foo = await IrcClient.Guest(_server, "foo", "multi-prefix");
        await foo.Ask("JOIN #room", " 366 ");
        await _op.Ask("MODE #room +m", "MODE #room +m");
        await foo.Ask("PRIVMSG #room :hello", " 404 foo #room ");
        await foo.Ask("MODE #room +v foo", " 482 ");
        await _op.Ask("MODE #room +v foo", "MODE #room +v foo");
        Assert.Contains(":op!~op@people.parlor MODE #room +v foo", await foo.All());
        await foo.Ask("NAMES #room", "+foo");
        Assert.Empty(await foo.Ask("PRIVMSG #room :hello"));
        await _op.Until("PRIVMSG #room :hello");
        await _op.Ask("MODE #room -v foo", "MODE #room -v foo");
        await foo.Ask("PRIVMSG #room :hello", " 404 ");
        await _op.Ask("MODE #room +o-m foo", "MODE #room +o foo");
        await _op.Ask("MODE #room +v foo", "MODE #room +v foo");
        await foo.Ask("NAMES #room", "@+foo");
        await _op.Ask("WHO #room", " foo H@ :");
    }

    [Fact]
    public async Task Who_is_no_member_posts_where_that_is_let_be()
    {
        await using var foo = await IrcClient.Guest(_server, "foo");
        var alice = await _server.SignUp("alice");
        await foo.Ask("PRIVMSG #room :hello", " 404 foo #room ");
        await alice.Refuses(
            HttpMethod.Post, "/api/v1/rooms/room/messages", new { text = "Hi", clientId = "1" }, HttpStatusCode.Forbidden, "forbidden");
        await _op.Ask("MODE #room -n", "MODE #room -n");
        Assert.Empty(await foo.Ask("PRIVMSG #room :hello"));
        await _op.Until(":foo!~foo@people.parlor PRIVMSG #room :hello");
        await alice.Post("/api/v1/rooms/room/messages", new { text = "Hi", clientId = "1" });
        await _op.Until(":alice!alice@people.parlor PRIVMSG #room :Hi");
    }

    [Fact]
    public async Task An_unlisted_room_is_found_by_its_name_alone()
    {
        await _op.Ask("MODE #room +s", "MODE #room +s");
        await using var foo = await IrcClient.Guest(_server, "foo");
        var alice = await _server.SignUp("alice");
        Assert.DoesNotContain(await foo.Ask("LIST"), line => line.Contains(" 322 ", StringComparison.Ordinal));
        Assert.Equal(0, (await alice.Get("/api/v1/rooms?discover=true")).GetProperty("rooms").GetArrayLength());
        await _op.Ask("LIST", " 322 op #room 1 ");
        await foo.Ask("JOIN #room", "353 foo @ #room ");
        await foo.Ask("LIST", " 322 foo #room 2 ");
    }

    [Fact]
    public async Task The_topic_is_for_all_where_that_is_let_be_and_says_whose_it_is()
    {
        await using var foo = await IrcClient.Guest(_server, "foo");
        await foo.Ask("JOIN #room", " 366 ");
        await foo.Ask("TOPIC #room :Mine", " 482 ");
        await _op.Ask("MODE #room -t", "MODE #room -t");
        await foo.Ask("TOPIC #room :Mine", ":foo!~foo@people.parlor TOPIC #room :Mine");
        await _op.Ask("TOPIC #room", " 333 op #room foo ");
        await foo.Ask("MODE #room +i", " 482 ");
    }

    [Fact]
    public async Task Where_only_accounts_speak_guests_need_a_voice()
    {
        await _op.Ask("MODE #room +M", "MODE #room +M");
        await using var foo = await IrcClient.Guest(_server, "foo");
        await using var alice = await IrcClient.Account(_server, await _server.SignUp("alice"));
        await foo.Ask("JOIN #room", " 366 ");
        await alice.Ask("JOIN #room", " 366 ");
        await foo.Ask("PRIVMSG #room :hello", " 404 ");
        Assert.DoesNotContain(await alice.Ask("PRIVMSG #room :hello"), line => line.Contains(" 404 ", StringComparison.Ordinal));
        await _op.Ask("MODE #room +v foo", "MODE #room +v foo");
        Assert.DoesNotContain(await foo.Ask("PRIVMSG #room :hello"), line => line.Contains(" 404 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_said_without_a_voice_can_be_for_moderators_alone()
    {
        await _op.Ask("MODE #room +U", "MODE #room +U");
        await using var foo = await IrcClient.Guest(_server, "foo", "echo-message");
        await using var bar = await IrcClient.Guest(_server, "bar");
        var alice = await _server.SignUp("alice");
        await alice.Send(HttpMethod.Put, "/api/v1/rooms/room/members/alice", null, HttpStatusCode.Created);
        await foo.Ask("JOIN #room", " 366 ");
        await bar.Ask("JOIN #room", " 366 ");
        await foo.All();
        Assert.Equal([":foo!~foo@people.parlor PRIVMSG #room :psst"], await foo.Ask("PRIVMSG #room :psst"));
        await _op.Until(":foo!~foo@people.parlor PRIVMSG #room :psst");
        Assert.Empty(await bar.All());
        Assert.Equal(0, (await alice.Get("/api/v1/rooms/room/messages")).GetProperty("messages").GetArrayLength());
        await alice.Refuses(
            HttpMethod.Post, "/api/v1/rooms/room/messages", new { text = "Hi", clientId = "1" }, HttpStatusCode.Forbidden, "forbidden");
        await _op.Ask("MODE #room +v foo", "MODE #room +v foo");
        await foo.Ask("PRIVMSG #room :hello", "PRIVMSG #room :hello");
        await bar.Until("PRIVMSG #room :hello");
    }

    [Fact]
    public async Task Who_may_not_come_in_is_taken_elsewhere()
    {
        await using var foo = await IrcClient.Guest(_server, "foo");
        await foo.Ask("JOIN #theirs", " 366 ");
        await _op.Ask("JOIN #hall", " 366 ");
        await _op.Ask("MODE #room +f #nowhere", " 696 op #room f #nowhere ");
        await _op.Ask("MODE #room +f #theirs", " 482 ");
        await _op.Ask("MODE #room +if #hall", "MODE #room +if #hall");
        await _op.Ask("MODE #room", " 324 op #room +intf #hall");
        var lines = await foo.Ask("JOIN #room");
        Assert.Contains(lines, line => line.Contains(" 470 foo #room #hall ", StringComparison.Ordinal));
        Assert.Contains(":foo!~foo@people.parlor JOIN #hall", lines);
        await _op.Ask("MODE #room -f", "MODE #room -f");
        await foo.Ask("JOIN #room", " 473 ");
    }

    [Fact]
    public async Task A_mask_keeps_out_whom_it_fits_and_no_exception_lets_in()
    {
        var accounts = (Alice: await _server.SignUp("alice"), Bob: await _server.SignUp("bob"));
        await _op.Ask("MODE #room +b BAR", "MODE #room +b bar!*@*");
        await using var bar = await IrcClient.Guest(_server, "Bar");
        await bar.Ask("JOIN #room", " 474 Bar #room ");
        await _op.Ask("MODE #room -b bar!*@*", "MODE #room -b bar!*@*");
        await bar.Ask("JOIN #room", " 366 ");
        await _op.Ask("MODE #room +be *!*@* a:alice", "MODE #room +e a:alice");
        await using var alice = await IrcClient.Account(_server, accounts.Alice);
        await using var bob = await IrcClient.Account(_server, accounts.Bob);
        await bob.Ask("JOIN #room", " 474 ");
        await alice.Ask("JOIN #room", " 366 ");
        await bar.Ask("MODE #room b", " 367 Bar #room *!*@* op ");
        await bar.Ask("MODE #room e", " 348 Bar #room a:alice op ");
        Assert.DoesNotContain(await bob.Ask("MODE #room b"), line => line.Contains(" 367 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_ban_of_somebody_with_an_account_holds_wherever_they_come_from()
    {
        // The first account is the server's owner, whom nobody bans from a public room.
        await _server.SignUp("owner");
        var someone = await _server.SignUp("alice");
        await using var alice = await IrcClient.Account(_server, someone);
        await alice.Ask("JOIN #room", " 366 ");
        await _op.Ask("MODE #room +b alice!*@*", "MODE #room +b alice!*@*");
        await alice.Until(" KICK #room alice ");
        await alice.Ask("JOIN #room", " 474 ");
        await someone.Refuses(HttpMethod.Put, "/api/v1/rooms/room/members/alice", null, HttpStatusCode.Forbidden, "forbidden");
        await _op.Ask("MODE #room b", " 367 op #room alice!*@* op ");
        await _op.Ask("MODE #room -b alice!*@*", "MODE #room -b alice!*@*");
        await alice.Ask("JOIN #room", " 366 ");
    }

    [Fact]
    public async Task A_private_room_is_open_to_those_whom_an_exception_names()
    {
        await _op.Ask("MODE #room +iI foo!*@*", "MODE #room +I foo!*@*");
        await using var foo = await IrcClient.Guest(_server, "foo");
        await using var bar = await IrcClient.Guest(_server, "bar");
        await bar.Ask("JOIN #room", " 473 bar #room ");
        await foo.Ask("JOIN #room", " 366 ");
        await _op.Ask("MODE #room I", " 346 op #room foo!*@* op ");
        await foo.Ask("PART #room", "PART #room");
        await _op.Ask("MODE #room -I foo!*@*", "MODE #room -I foo!*@*");
        await foo.Ask("JOIN #room", " 473 ");
    }

    [Fact]
    public async Task A_mute_silences_whom_it_fits()
    {
        await _op.Ask("MODE #room +b m:foo!*@*", "MODE #room +b m:foo!*@*");
        await using var foo = await IrcClient.Guest(_server, "foo");
        await foo.Ask("JOIN #room", " 366 ");
        await foo.Ask("PRIVMSG #room :hello", " 404 foo #room ");
        await foo.Ask("PRIVMSG @#room :hello", " 404 foo @#room ");
        await _op.Ask("MODE #room +e m:*!~foo@*", "MODE #room +e m:*!~foo@*");
        Assert.DoesNotContain(await foo.Ask("PRIVMSG #room :hello"), line => line.Contains(" 404 ", StringComparison.Ordinal));
        await _op.Until("PRIVMSG #room :hello");
    }
}

public sealed class IrcChannelModesOnSqlite() : IrcChannelModesSpecification(DatabaseKind.Sqlite);

public sealed class IrcChannelModesOnPostgres() : IrcChannelModesSpecification(DatabaseKind.Postgres);
