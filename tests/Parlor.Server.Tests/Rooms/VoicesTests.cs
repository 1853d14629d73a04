using System.Net;
using System.Text.Json;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Rooms;

/// <summary>Who has a voice in a room; every database must do the same.</summary>
public abstract class VoicesSpecification(DatabaseKind database) : IAsyncLifetime
{
    private const string Voice = "/api/v1/rooms/lobby/members/ben/voice";

    private TestServer _server = null!;
    private Someone _ada = null!;
    private Someone _ben = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.Start(database);
        _ada = await _server.SignUp("ada");
        _ben = await _server.SignUp("ben");
        await _ada.Post("/api/v1/rooms", new { name = "lobby", visibility = "public" });
        await _ada.Send(HttpMethod.Put, "/api/v1/rooms/lobby/members/ben", null, HttpStatusCode.Created);
        await _ada.Send(HttpMethod.Patch, "/api/v1/rooms/lobby", new { announceOnly = true }, HttpStatusCode.OK);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Whoever_has_a_voice_posts_among_announcements_and_all_are_told()
    {
        await using var ada = await LiveClient.Connect(_server.Address, _ada);
        await using var ben = await LiveClient.Connect(_server.Address, _ben);
        await ben.Refused("send_message", new { room = "lobby", text = "But", clientId = "1" }, "forbidden");
        Assert.False(await IsVoiced());

        await _ada.Send(HttpMethod.Put, Voice, null, HttpStatusCode.NoContent);

        var told = await ben.Next("voice_changed");
        Assert.Equal(("ada", "ben", true), (told.GetProperty("by").Text("username"), told.GetProperty("user").Text("username"), told.GetProperty("voiced").GetBoolean()));
        Assert.True(await IsVoiced());
        await ben.Done("send_message", new { room = "lobby", text = "Thanks", clientId = "2" });

        await ada.Done("take_voice", new { room = "lobby", user = "ben" });

        await ben.NextOf("receive_message");
        Assert.False((await ben.Next("voice_changed")).GetProperty("voiced").GetBoolean());
        Assert.False(await IsVoiced());
        await ben.Refused("send_message", new { room = "lobby", text = "But", clientId = "3" }, "forbidden");
    }

    [Fact]
    public async Task What_is_so_already_is_not_told()
    {
        await using var ben = await LiveClient.Connect(_server.Address, _ben);
        await _ada.Send(HttpMethod.Delete, Voice, null, HttpStatusCode.NoContent);
        await ben.HasNothing();
    }

    [Fact]
    public async Task A_voice_is_for_members_and_not_for_everybody_to_give()
    {
        await _ben.Refuses(HttpMethod.Put, Voice, null, HttpStatusCode.Forbidden, "forbidden");
        await _server.SignUp("eve");
        await _ada.Refuses(HttpMethod.Put, "/api/v1/rooms/lobby/members/eve/voice", null, HttpStatusCode.NotFound, "not_found");
        await _ada.Refuses(HttpMethod.Put, "/api/v1/rooms/lobby/members/nobody/voice", null, HttpStatusCode.NotFound, "not_found");
        Assert.False(await IsVoiced());
    }

    private async Task<bool> IsVoiced()
    {
        var members = (await _ben.Get("/api/v1/rooms/lobby/members")).GetProperty("members").EnumerateArray();
        var listed = members.Single(member => member.GetProperty("user").Text("username") is "ben").GetProperty("voiced").GetBoolean();
        Assert.Equal(listed, (await _ada.Get("/api/v1/rooms/lobby/access?user=ben&action=post")).GetProperty("access").GetProperty("voiced").GetBoolean());
        return listed;
    }
}

public sealed class VoicesOnSqlite() : VoicesSpecification(DatabaseKind.Sqlite);

public sealed class VoicesOnPostgres() : VoicesSpecification(DatabaseKind.Postgres);
