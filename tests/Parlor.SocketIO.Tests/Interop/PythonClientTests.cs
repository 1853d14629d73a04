using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Interop;

/// <summary>Debian's python3-socketio, over each transport.</summary>
public sealed class PythonClientTests
{
    [Theory]
    [InlineData("websocket")]
    [InlineData("polling")]
    [InlineData("polling,websocket")]
    public async Task The_Python_client_finds_everything_in_order(string transports)
    {
        await using TestServer server = await InteropServer.StartAsync();
        await ForeignProcess.RunAsync("/usr/bin/python3", "client.py", server.Url.ToString(), transports);
        Assert.DoesNotContain(server.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }
}
