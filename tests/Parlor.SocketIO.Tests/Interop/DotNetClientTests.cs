using Parlor.SocketIO.Tests.Support;
using SocketIOClient;
using SocketIOClient.Transport;
using Client = SocketIOClient.SocketIO;

namespace Parlor.SocketIO.Tests.Interop;

/// <summary>SocketIOClient for .NET, over each transport.</summary>
public sealed class DotNetClientTests
{
    [Theory]
    [InlineData(TransportProtocol.WebSocket, false)]
    [InlineData(TransportProtocol.Polling, false)]
    [InlineData(TransportProtocol.Polling, true)]
    public async Task The_DotNet_client_finds_everything_in_order(TransportProtocol transport, bool upgrade)
    {
        await using TestServer server = await InteropServer.StartAsync();
        using var client = new Client(server.Url, new SocketIOClient.SocketIOOptions
        {
            Transport = transport,
            AutoUpgrade = upgrade,
            Reconnection = false,
            Auth = new Dictionary<string, string>(StringComparer.Ordinal) { ["token"] = "t" },
        });
        var welcome = new Expected<string>();
        var echo = new Expected<(string Text, byte[] Data)>();
        var gone = new Expected<string>();
        client.On("welcome", response => welcome.Set(response.GetValue(0).GetProperty("token").GetString()!));
        client.On("echo", response => echo.Set((response.GetValue<string>(0), response.GetValue<byte[]>(1))));
        client.On("question", response => _ = response.CallbackAsync(response.GetValue<string>()));
        client.OnDisconnected += (_, reason) => gone.Set(reason);

        await client.ConnectAsync().Soon();
        Assert.Equal("t", await welcome.Value);

        await client.EmitAsync("echo", "grüße 😀", new byte[] { 1, 2, 3 });
        (string text, byte[] data) = await echo.Value;
        Assert.Equal("grüße 😀", text);
        Assert.Equal([1, 2, 3], data);

        Assert.Equal("one", await CallAsync(client, "ack", "one"));
        Assert.Equal("why", await CallAsync(client, "ask me", "why"));

        await client.EmitAsync("cut me");
        Assert.NotEmpty(await gone.Value);
    }

    private static Task<string> CallAsync(Client client, string name, string argument)
    {
        var answer = new Expected<string>();
        _ = client.EmitAsync(name, response => answer.Set(response.GetValue<string>()), argument);
        return answer.Value;
    }
}
