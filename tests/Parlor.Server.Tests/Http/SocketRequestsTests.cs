using System.Net;
using System.Text.Json;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Http;

/// <summary>The API over Socket.IO: <c>request</c>.</summary>
public sealed class SocketRequestsTests : IAsyncLifetime
{
    private TestServer _server = null!;
    private Someone _ada = null!;
    private Someone _ben = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.Start();
        _ada = await _server.SignUp("ada");
        _ben = await _server.SignUp("ben");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("/api/v1/me")]
    [InlineData("/api/v1/me/sessions")]
    [InlineData("/api/v1/users?query=be")]
    [InlineData("/api/v1/users/ben")]
    [InlineData("/api/v1/friends")]
    [InlineData("/api/v1/rooms")]
    [InlineData("/api/v1/admin/people?limit=1")]
    [InlineData("/api/v1/admin/rooms")]
    [InlineData("/api/v1/admin/settings")]
    [InlineData("/api/v1/admin/invitations")]
    [InlineData("/api/v1/server/audit")]
    public async Task What_is_asked_over_a_connection_is_answered_as_over_http(string path)
    {
        await using var client = await LiveClient.Connect(_server.Address, _ada);
        var answer = await client.Done("request", new { method = "GET", path });
        Assert.Equal(200, answer.Number("status"));
        Assert.Equal((await _ada.Get(path)).ToString(), answer.GetProperty("body").ToString());
    }

    [Fact]
    public async Task Changes_are_made_as_the_connections_user()
    {
        await using var client = await LiveClient.Connect(_server.Address, _ada);
        var changed = await client.Done("request", new { method = "PATCH", path = "/api/v1/me", body = new { displayName = "Ada Lovelace" } });
        Assert.Equal(200, changed.Number("status"));
        Assert.Equal("Ada Lovelace", (await _ben.Get("/api/v1/users/ada")).GetProperty("user").Text("displayName"));

        var given = await client.Done("request", new { method = "PUT", path = "/api/v1/admin/people/ben/role", body = new { role = "admin" } });
        Assert.Equal(204, given.Number("status"));
        Assert.False(given.TryGetProperty("body", out _));
        await _ben.Get("/api/v1/admin/people");
    }

    [Fact]
    public async Task What_http_refuses_is_refused_with_the_same_words()
    {
        await using var client = await LiveClient.Connect(_server.Address, _ben);
        foreach (var (method, path, body) in new (HttpMethod, string, object?)[]
        {
            (HttpMethod.Get, "/api/v1/admin/people", null),
            (HttpMethod.Put, "/api/v1/admin/people/ada/ban", new { seconds = 60 }),
            (HttpMethod.Patch, "/api/v1/me", new { displayName = new string('x', 200) }),
            (HttpMethod.Patch, "/api/v1/me", new { displayName = 7 }),
            (HttpMethod.Patch, "/api/v1/me", null),
            (HttpMethod.Get, "/api/v1/rooms/nowhere", null),
            (HttpMethod.Get, "/api/v1/nothing", null),
            (HttpMethod.Delete, "/api/v1/rooms", null),
            (HttpMethod.Put, "/api/v1/me/avatar", new { picture = "none" }),
        })
        {
            var over = (await client.Emit("request", new { method = method.Method, path, body })).GetProperty("error");
            using var answered = await _ben.Http.SendAsync(new HttpRequestMessage(method, path)
            {
                Content = body is null ? null : new StringContent(JsonSerializer.Serialize(body), null, "application/json"),
            });
            using var problem = JsonDocument.Parse(await answered.Content.ReadAsStringAsync());
            Assert.Equal(
                (problem.RootElement.Text("code"), problem.RootElement.Text("detail"), problem.RootElement.Text("field")),
                (over.Text("code"), over.Text("message"), over.Text("field")));
        }

        Assert.Equal("ben", (await _ben.Get("/api/v1/me")).GetProperty("user").Text("displayName"));
    }

    [Theory]
    [InlineData("POST", "/api/v1/sessions/refresh", "path")]
    [InlineData("POST", "/api/v1/accounts", "path")]
    [InlineData("GET", "/api/v1/server", "path")]
    [InlineData("GET", "/healthz", "path")]
    [InlineData("GET", "api/v1/me", "path")]
    [InlineData("GET", null, "path")]
    [InlineData(null, "/api/v1/me", "method")]
    public async Task What_is_no_call_of_a_person_is_not_made(string? method, string? path, string field)
    {
        await using var client = await LiveClient.Connect(_server.Address, _ada);
        await client.Refused("request", new { method, path, body = new { } }, "invalid", field);
    }

    [Fact]
    public async Task It_ends_with_the_session()
    {
        await using var client = await LiveClient.Connect(_server.Address, _ada);
        var sessions = (await _ada.Get("/api/v1/me/sessions")).GetProperty("sessions");
        await _ada.Send(HttpMethod.Delete, $"/api/v1/me/sessions/{sessions[0].Text("id")}", null, HttpStatusCode.NoContent);
        await client.Closed;
    }
}
