using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Parlor.Server.Terminal;
using Parlor.Server.Terminal.Ports;
using Parlor.Server.Tests.Accounts;
using Parlor.Server.Tests.Accounts.TwoFactor;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Terminal.Irc;

/// <summary>Showing who one is: as a guest too who is here already, with a second factor, by TLS, to a server with a password.</summary>
public sealed class IrcLogInTests : IDisposable
{
    private const string Password = "correct horse battery";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("parlor-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_guest_logs_in_and_goes_on_as_somebody_with_an_account()
    {
        await using var server = await IrcClient.OpenServer();
        await server.SignUp("alice");
        await using var bar = await IrcClient.Guest(server, "bar", "extended-join");
        await using var watcher = await IrcClient.Guest(server, "watcher", "extended-monitor account-notify");
        await using var foo = await IrcClient.Guest(server, "foo", "sasl");
        await watcher.Ask("MONITOR + foo", " 730 watcher foo!");
        await foo.Ask("JOIN #own", "@foo");
        await bar.Ask("JOIN #room", "@bar");
        await foo.Ask("JOIN #room", " 366 ");
        await bar.All();
        await foo.Ask("AWAY :lunch", " 306 ");

        Assert.Equal(["AUTHENTICATE +"], await foo.Ask("AUTHENTICATE PLAIN"));
        await foo.Ask("AUTHENTICATE " + Plain("alice", "wrong horse battery"), " 904 foo ");
        var said = await foo.Ask(["AUTHENTICATE PLAIN", "AUTHENTICATE " + Plain("alice", Password)]);
        Assert.Equal(
            [
                "AUTHENTICATE +", ":irc.parlor 900 foo foo!foo@people.parlor alice :You are now logged in as alice",
                ":irc.parlor 903 foo :SASL authentication successful",
            ],
            said.Take(3));
        Assert.Contains(":foo!~foo@people.parlor JOIN #room", said);
        Assert.Contains(said, line => line.Contains(" 353 foo = #room ", StringComparison.Ordinal));
        Assert.Equal([":foo!~foo@people.parlor QUIT :Logging in", ":foo!~foo@people.parlor JOIN #room alice :Real foo"], await bar.All());
        Assert.Equal([":foo!~foo@people.parlor ACCOUNT alice"], await watcher.All());
        Assert.Equal("@bar foo", string.Join(' ', (await bar.Ask("NAMES #room"))[0].Split(' ')[5..].Select(nick => nick.TrimStart(':')).Order(StringComparer.Ordinal)));
        var whois = await bar.Ask("WHOIS foo");
        Assert.Contains(":irc.parlor 330 bar foo alice :is logged in as", whois);
        Assert.Contains(":irc.parlor 301 bar foo lunch", whois);

        await foo.Ask("AUTHENTICATE PLAIN", " 907 ");
        await foo.Ask("NS IDENTIFY alice " + Password, "NOTICE foo :REGISTER ");
        await foo.Ask("PRIVMSG #room :still here");
        await bar.Until(":foo!~foo@people.parlor PRIVMSG #room :still here");
        await foo.Send("QUIT");
        await foo.Until("ERROR");
        Assert.Null(await foo.Next());
        await watcher.Until(" 731 watcher foo");
        await bar.Ask("NICK foo", "NICK foo");
    }

    [Fact]
    public async Task Who_logs_in_later_has_the_nick_and_the_rooms_that_they_have_elsewhere()
    {
        await using var server = await IrcClient.OpenServer();
        var alice = await server.SignUp("alice");
        await using var first = await IrcClient.Account(server, alice);
        await first.Ask("JOIN #hers", " 366 ");
        await using var boss = await IrcClient.Guest(server, "boss");
        await boss.Ask("JOIN #closed", "@boss");
        await boss.Ask("MODE #closed +b a:alice", "MODE #closed +b a:alice");
        await using var foo = await IrcClient.Guest(server, "foo");
        await foo.Ask("JOIN #closed", " 366 ");
        var said = await foo.Ask("PRIVMSG NickServ :IDENTIFY alice " + Password);
        Assert.Contains(":NickServ!NickServ@irc.parlor NOTICE alice :You are logged in", said);
        Assert.Contains(":foo!~foo@people.parlor NICK alice", said);
        Assert.Contains(":alice!alice@people.parlor JOIN #hers", said);
        Assert.Contains(":alice!alice@people.parlor PART #closed :Logging in", said);
        Assert.Contains(said, line => line.Contains(" 474 alice #closed ", StringComparison.Ordinal));
        await boss.Until(":foo!~foo@people.parlor QUIT :Logging in");
        await first.Ask("PRIVMSG #hers :to both");
        await foo.Until("PRIVMSG #hers :to both");
        await boss.Ask("NICK foo", "NICK foo");
    }

    [Fact]
    public async Task With_a_second_factor_the_password_is_followed_by_a_code()
    {
        await using var server = await IrcClient.OpenServer();
        using var browser = new Browser(server);
        await browser.SignUp("ada");
        var (app, _) = await Authenticator.SetUp(browser, server.Clock);
        await using var irc = await IrcClient.Connect(server);
        await irc.Send("CAP REQ :sasl", "AUTHENTICATE PLAIN", "AUTHENTICATE " + Plain("ada", Password));
        Assert.Contains("send the password, a space, and the code", await irc.Until(" 904 "), StringComparison.Ordinal);
        await irc.Send("AUTHENTICATE PLAIN", "AUTHENTICATE " + Plain("ada", $"{Password} {app.WrongCode}"));
        await irc.Until(" 904 ");
        await irc.Send("AUTHENTICATE PLAIN", "AUTHENTICATE " + Plain("ada", $"{Password} {app.NextCode()}"));
        await irc.Until(" 903 ");

        await using var refused = await IrcClient.Connect(server);
        await refused.Send($"PASS :ada:{Password}", "NICK ada", "USER a 0 * :A");
        Assert.Contains("send the password, a space, and the code", await refused.Until(" 464 "), StringComparison.Ordinal);
        await using var pass = await IrcClient.Connect(server);
        await pass.Send($"PASS :ada:{Password} {app.NextCode()}", "NICK ada", "USER a 0 * :A");
        await pass.Until(" 001 ada ");
    }

    [Theory]
    [InlineData("a password that ends in 123456")]
    [InlineData("éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé")]
    public async Task A_password_is_what_its_owner_has_chosen(string password)
    {
        await using var server = await IrcClient.OpenServer();
        await using var early = await IrcClient.Connect(server);
        await early.Send("CAP LS 302", "NICK early", $"REGISTER * * :{password}");
        await early.Until(" REGISTER SUCCESS early ");
        await using var irc = await IrcClient.Connect(server);
        await irc.Send("CAP REQ :sasl", "AUTHENTICATE PLAIN", "AUTHENTICATE " + Plain("early", password));
        await irc.Until(" 903 ");
    }

    [Theory]
    [InlineData(100, " 903 ")]
    [InlineData(97, " 903 ")]
    [InlineData(200, " 904 ")]
    [InlineData(1_100, " 905 ")]
    public async Task Long_passwords_come_in_pieces(int thirds, string answer)
    {
        await using var server = await IrcClient.OpenServer();
        await using var guest = await IrcClient.Guest(server, "foo");
        var password = string.Concat(Enumerable.Repeat("bar", thirds));
        if (thirds <= 100)
            await guest.Ask($"NS REGISTER {password}", "Account created");
        await using var irc = await IrcClient.Connect(server);
        await irc.Send("CAP REQ :sasl", "AUTHENTICATE PLAIN");
        await irc.Until("AUTHENTICATE +");
        var encoded = Plain("foo", password);
        await irc.Send([.. encoded.Chunk(400).Select(chunk => "AUTHENTICATE " + new string(chunk)), .. encoded.Length % 400 == 0 ? ["AUTHENTICATE +"] : Array.Empty<string>()]);
        await irc.Until(answer);
    }

    [Fact]
    public async Task A_server_can_ask_guests_for_a_password()
    {
        await using var server = await IrcClient.Server(("Irc:Guests", "true"), ("Irc:Password", "let me in"));
        var alice = await server.SignUp("alice");
        foreach (var first in new[] { "CAP END", "PASS :let me out" })
        {
            await using var refused = await IrcClient.Connect(server);
            await refused.Send(first, "NICK foo", "USER a 0 * :A");
            await refused.Until(" 464 ");
            await refused.Until("ERROR ");
        }

        await using var guest = await IrcClient.Connect(server);
        await guest.Send("PASS :let me in", "NICK foo", "USER a 0 * :A");
        await guest.Until(" 001 foo ");
        await using var account = await IrcClient.Account(server, alice);
        await using var sasl = await IrcClient.Connect(server);
        await sasl.Send("PASS :let me in", "CAP REQ :sasl", "AUTHENTICATE PLAIN", "AUTHENTICATE " + Plain("alice", Password), "NICK alice", "USER a 0 * :A", "CAP END");
        await sasl.Until(" 001 alice ");
    }

    [Fact]
    public async Task Where_there_is_a_certificate_IRC_is_spoken_with_TLS()
    {
        var (certificate, key) = MakeCertificate();
        await using var server = await IrcClient.Server(
            ("Irc:ListenTls", "127.0.0.1:0"), ("Kestrel:Certificates:Default:Path", certificate), ("Kestrel:Certificates:Default:KeyPath", key));
        await server.SignUp("alice");
        var address = server.Services.GetRequiredService<TextServer>().AddressOf("IRC over TLS")!;
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(address, TestContext.Current.CancellationToken);
        await using var tls = new SslStream(tcp.GetStream(), leaveInnerStreamOpen: false, (_, shown, _, _) => shown?.Subject is "CN=localhost");
        await tls.AuthenticateAsClientAsync("localhost");
        await tls.WriteAsync(
            Encoding.UTF8.GetBytes($"PASS :alice:{Password}\r\nNICK alice\r\nUSER a 0 * :A\r\nWHOIS alice\r\nQUIT\r\n"), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(tls, Encoding.UTF8);
        var said = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Contains(" 001 alice ", said, StringComparison.Ordinal);
        Assert.Contains(" 671 alice alice :is using a secure connection", said, StringComparison.Ordinal);
    }

    private static string Plain(string account, string password) => Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{account}\0{password}"));

    private (string Certificate, string Key) MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var (certificate, keyFile) = (Path.Combine(_folder.FullName, "chat.pem"), Path.Combine(_folder.FullName, "chat.key"));
        File.WriteAllText(certificate, made.ExportCertificatePem());
        File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
        return (certificate, keyFile);
    }
}
