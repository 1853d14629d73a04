using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Parlor.Server.Terminal;
using Parlor.Server.Terminal.Ports;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Terminal.Irc;

/// <summary>A client of IRC for tests: what it sends and gets are lines over TCP.</summary>
public sealed class IrcClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly TcpClient _tcp = new();
    private StreamReader _reader = null!;
    private int _pings;

    private IrcClient()
    {
    }

    /// <summary>Starts a server that speaks IRC; by these settings besides.</summary>
    public static Task<TestServer> Server(params (string Name, string Value)[] settings) =>
        TestServer.Start(DatabaseKind.Sqlite, [("Irc:Listen", "127.0.0.1:0"), .. settings]);

    /// <summary>Starts a server that lets guests in, who make rooms by joining them.</summary>
    public static Task<TestServer> OpenServer(DatabaseKind database = DatabaseKind.Sqlite) => TestServer.Start(
        database, ("Irc:Listen", "127.0.0.1:0"), ("Irc:Guests", "true"), ("Irc:JoinCreatesRoom", "true"));

    public static async Task<IrcClient> Connect(TestServer server)
    {
        var client = new IrcClient();
        var address = server.Services.GetRequiredService<TextServer>().AddressOf("IRC")!;
        await client._tcp.ConnectAsync(IPAddress.Loopback, address.Port);
        client._reader = new StreamReader(client._tcp.GetStream(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        return client;
    }

    /// <summary>Connects as a guest, and is past the greeting.</summary>
    public static async Task<IrcClient> Guest(TestServer server, string nick, string capabilities = "")
    {
        var client = await Connect(server);
        await client.Register(nick, capabilities);
        return client;
    }

    /// <summary>Connects with an account, and is past the greeting.</summary>
    public static async Task<IrcClient> Account(TestServer server, Someone someone, string capabilities = "")
    {
        var client = await Connect(server);
        await client.Send($"PASS :{someone.Username}:correct horse battery");
        await client.Register(someone.Username, capabilities);
        return client;
    }

    public async Task Send(params string[] lines) =>
        await SendRaw(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\r\n"))));

    public async Task SendRaw(byte[] bytes) => await _tcp.GetStream().WriteAsync(bytes);

    /// <summary>The next line; null at the end.</summary>
    public async Task<string?> Next() => await _reader.ReadLineAsync().WaitAsync(Patience);

    /// <summary>The next line that holds this text; those before it are passed over.</summary>
    public async Task<string> Until(string text)
    {
        var seen = new List<string>();
        while (true)
        {
            var line = await Next();
            Assert.True(line is not null, $"The end came before '{text}', after:\n{string.Join('\n', seen)}");
            if (line.Contains(text, StringComparison.Ordinal))
                return line;
            seen.Add(line);
        }
    }

    /// <summary>All that has come until now, by a round trip.</summary>
    public async Task<IReadOnlyList<string>> All()
    {
        var token = $"round-trip-{++_pings}";
        await Send($"PING {token}");
        var lines = new List<string>();
        while (true)
        {
            var line = await Next() ?? throw new InvalidOperationException("The connection has ended after:\n" + string.Join('\n', lines));
            if (line.EndsWith(token, StringComparison.Ordinal))
                return lines;
            lines.Add(line);
        }
    }

    /// <summary>Sends lines, and gives all that comes of them.</summary>
    public async Task<IReadOnlyList<string>> Ask(params string[] lines)
    {
        await Send(lines);
        return await All();
    }

    /// <summary>Sends a line, and checks that a line with this text comes of it.</summary>
    public async Task<string> Ask(string line, string expected)
    {
        var lines = await Ask(line);
        Assert.Contains(lines, one => one.Contains(expected, StringComparison.Ordinal));
        return lines.First(one => one.Contains(expected, StringComparison.Ordinal));
    }

    public ValueTask DisposeAsync()
    {
        _tcp.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task Register(string nick, string capabilities)
    {
        if (capabilities.Length > 0)
            await Send("CAP LS 302", $"CAP REQ :{capabilities}");
        await Send($"NICK {nick}", $"USER {nick} 0 * :Real {nick}");
        if (capabilities.Length > 0)
            await Send("CAP END");
        await Until(" 001 ");
        await All();
    }
}
