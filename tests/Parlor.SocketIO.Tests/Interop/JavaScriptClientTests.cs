using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Interop;

/// <summary>The official client, npm socket.io-client 4.8, over each transport.</summary>
public sealed class JavaScriptClientTests : IClassFixture<NodeModules>
{
    [Theory]
    [InlineData("websocket")]
    [InlineData("polling")]
    [InlineData("polling,websocket")]
    public async Task The_official_client_finds_everything_in_order(string transports)
    {
        await using TestServer server = await InteropServer.StartAsync();
        await ForeignProcess.RunAsync("node", "client.mjs", server.Url.ToString(), transports);
        Assert.DoesNotContain(server.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }
}
