using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Parlor.Server.Terminal.RoomProcesses;
using Parlor.Server.Tests.Delivery;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Terminal.RoomProcesses;

/// <summary>Rooms' processes come back, end with their server, and are managed while it runs.</summary>
public sealed class RoomSupervisionTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private RoomTestHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await RoomTestHost.Start();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_killed_process_is_back_at_once_with_nothing_lost_and_other_rooms_do_not_notice()
    {
        _host.Supervisor.Launch = Program;
        var lobby = await _host.Dedicate("lobby");
        var games = await _host.Dedicate("games");
        await using var elsewhere = await LiveClient.Connect(games, _host.Ada);
        long seq;
        await using (var ben = await LiveClient.Connect(lobby, _host.Ben))
        {
            seq = (await ben.Done("send_message", new { room = "lobby", text = "before", clientId = "1" })).GetProperty("message").Number("seq");
            using var process = Process.GetProcessById((await _host.Find("lobby")).GetProperty("pid").GetInt32());
            process.Kill();
            await ben.Closed;
        }

        var back = await _host.AddressOf("lobby", restarts: 1);
        await using var again = await LiveClient.Connect(back, _host.Ben);
        var missed = await again.Done("sync", new { rooms = new { lobby = seq - 1 } });
        Assert.Contains("before", missed.ToString(), StringComparison.Ordinal);
        await elsewhere.Done("send_message", new { room = "games", text = "still here", clientId = "2" });
        Assert.Equal(0, (await _host.Find("games")).GetProperty("restarts").GetInt32());
    }

    [Fact]
    public async Task A_process_whose_server_is_gone_ends_itself()
    {
        var folder = Directory.CreateTempSubdirectory("parlor-link-");
        var door = LinkDoor.Open(Path.Combine(folder.FullName, "rooms"));
        var (secret, expected) = door.Expect();
        using var process = Program(door.Path, secret, "localhost:0");
        var link = await expected.WaitAsync(Patience);
        Assert.Equal(LinkFrameType.Listening, (await link.Read())!.Value.Type);
        await link.DisposeAsync();
        await process.Ended.WaitAsync(Patience);
        await door.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task One_that_keeps_dying_is_started_again_after_longer_and_longer_pauses()
    {
        using var started = new SemaphoreSlim(0);
        _host.Supervisor.Launch = (_, _, _) =>
        {
            started.Release();
            return new Dead();
        };
        await _host.Ada.Send(HttpMethod.Put, "/api/v1/admin/dedicated-rooms/lobby", new { listen = "5101" }, HttpStatusCode.NoContent);
        // The second start comes at once; the others when their time has come.
        Assert.True(await started.WaitAsync(Patience) && await started.WaitAsync(Patience));
        var keeper = Assert.Single(_host.Supervisor.Keepers);
        using var patience = new CancellationTokenSource(Patience);
        foreach (var pause in new[] { 0.5, 1, 2, 4 })
        {
            var since = _host.Server.Clock.GetUtcNow();
            while (!await started.WaitAsync(TimeSpan.Zero))
            {
                patience.Token.ThrowIfCancellationRequested();
                if (keeper.Status.State == RoomProcessState.Waiting)
                    _host.Server.Clock.Advance(TimeSpan.FromMilliseconds(50));
                await Task.Yield();
            }

            Assert.True(_host.Server.Clock.GetUtcNow() - since >= TimeSpan.FromSeconds(pause));
        }
    }

    [Fact]
    public async Task A_port_that_somebody_has_is_said_so()
    {
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        taken.Listen();
        var port = ((IPEndPoint)taken.LocalEndPoint!).Port;
        await _host.Ada.Send(HttpMethod.Put, "/api/v1/admin/dedicated-rooms/lobby", new { listen = $"127.0.0.1:{port}" }, HttpStatusCode.NoContent);
        using var patience = new CancellationTokenSource(Patience);
        while ((await _host.Find("lobby")).Text("problem") is null)
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    [Fact]
    public async Task Administrators_alone_give_and_take_ports_and_it_is_written_down()
    {
        const string Lobby = "/api/v1/admin/dedicated-rooms/lobby";
        await _host.Ben.Refuses(HttpMethod.Get, "/api/v1/admin/dedicated-rooms", null, HttpStatusCode.Forbidden, "forbidden");
        await _host.Ben.Refuses(HttpMethod.Put, Lobby, new { listen = "5101" }, HttpStatusCode.Forbidden, "forbidden");
        await _host.Ada.Refuses(HttpMethod.Put, Lobby, new { listen = "nowhere" }, HttpStatusCode.BadRequest, "invalid", "listen");
        await _host.Ada.Refuses(HttpMethod.Put, Lobby, new { }, HttpStatusCode.BadRequest, "invalid", "listen");
        await _host.Ada.Refuses(HttpMethod.Put, "/api/v1/admin/dedicated-rooms/none", new { listen = "5101" }, HttpStatusCode.NotFound, "not_found");
        await _host.Ada.Refuses(HttpMethod.Delete, Lobby, null, HttpStatusCode.NotFound, "not_found");

        var port = await _host.Dedicate("lobby");
        await using var ben = await LiveClient.Connect(port, _host.Ben);
        await _host.Ada.Send(HttpMethod.Delete, Lobby, null, HttpStatusCode.NoContent);
        await ben.Closed;
        Assert.Empty((await _host.Ada.Get("/api/v1/admin/dedicated-rooms")).GetProperty("rooms").EnumerateArray());
        var acts = (await _host.Ada.Get("/api/v1/server/audit")).GetProperty("entries").EnumerateArray().Select(act => act.Text("action")).Take(2);
        Assert.Equal(["dedicated_room_removed", "dedicated_room_set"], acts);
    }

    [Fact]
    public async Task A_room_that_is_deleted_takes_its_port_along()
    {
        var port = await _host.Dedicate("games");
        await using var ben = await LiveClient.Connect(port, _host.Ben);
        await _host.Ada.Send(HttpMethod.Delete, "/api/v1/rooms/games", null, HttpStatusCode.NoContent);
        await ben.Closed;
    }

    private static RoomProgram Program(string socket, string secret, string listen) =>
        RoomProgram.Launch(ServerProgram.Executable, ["room", "--link", socket, "--listen", listen], secret);

    /// <summary>A process that ends before it says anything.</summary>
    private sealed class Dead : IRoomProcess
    {
        public int Id => 1;

        public Task Ended => Task.CompletedTask;

        public void Kill()
        {
        }

        public void Dispose()
        {
        }
    }
}
