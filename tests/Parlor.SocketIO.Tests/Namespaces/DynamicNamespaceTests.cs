using System.Text.RegularExpressions;
using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Namespaces;

/// <summary>Namespaces that clients name.</summary>
public sealed class DynamicNamespaceTests
{
    private static readonly Regex RoomPattern = new(@"^/room-\d+$", RegexOptions.NonBacktracking);

    [Fact]
    public async Task A_pattern_admits_names_and_its_handlers_serve_them_all()
    {
        await using TestServer server = await TestServer.StartAsync();
        ParentNamespace rooms = server.IO.Of(RoomPattern);
        rooms.OnConnection(socket => socket.Emit("welcome", socket.Namespace.Name));
        using RawWebSocket client = await server.OpenAsync();

        await client.SendTextAsync("40/room-1,");
        Assert.StartsWith("40/room-1,", await client.ReadTextAsync(), StringComparison.Ordinal);
        Assert.Equal("""42/room-1,["welcome","/room-1"]""", await client.ReadTextAsync());
        await client.SendTextAsync("40/room-x,");
        Assert.Equal("""44/room-x,{"message":"Invalid namespace"}""", await client.ReadTextAsync());
    }

    [Fact]
    public async Task A_rule_decides_by_name_and_auth_and_the_first_that_admits_wins()
    {
        await using TestServer server = await TestServer.StartAsync();
        server.IO.Of(async (name, auth) =>
        {
            await Task.Yield();
            return name is "/a" && auth.TryGetProperty("key", out var key) && key.GetInt32() == 1;
        }).OnConnection(socket => socket.Emit("by", "rule"));
        server.IO.Of((_, _) => ValueTask.FromResult(true)).OnConnection(socket => socket.Emit("by", "default"));
        using RawWebSocket client = await server.OpenAsync();

        await client.SendTextAsync("""40/a,{"key":1}""");
        await client.ReadTextAsync();
        Assert.Equal("""42/a,["by","rule"]""", await client.ReadTextAsync());
        await client.SendTextAsync("40/b,");
        await client.ReadTextAsync();
        Assert.Equal("""42/b,["by","default"]""", await client.ReadTextAsync());
    }

    [Fact]
    public async Task What_a_parent_emits_goes_to_all_its_children_and_its_middleware_guards_them()
    {
        await using TestServer server = await TestServer.StartAsync();
        ParentNamespace rooms = server.IO.Of(RoomPattern);
        rooms.Use((socket, next) => socket.Namespace.Name is "/room-9" ? throw new ConnectionRefusedException("closed") : next());
        using RawWebSocket client = await server.OpenAsync();
        foreach (int number in (int[])[1, 2])
        {
            await client.SendTextAsync($"40/room-{number},");
            await client.ReadTextAsync();
        }

        await client.SendTextAsync("40/room-9,");
        Assert.Equal("""44/room-9,{"message":"closed"}""", await client.ReadTextAsync());
        rooms.Emit("all");
        string[] got = [await client.ReadTextAsync(), await client.ReadTextAsync()];
        Assert.Equal(["""42/room-1,["all"]""", """42/room-2,["all"]"""], got.Order(StringComparer.Ordinal));
        Assert.Equal(2, (await rooms.FetchSockets()).Count);
    }

    [Fact]
    public async Task A_child_is_forgotten_when_its_last_client_has_left_and_made_anew_for_the_next()
    {
        await using TestServer server = await TestServer.StartAsync();
        ParentNamespace rooms = server.IO.Of(RoomPattern);
        var made = new System.Collections.Concurrent.ConcurrentQueue<Namespace>();
        server.IO.OnNewNamespace(made.Enqueue);
        using RawWebSocket client = await server.OpenAsync();
        for (int i = 1; i <= 2; i++)
        {
            await client.SendTextAsync("40/room-1,");
            await client.ReadTextAsync();
            Assert.Equal(i, made.Count);
            await client.SendTextAsync("41/room-1,");
            // What comes after it has been handled once this is answered.
            await client.SendTextAsync("40/nowhere,");
            await client.ReadTextAsync();
            Assert.Empty(rooms.Children);
        }
    }

    [Fact]
    public async Task With_clean_up_off_a_child_stays()
    {
        await using TestServer server = await TestServer.StartAsync(options => options.CleanupEmptyChildNamespaces = false);
        ParentNamespace rooms = server.IO.Of(RoomPattern);
        using RawWebSocket client = await server.OpenAsync();
        await client.SendTextAsync("40/room-1,");
        await client.ReadTextAsync();
        await client.SendTextAsync("41/room-1,");
        await client.SendTextAsync("40/nowhere,");
        await client.ReadTextAsync();
        Assert.Equal("/room-1", Assert.Single(rooms.Children).Name);
    }

    [Fact]
    public async Task Many_clients_coming_and_going_at_once_never_find_a_closed_child()
    {
        await using TestServer server = await TestServer.StartAsync();
        server.IO.Of(RoomPattern);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            using RawWebSocket client = await server.OpenAsync();
            for (int i = 0; i < 200; i++)
            {
                await client.SendTextAsync("40/room-1,");
                Assert.StartsWith("""40/room-1,{"sid":""", await client.ReadTextAsync(), StringComparison.Ordinal);
                await client.SendTextAsync("41/room-1,");
            }
        }));
    }

    [Fact]
    public async Task The_number_of_children_and_of_namespaces_of_a_connection_is_bounded()
    {
        await using TestServer server = await TestServer.StartAsync(options =>
        {
            options.MaxChildNamespaces = 2;
            options.MaxNamespacesPerConnection = 3;
        });
        server.IO.Of(RoomPattern);
        using RawWebSocket client = await server.OpenAsync();
        string[] answers = new string[5];
        string[] names = ["/room-1", "/room-2", "/room-3", "/", "/other"];
        for (int i = 0; i < names.Length; i++)
        {
            await client.SendTextAsync(names[i] is "/" ? "40" : $"40{names[i]},");
            answers[i] = await client.ReadTextAsync();
        }

        Assert.StartsWith("40/room-1,", answers[0], StringComparison.Ordinal);
        Assert.StartsWith("40/room-2,", answers[1], StringComparison.Ordinal);
        Assert.Equal("""44/room-3,{"message":"Invalid namespace"}""", answers[2]);
        Assert.StartsWith("40{", answers[3], StringComparison.Ordinal);
        Assert.Equal("""44/other,{"message":"Too many namespaces"}""", answers[4]);
    }
}
