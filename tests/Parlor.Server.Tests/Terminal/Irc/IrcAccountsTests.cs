using System.Text;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Terminal.Irc;

public sealed class IrcAccountsTests
{
    private const string Password = "correct horse battery";

    [Fact]
    public async Task Where_there_are_guests_somebody_with_an_account_has_the_nick_they_ask_for()
    {
        await using var server = await IrcClient.OpenServer();
        await server.SignUp("alice");
        await using var guest = await IrcClient.Guest(server, "guest", "account-tag extended-join");
        await guest.Ask("JOIN #room", " 366 ");
        await using var ally = await LogIn(server, "alice", "ally");
        await ally.Ask("JOIN #room", " 366 ");
        Assert.Contains("@account=alice :ally!~u@people.parlor JOIN #room alice :Real", await guest.All());
        await guest.Ask("WHOIS ally", " 330 guest ally alice ");
        await guest.Ask("NAMES #room", "ally");

        await using var second = await LogIn(server, "alice", "ally");
        await ally.Ask("NICK al", ":ally!~u@people.parlor NICK al");
        Assert.Contains(":ally!~u@people.parlor NICK al", await second.All());
        await ally.Ask("NICK guest", " 433 ");
        await second.Send("QUIT");
        await second.Until("ERROR");
        Assert.Null(await second.Next());
        await ally.Send("QUIT");
        await ally.Until("ERROR");
        Assert.Null(await ally.Next());
        Assert.Contains("@account=alice :al!~u@people.parlor NICK alice", await guest.All());
        await guest.Ask("NICK al", "NICK al");
    }

    [Fact]
    public async Task An_account_is_made_by_IRC()
    {
        await using var server = await IrcClient.OpenServer();
        await using var early = await IrcClient.Connect(server);
        await early.Send("CAP LS 302", "NICK early", $"REGISTER * * :{Password}", "USER e 0 * :E", "CAP END");
        await early.Until(" REGISTER SUCCESS early ");
        await early.Until(" 001 early ");
        await early.Ask($"REGISTER more * :{Password}", "FAIL REGISTER ALREADY_AUTHENTICATED");

        await using var late = await IrcClient.Guest(server, "late");
        await late.Ask($"REGISTER early * :{Password}", "FAIL REGISTER USERNAME_EXISTS early ");
        await late.Ask("REGISTER * * short", "FAIL REGISTER UNACCEPTABLE_PASSWORD late ");
        await late.Ask($"REGISTER * no-address :{Password}", "FAIL REGISTER INVALID_EMAIL late ");
        await late.Ask("NS REGISTER short", ":NickServ!NickServ@irc.parlor NOTICE late :A password has 8 to 512 characters.");
        await late.Ask("PRIVMSG NickServ :REGISTER correcthorsebattery", "NOTICE late :Account created");
        await late.Ask("NICK NickServ", " 433 ");
        await late.Send("QUIT");
        await late.Until("ERROR");
        Assert.Null(await late.Next());
        await using var other = await IrcClient.Connect(server);
        await other.Send("NICK late", "USER o 0 * :O");
        await other.Until(" 433 ");
        await using var back = await LogIn(server, "late", "late", "correcthorsebattery");
        await back.Ask("WHOIS late", " 330 late late late ");
    }

    [Fact]
    public async Task Where_nobody_may_sign_up_nobody_does_by_IRC()
    {
        await using var server = await IrcClient.Server(("Irc:Guests", "true"), ("SignUp", "closed"));
        await server.SignUp("owner");
        await using var guest = await IrcClient.Guest(server, "guest");
        await guest.Ask($"REGISTER * * :{Password}", "FAIL REGISTER TEMPORARILY_UNAVAILABLE guest ");
    }

    [Fact]
    public async Task An_admin_of_the_server_is_an_operator_once_they_have_shown_it()
    {
        await using var server = await IrcClient.OpenServer();
        await server.SignUp("owner");
        await server.SignUp("member");
        await using var root = await IrcClient.Guest(server, "root");
        await using var bob = await IrcClient.Guest(server, "bob");
        await bob.Ask("MODE bob +w", "MODE bob +w");
        await root.Ask("KILL bob", " 481 ");
        await root.Ask("WALLOPS :hi", " 481 ");
        await root.Ask("MODE root +o");
        await root.Ask("OPER owner wrong", " 464 ");
        await root.Ask($"OPER member {Password}", " 464 ");
        await root.Ask("KILL bob", " 481 ");

        await root.Ask($"OPER owner {Password}", " 381 root ");
        await root.Ask("MODE root", " 221 root +o");
        await bob.Ask("WHOIS root", " 313 bob root ");
        await root.Ask("WALLOPS :hi all");
        Assert.Contains(":root!~root@people.parlor WALLOPS :hi all", await bob.All());
        await root.Ask("KILL nobody", " 401 ");
        await root.Send("KILL bob :enough");
        await bob.Until("ERROR :enough");
        Assert.Null(await bob.Next());
        await root.Ask("MODE root -o", "MODE root -o");
        await root.Ask("WALLOPS :hi", " 481 ");
    }

    private static async Task<IrcClient> LogIn(TestServer server, string account, string nick, string password = Password)
    {
        var client = await IrcClient.Connect(server);
        await client.Send("CAP REQ :sasl", "AUTHENTICATE PLAIN", "AUTHENTICATE " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{account}\0{password}")));
        await client.Send($"NICK {nick}", "USER u 0 * :Real", "CAP END");
        Assert.Contains($" 001 {nick} ", await client.Until(" 001 "), StringComparison.Ordinal);
        await client.All();
        return client;
    }
}
