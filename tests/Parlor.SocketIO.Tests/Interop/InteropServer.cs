using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Interop;

/// <summary>The application that every foreign client is run against.</summary>
internal static class InteropServer
{
    public static async Task<TestServer> StartAsync()
    {
        TestServer server = await TestServer.StartAsync(options =>
        {
            options.PingInterval = TimeSpan.FromMilliseconds(300);
            options.PingTimeout = TimeSpan.FromSeconds(5);
        });
        server.IO.OnConnection(socket =>
        {
            socket.Emit("welcome", socket.Handshake.Auth);
            socket.On("echo", e => socket.Emit("echo", e.Arguments));
            socket.On("ack", e => e.Ack!.Send(e.Arguments));
            // Asks the client a question, and reports what it answered.
            socket.On("ask me", async e =>
            {
                object?[] arguments = e.Arguments;
                RawJson answer = e.HasBinary
                    ? Quote(Convert.ToHexString((await socket.Timeout(Wait.Limit).EmitWithAck<byte[]>("question", arguments))!))
                    : Quote((await socket.Timeout(Wait.Limit).EmitWithAck<string>("question", arguments))!);
                e.Ack!.Send(answer);
            });
            socket.On("join", (string room) => socket.Join(room));
            socket.On("tell", (string room, string text) => server.IO.To(room).Emit("told", text));
            socket.On("leave me", _ => socket.Disconnect());
            socket.On("cut me", _ => socket.Connection.Close());
        });
        server.IO.Of("/custom").OnConnection(socket => socket.On("where", e => e.Ack!.Send("custom")));
        server.IO.Of("/closed").Use((_, _) => throw new ConnectionRefusedException("not you", new { Code = "unauthorized" }));
        return server;
    }

    private static RawJson Quote(string text) => new(System.Text.Encoding.UTF8.GetBytes($"\"{text}\""));
}
