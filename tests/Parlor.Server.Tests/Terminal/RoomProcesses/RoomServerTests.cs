using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Parlor.Server.Tests.Delivery;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Terminal.RoomProcesses;

/// <summary>The whole program with rooms that have processes of their own: at its start, and at its end.</summary>
public sealed class RoomServerTests : IAsyncLifetime
{
    private const string Path = "/api/v1/admin/dedicated-rooms";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly string[] Flags = ["--room", "lobby=localhost:0", "--set", "Rooms:games=localhost:0", "--set", "Lines:Listen=", "--set", "Irc:Listen="];

    private ServerProgram _server = null!;
    private Someone _ada = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await ServerProgram.Create(DatabaseKind.Sqlite, Flags);
        _ada = await _server.SignUp("ada");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Rooms_have_their_ports_once_they_are_made_and_after_each_start()
    {
        Assert.Empty(await Rooms());
        await _ada.Post("/api/v1/rooms", new { name = "lobby", visibility = "public" });
        await _ada.Post("/api/v1/rooms", new { name = "attic", visibility = "public" });
        await _ada.Post("/api/v1/rooms", new { name = "hall", visibility = "public" });
        await _ada.Send(HttpMethod.Patch, "/api/v1/rooms/hall", new { name = "games" }, HttpStatusCode.OK);
        await _ada.Send(HttpMethod.Put, $"{Path}/attic", new { listen = "localhost:0" }, HttpStatusCode.NoContent);
        var before = await Running("attic", "games", "lobby");
        Assert.Equal([false, true, true], before.Select(room => room.GetProperty("isConfigured").GetBoolean()));

        _server.Kill();
        await _server.Ended();
        await _server.Start();
        var after = await Running("attic", "games", "lobby");
        Assert.Empty(after.Select(Pid).Intersect(before.Select(Pid)));
        await using var client = await LiveClient.Connect(new Uri($"http://{after[2].Text("address")!.Replace("localhost", "127.0.0.1", StringComparison.Ordinal)}"), _ada);
        await client.Done("send_message", new { room = "lobby", text = "Good morning", clientId = "1" });
    }

    [Fact]
    public async Task One_that_is_made_again_has_its_port_again()
    {
        await _ada.Post("/api/v1/rooms", new { name = "lobby", visibility = "public" });
        await Running("lobby");
        await _ada.Send(HttpMethod.Delete, "/api/v1/rooms/lobby", null, HttpStatusCode.NoContent);
        await _ada.Post("/api/v1/rooms", new { name = "lobby", visibility = "public" });
        await Running("lobby");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_that_ends_leaves_no_process_behind(bool isKilled)
    {
        await _ada.Post("/api/v1/rooms", new { name = "lobby", visibility = "public" });
        await _ada.Post("/api/v1/rooms", new { name = "games", visibility = "public" });
        var processes = (await Running("games", "lobby")).Select(room => Process.GetProcessById(Pid(room))).ToArray();
        if (isKilled)
            _server.Kill();
        else
            _server.Stop();
        await _server.Ended().WaitAsync(Patience);
        foreach (var process in processes)
        {
            await process.WaitForExitAsync().WaitAsync(Patience);
            process.Dispose();
        }
    }

    private static int Pid(JsonElement room) => room.GetProperty("pid").GetInt32();

    /// <summary>These rooms and no others, once all of them run.</summary>
    private async Task<IReadOnlyList<JsonElement>> Running(params string[] names)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var rooms = await Rooms();
            if (rooms.Select(room => room.Text("room")).SequenceEqual(names) && rooms.All(room => room.Text("state") is "running"))
                return rooms;
            await Task.Yield();
            patience.Token.ThrowIfCancellationRequested();
        }
    }

    private async Task<IReadOnlyList<JsonElement>> Rooms() => [.. (await _ada.Get(Path)).GetProperty("rooms").EnumerateArray()];
}
