using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Parlor.Server.Terminal;
using Parlor.Server.Terminal.Ports;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Terminal.Lines;

/// <summary>What <c>nc</c> is to the server: bytes out, text in.</summary>
internal sealed class LineClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private const int MostKept = 1024 * 1024;

    private readonly Socket _socket;
    private readonly byte[] _buffer = new byte[64 * 1024];
    private string _unread = "";

    private LineClient(Socket socket) => _socket = socket;

    public static async Task<TestServer> StartServer(params (string Name, string Value)[] settings) => await TestServer.Start(
        settings: [("Lines:Listen", "localhost:0"), ("Lines:LineBurst", "100000"), ("Limits:PostBurst", "100000"), .. settings]);

    public static async Task<LineClient> Connect(TestServer server)
    {
        var address = server.Services.GetRequiredService<TextServer>().AddressOf("Line chat")!;
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveBufferSize = 16 * 1024 };
        await socket.ConnectAsync(new IPEndPoint(address.Address, address.Port));
        return new LineClient(socket);
    }

    /// <summary>Connects as somebody, and waits until they have been shown all that is shown at first.</summary>
    public static async Task<LineClient> LogIn(TestServer server, string username)
    {
        var client = await Connect(server);
        await client.Send($"/login {username} correct horse battery");
        await client.Until($"Hello, {username}. ");
        await client.Settle();
        return client;
    }

    public Task Send(string line) => SendBytes(Encoding.UTF8.GetBytes(line + "\n"));

    public async Task SendBytes(params byte[] bytes)
    {
        using var patience = new CancellationTokenSource(Patience);
        for (var sent = 0; sent < bytes.Length;)
            sent += await _socket.SendAsync(bytes.AsMemory(sent), patience.Token);
    }

    /// <summary>Says that nothing more is sent, as <c>nc -N</c> does at the end of its input.</summary>
    public void EndInput() => _socket.Shutdown(SocketShutdown.Send);

    /// <summary>All that comes up to and including a text; fails if it does not come.</summary>
    public async Task<string> Until(string text)
    {
        var wanted = Encoded(text);
        while (true)
        {
            if (_unread.IndexOf(wanted, StringComparison.Ordinal) is >= 0 and var at)
            {
                var read = _unread[..(at + wanted.Length)];
                _unread = _unread[read.Length..];
                return Decoded(read);
            }

            Assert.True(await Receive(), $"'{text}' did not come, but: {Decoded(_unread)}");
        }
    }

    /// <summary>The next line, without its end.</summary>
    public async Task<string> Next() => (await Until("\n"))[..^1];

    /// <summary>Checks that the next lines are these.</summary>
    public async Task Says(params string[] lines)
    {
        foreach (var line in lines)
            Assert.Equal(line, await Next());
    }

    /// <summary>Sends a line and checks what comes of it.</summary>
    public async Task Gets(string line, params string[] answers)
    {
        await Send(line);
        await Says(answers);
    }

    /// <summary>Waits until all that was sent is answered, and gives it back.</summary>
    public async Task<string> Settle()
    {
        const string Answer = "! There is no command /settle; /help lists them. A message that begins with / is typed with two.\n";
        await Send("/settle");
        return (await Until(Answer))[..^Answer.Length];
    }

    /// <summary>All that comes until the server ends the connection.</summary>
    public async Task<string> Rest()
    {
        while (await Receive())
        {
            // There is more; the end of it tells enough.
            if (_unread.Length > MostKept)
                _unread = _unread[^(MostKept / 2)..];
        }

        return Decoded(_unread);
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<bool> Receive()
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var count = await _socket.ReceiveAsync(_buffer, patience.Token);
            _unread += Encoding.Latin1.GetString(_buffer, 0, count);
            return count > 0;
        }
        catch (SocketException)
        {
            return false;
        }
        catch (OperationCanceledException late)
        {
            throw new TimeoutException($"Nothing comes any more; unread: {Decoded(_unread)}", late);
        }
    }

    // One character is one byte until it is looked at, so that no text is torn apart.
    private static string Encoded(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    private static string Decoded(string bytes) => Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(bytes));
}
