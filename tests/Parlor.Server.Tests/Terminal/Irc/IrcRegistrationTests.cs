using System.Text;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Terminal.Irc;

public sealed class IrcRegistrationTests
{
    [Theory]
    [InlineData("PASS :alice:correct horse battery")]
    [InlineData("PASS alice:correct horse battery")]
    [InlineData("PASS :correct horse battery")]
    public async Task Somebody_with_an_account_logs_in_with_PASS(string pass)
    {
        await using var server = await IrcClient.Server();
        await server.SignUp("alice");
        await using var irc = await IrcClient.Connect(server);
        await irc.Send(pass, "NICK alice", "USER a 0 * :A");
        Assert.Contains(" 001 alice ", await irc.Until(" 001 "), StringComparison.Ordinal);
        var isupport = await irc.Until(" 005 ") + await irc.Until(" 005 ");
        Assert.Contains("PREFIX=(qaohv)~&@%+", isupport, StringComparison.Ordinal);
        Assert.Contains("CASEMAPPING=ascii", isupport, StringComparison.Ordinal);
        await irc.Until(" 376 ");
    }

    [Fact]
    public async Task Somebody_with_an_account_logs_in_with_SASL_and_has_its_name()
    {
        await using var server = await IrcClient.Server();
        await server.SignUp("alice");
        await using var irc = await IrcClient.Connect(server);
        await irc.Send("CAP LS 302");
        Assert.Contains("sasl=PLAIN", await irc.Until(" LS "), StringComparison.Ordinal);
        await irc.Send("CAP REQ :sasl", "NICK other", "USER a 0 * :A", "AUTHENTICATE PLAIN");
        await irc.Until("AUTHENTICATE +");
        await irc.Send("AUTHENTICATE " + Convert.ToBase64String(Encoding.UTF8.GetBytes("\0alice\0wrong")));
        await irc.Until(" 904 ");
        await irc.Send("AUTHENTICATE PLAIN");
        await irc.Until("AUTHENTICATE +");
        await irc.Send("AUTHENTICATE " + Convert.ToBase64String(Encoding.UTF8.GetBytes("\0alice\0correct horse battery")));
        await irc.Until(" 900 ");
        await irc.Until(" 903 ");
        await irc.Send("CAP END");
        Assert.Contains(" 001 alice ", await irc.Until(" 001 "), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PASS :alice:wrong")]
    [InlineData("CAP END")]
    public async Task Nobody_comes_in_without_an_account_where_guests_are_not_let_in(string first)
    {
        await using var server = await IrcClient.Server();
        await server.SignUp("alice");
        await using var irc = await IrcClient.Connect(server);
        await irc.Send(first, "NICK alice", "USER a 0 * :A");
        await irc.Until(" 464 ");
        await irc.Until("ERROR ");
        Assert.Null(await irc.Next());
    }

    [Fact]
    public async Task Guests_have_the_nick_that_they_ask_for_and_change_it()
    {
        await using var server = await IrcClient.OpenServer();
        await server.SignUp("alice");
        await using var foo = await IrcClient.Guest(server, "Foo");
        await using var bar = await IrcClient.Connect(server);
        await bar.Send("NICK fOO", "USER b 0 * :B");
        await bar.Until(" 433 ");
        await bar.Send("NICK alice");
        await bar.Until(" 433 ");
        await bar.Send("NICK bar");
        await bar.Until(" 001 bar ");

        await foo.Ask("JOIN #room", " 366 ");
        await bar.Ask("JOIN #room", " 366 ");
        await foo.Ask("NICK bar", " 433 ");
        await foo.Ask("NICK *", " 432 ");
        await foo.Ask("NICK baz", ":Foo!~Foo@people.parlor NICK baz");
        Assert.Contains(":Foo!~Foo@people.parlor NICK baz", await bar.All());
    }

    [Fact]
    public async Task What_needs_registration_or_parameters_says_so()
    {
        await using var server = await IrcClient.OpenServer();
        await using var irc = await IrcClient.Connect(server);
        await irc.Send("JOIN #x");
        await irc.Until(" 451 ");
        await irc.Send("USER a b");
        await irc.Until(" 461 ");
        await irc.Send("NICK foo", "USER a 0 * :A");
        await irc.Until(" 376 ");
        await irc.Ask("USER a 0 * :A", " 462 ");
        await irc.Ask("NONSENSE", " 421 ");
        await irc.Ask("JOIN", " 461 ");
        await irc.Ask("CAP REQ :no-such-thing", " NAK ");
        await irc.Ask("PRIVMSG #x :" + new string('x', 600), " 417 ");
    }

    [Fact]
    public async Task Who_does_not_register_or_does_not_answer_is_sent_away()
    {
        await using var server = await IrcClient.OpenServer();
        await using var silent = await IrcClient.Connect(server);
        await silent.Send("PING here");
        await silent.Until("PONG");
        await using var guest = await IrcClient.Guest(server, "foo");
        server.Clock.Advance(TimeSpan.FromSeconds(61));
        await silent.Until("ERROR ");
        Assert.Null(await silent.Next());
        server.Clock.Advance(TimeSpan.FromSeconds(61));
        await guest.Until("PING ");
        server.Clock.Advance(TimeSpan.FromSeconds(61));
        await guest.Until("ERROR ");
        Assert.Null(await guest.Next());
    }

    [Fact]
    public async Task Rubbish_harms_nobody()
    {
        await using var server = await IrcClient.OpenServer();
        await using var guest = await IrcClient.Guest(server, "foo");
        var random = new Random(5);
        for (var round = 0; round < 20; round++)
        {
            await using var rubbish = await IrcClient.Connect(server);
            var bytes = new byte[random.Next(1, 4_000)];
            random.NextBytes(bytes);
            await rubbish.SendRaw(bytes);
            await rubbish.SendRaw("\r\nPING alive\r\n"u8.ToArray());
            await rubbish.Until("alive");
        }

        Assert.Empty(await guest.All());
    }
}
