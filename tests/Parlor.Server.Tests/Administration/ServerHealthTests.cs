using System.Net;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Administration;

/// <summary>What administrators see of the server itself; every database must tell the same.</summary>
public abstract class ServerHealthSpecification(DatabaseKind database) : IAsyncLifetime
{
    private TestServer _server = null!;
    private Someone _ada = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.Start(database);
        _ada = await _server.SignUp("ada");
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Health_tells_what_happens_between_two_answers()
    {
        var before = (await _ada.Get("/api/v1/admin/health")).GetProperty("health");
        await using var live = await LiveClient.Connect(_server.Address, _ada);
        await using var second = await LiveClient.Connect(_server.Address, _ada);
        await _ada.Post("/api/v1/rooms", new { name = "lobby", visibility = "public" });
        _server.Clock.Advance(TimeSpan.FromSeconds(5));

        var after = (await _ada.Get("/api/v1/admin/health")).GetProperty("health");

        Assert.Equal((0, 0), (before.Number("connections"), before.Number("peopleConnected")));
        Assert.Equal((2, 1), (after.Number("connections"), after.Number("peopleConnected")));
        Assert.Equal(before.Text("startedAt"), after.Text("startedAt"));
        Assert.NotEqual(before.Text("at"), after.Text("at"));
        var (old, now) = (before.GetProperty("database"), after.GetProperty("database"));
        Assert.Equal(database == DatabaseKind.Sqlite ? "sqlite" : "postgres", now.Text("kind"));
        Assert.True(now.Number("events") > old.Number("events") && now.Number("commits") > old.Number("commits"));
        Assert.Equal(0, now.Number("writesWaiting"));
        var process = after.GetProperty("process");
        Assert.All(
            ["memoryBytes", "heapBytes", "processors", "threads"],
            name => Assert.InRange(process.Number(name), 1, long.MaxValue));
    }

    [Fact]
    public async Task Storage_counts_what_is_kept_and_keeps_the_answer_for_a_minute()
    {
        var before = (await _ada.Get("/api/v1/admin/storage")).GetProperty("storage");
        await _ada.Post("/api/v1/rooms", new { name = "lobby", visibility = "public" });
        await _ada.Post("/api/v1/rooms/lobby/messages", new { text = "Hello", clientId = "1" });
        using (var picture = new ByteArrayContent(SmallPictures.Png(8, 8)))
        {
            picture.Headers.ContentType = new("image/png");
            (await _ada.Http.PutAsync("/api/v1/me/avatar", picture)).EnsureSuccessStatusCode();
        }

        Assert.Equal(before.ToString(), (await _ada.Get("/api/v1/admin/storage")).GetProperty("storage").ToString());
        _server.Clock.Advance(TimeSpan.FromMinutes(1));
        var after = (await _ada.Get("/api/v1/admin/storage")).GetProperty("storage");

        var rows = after.GetProperty("rows").EnumerateArray().ToDictionary(row => row.Text("table")!, row => row.Number("rows"));
        Assert.Equal((1, 1, 1, 1), (rows["rooms"], rows["messages"], rows["users"], rows["memberships"]));
        Assert.True(rows["events"] >= 2);
        Assert.Equal((1, SmallPictures.Png(8, 8).Length), (after.GetProperty("pictures").Number("files"), after.GetProperty("pictures").Number("bytes")));
        Assert.True(after.Number("databaseBytes") > 0 && after.Number("diskBytes") > after.Number("diskFreeBytes"));
    }

    [Fact]
    public async Task Both_are_for_admins_and_owners()
    {
        var ben = await _server.SignUp("ben");
        await ben.Refuses(HttpMethod.Get, "/api/v1/admin/health", null, HttpStatusCode.Forbidden, "forbidden");
        await ben.Refuses(HttpMethod.Get, "/api/v1/admin/storage", null, HttpStatusCode.Forbidden, "forbidden");
    }
}

public sealed class ServerHealthOnSqlite() : ServerHealthSpecification(DatabaseKind.Sqlite);

public sealed class ServerHealthOnPostgres() : ServerHealthSpecification(DatabaseKind.Postgres);
