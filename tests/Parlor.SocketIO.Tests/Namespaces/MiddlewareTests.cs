using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Namespaces;

public sealed class MiddlewareTests
{
    [Fact]
    public async Task Steps_run_in_order_and_may_take_their_time()
    {
        await using TestServer server = await TestServer.StartAsync();
        var gate = new TaskCompletionSource();
        server.IO.Use(async (socket, next) =>
        {
            await gate.Task;
            socket.Data["steps"] = "a";
            await next();
        });
        server.IO.Use((socket, next) =>
        {
            socket.Data["steps"] += "b";
            socket.Join("joined in a middleware");
            return next();
        });
        server.IO.OnConnection(socket => socket.Emit("steps", socket.Data["steps"], socket.Rooms.Count));
        using RawWebSocket webSocket = await server.OpenAsync();
        await webSocket.SendTextAsync("40");
        // Another client is not held up by the one that waits.
        using RawWebSocket other = await server.OpenAsync();
        await other.SendTextAsync("40/unknown");
        Assert.StartsWith("44", await other.ReadTextAsync(), StringComparison.Ordinal);
        gate.SetResult();
        Assert.StartsWith("40", await webSocket.ReadTextAsync(), StringComparison.Ordinal);
        Assert.Equal("""42["steps","ab",2]""", await webSocket.ReadTextAsync());
    }

    [Fact]
    public async Task A_refusal_tells_message_and_data_and_leaves_the_connection_open()
    {
        await using TestServer server = await TestServer.StartAsync();
        bool refuse = true;
        server.IO.Use((socket, next) =>
        {
            socket.Join("room");
            return refuse ? throw new ConnectionRefusedException("not you", new { Code = "unauthorized" }) : next();
        });
        using RawWebSocket webSocket = await server.OpenAsync();
        await webSocket.SendTextAsync("40");
        Assert.Equal("""44{"message":"not you","data":{"code":"unauthorized"}}""", await webSocket.ReadTextAsync());
        Assert.Empty(server.IO.Sockets);
        Assert.Empty(server.IO.Main.Adapter.Find(new BroadcastTarget(["room"], [])));

        refuse = false;
        await webSocket.SendTextAsync("40");
        Assert.StartsWith("40", await webSocket.ReadTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_is_logged_and_not_told()
    {
        await using TestServer server = await TestServer.StartAsync();
        server.IO.Use((_, _) => throw new InvalidOperationException("secret"));
        using RawWebSocket webSocket = await server.OpenAsync();
        await webSocket.SendTextAsync("40");
        Assert.Equal("""44{"message":"Internal error"}""", await webSocket.ReadTextAsync());
        Assert.Contains(server.Log.Lines, line => line.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_step_that_goes_no_further_refuses()
    {
        await using TestServer server = await TestServer.StartAsync();
        server.IO.Use((_, _) => Task.CompletedTask);
        using RawWebSocket webSocket = await server.OpenAsync();
        await webSocket.SendTextAsync("40");
        Assert.Equal("""44{"message":"Connection refused"}""", await webSocket.ReadTextAsync());
    }

    [Fact]
    public async Task Middleware_of_one_namespace_does_not_concern_another()
    {
        await using TestServer server = await TestServer.StartAsync();
        server.IO.Use((_, _) => throw new ConnectionRefusedException("no"));
        server.IO.Of("/open");
        using RawWebSocket webSocket = await server.OpenAsync();
        await webSocket.SendTextAsync("40/open");
        Assert.StartsWith("40/open,{", await webSocket.ReadTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_leaves_during_a_middleware_never_becomes_connected()
    {
        await using TestServer server = await TestServer.StartAsync();
        var inside = new Expected<EngineConnection>();
        var gate = new TaskCompletionSource();
        var passed = new Expected<bool>();
        bool connected = false;
        server.IO.Use(async (socket, next) =>
        {
            inside.Set(socket.Connection);
            await gate.Task;
            await next();
            passed.Set(true);
        });
        server.IO.OnConnection(_ => connected = true);
        using RawWebSocket webSocket = await server.OpenAsync();
        await webSocket.SendTextAsync("40");
        await inside.Value;
        await webSocket.SendTextAsync("1");
        await webSocket.ReadCloseAsync();
        await webSocket.ReadEndAsync();
        gate.SetResult();
        await passed.Value;
        Assert.Empty(server.IO.Sockets);
        Assert.False(connected);
    }
}
