using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Parlor.Server.Terminal.RoomProcesses;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Terminal.RoomProcesses;

/// <summary>A server whose rooms' processes run in this one: over the real link and at real ports, and ended as a process is.</summary>
internal sealed class RoomTestHost : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private RoomTestHost(TestServer server, Someone ada, Someone ben) => (Server, Ada, Ben) = (server, ada, ben);

    public TestServer Server { get; }

    /// <summary>Owner of the server and of the rooms.</summary>
    public Someone Ada { get; }

    public Someone Ben { get; }

    public RoomSupervisor Supervisor => Server.Services.GetRequiredService<RoomSupervisor>();

    public static async Task<RoomTestHost> Start()
    {
        var server = await TestServer.Start();
        server.Services.GetRequiredService<RoomSupervisor>().Launch = InProcess.Launch;
        var host = new RoomTestHost(server, await server.SignUp("ada"), await server.SignUp("ben"));
        foreach (var room in new[] { "lobby", "games" })
        {
            await host.Ada.Post("/api/v1/rooms", new { name = room, visibility = "public" });
            await host.Ben.Join(room);
        }

        return host;
    }

    /// <summary>Gives a room a port of its own, and waits until it listens.</summary>
    public async Task<Uri> Dedicate(string room)
    {
        using var answer = await Ada.Http.PutAsJsonAsync($"/api/v1/admin/dedicated-rooms/{room}", new { listen = "localhost:0" });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await AddressOf(room);
    }

    /// <summary>Where the room listens, once it does.</summary>
    public async Task<Uri> AddressOf(string room, int restarts = 0)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var found = await Find(room);
            if (found.Text("state") is "running" && found.GetProperty("restarts").GetInt32() >= restarts)
                return new Uri($"http://{found.Text("address")!.Replace("localhost", "127.0.0.1", StringComparison.Ordinal)}");
            await Task.Yield();
            patience.Token.ThrowIfCancellationRequested();
        }
    }

    public async Task<JsonElement> Find(string room) =>
        (await Ada.Get("/api/v1/admin/dedicated-rooms")).GetProperty("rooms").EnumerateArray()
            .Single(one => string.Equals(one.Text("room"), room, StringComparison.Ordinal));

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}

internal static class RoomTestCalls
{
    public static async Task Join(this Someone someone, string room)
    {
        using var answer = await someone.Http.PutAsJsonAsync($"/api/v1/rooms/{room}/members/{someone.Id}", new { });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }
}

/// <summary>A room's process that is none: what it runs, in this process.</summary>
internal sealed class InProcess : IRoomProcess
{
    private readonly CancellationTokenSource _end = new();

    private InProcess(string socket, string secret, string listen) => Ended = Run(socket, secret, listen);

    public int Id => Environment.ProcessId;

    public Task Ended { get; }

    public static IRoomProcess Launch(string socket, string secret, string listen) => new InProcess(socket, secret, listen);

    public void Kill() => _end.Cancel();

    public void Dispose() => _end.Dispose();

    private async Task Run(string socket, string secret, string listen)
    {
        try
        {
            await Task.Run(() => RoomProcess.Run(socket, secret, listen, _end.Token));
        }
        catch (OperationCanceledException)
        {
            // Killed before it was up.
        }
    }
}
