using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Parlor.Server.Accounts;
using Parlor.Server.Accounts.Export;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Accounts.Export;

/// <summary>The archive of what is a person's; every database must do the same.</summary>
public abstract class ExportSpecification(DatabaseKind database) : IAsyncLifetime
{
    private TestServer _server = null!;
    private Someone _ada = null!;
    private Someone _ben = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.Start(database);
        _ada = await _server.SignUp("ada");
        _ben = await _server.SignUp("ben");
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task It_holds_what_the_person_is_has_and_said_and_nothing_that_others_said()
    {
        await _ada.Post("/api/v1/rooms", new { name = "lobby", visibility = "public" });
        await _ben.Send(HttpMethod.Put, "/api/v1/rooms/lobby/members/ben", new { }, HttpStatusCode.Created);
        await _ada.Post("/api/v1/rooms/lobby/messages", new { text = "Mine, \"quoted\" 😀", clientId = "1" });
        await _ben.Post("/api/v1/rooms/lobby/messages", new { text = "Not hers", clientId = "1" });
        await _ada.Send(HttpMethod.Put, "/api/v1/friends/ben", null, HttpStatusCode.OK);
        await _ada.Send(HttpMethod.Patch, "/api/v1/me", new { about = "Counts." }, HttpStatusCode.OK);

        var files = await Download(await Link());

        Assert.Equal(["account.json", "friends.json"], files.Keys.Where(name => !name.Contains('/', StringComparison.Ordinal)).Except(["rooms.json"]).Order());
        var account = files["account.json"];
        Assert.Equal(("ada", "Counts."), (account.GetProperty("user").Text("username"), account.GetProperty("profile").Text("about")));
        Assert.Single(account.GetProperty("sessions").EnumerateArray());
        Assert.Equal("ben", files["friends.json"].GetProperty("outgoing")[0].Text("username"));
        var room = Assert.Single(files["rooms.json"].EnumerateArray());
        Assert.Equal(("lobby", "owner"), (room.Text("name"), room.Text("role")));
        var message = Assert.Single(files[$"messages/{room.Text("id")}.json"].EnumerateArray());
        Assert.Equal("Mine, \"quoted\" 😀", message.Text("text"));
    }

    [Fact]
    public async Task Long_histories_come_whole()
    {
        await _ada.Post("/api/v1/rooms", new { name = "lobby", visibility = "public" });
        for (var i = 0; i < 12; i++)
        {
            _server.Clock.Advance(TimeSpan.FromSeconds(10));
            await Task.WhenAll(Enumerable.Range(0, 50).Select(j => _ada.Post("/api/v1/rooms/lobby/messages", new { text = $"{i}-{j}", clientId = $"{i}-{j}" })));
        }

        var messages = (await Download(await Link())).Single(file => file.Key.StartsWith("messages/", StringComparison.Ordinal)).Value;
        Assert.Equal(Enumerable.Range(2, 600), messages.EnumerateArray().Select(message => (int)message.Number("seq")));
    }

    [Fact]
    public async Task A_link_is_good_for_one_download_and_for_a_short_time()
    {
        var link = await Link();
        await Download(link);
        Assert.Equal(HttpStatusCode.NotFound, (await _server.Http.GetAsync(link)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _server.Http.GetAsync("/api/v1/export?ticket=guess")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await _server.Http.GetAsync("/api/v1/export")).StatusCode);
        _server.Clock.Advance(ExportData.Pause - TimeSpan.FromSeconds(1));
        await _ada.Refuses(HttpMethod.Post, "/api/v1/me/export", null, HttpStatusCode.TooManyRequests, "rate_limited");
    }

    [Fact]
    public async Task It_is_given_to_whoever_has_shown_who_they_are()
    {
        _server.Clock.Advance(Confirmation.Lifetime);
        await _ada.Refuses(HttpMethod.Post, "/api/v1/me/export", null, HttpStatusCode.Forbidden, "forbidden", "confirmation");
        await _ada.Send(HttpMethod.Post, "/api/v1/me/confirmation", new { password = "correct horse battery" }, HttpStatusCode.NoContent);
        await Download(await Link());
    }

    private async Task<string> Link() => (await _ada.Post("/api/v1/me/export", new { }, HttpStatusCode.OK)).Text("link")!;

    private async Task<Dictionary<string, JsonElement>> Download(string link)
    {
        using var answer = await _server.Http.GetAsync(link);
        Assert.Equal((HttpStatusCode.OK, "application/zip"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal("ada-2026-03-01.zip", answer.Content.Headers.ContentDisposition?.FileName?.Trim('"'));
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync());
        var files = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var entry in zip.Entries)
        {
            await using var file = await entry.OpenAsync();
            files.Add(entry.FullName, await JsonSerializer.DeserializeAsync<JsonElement>(file));
        }

        return files;
    }
}

public sealed class ExportOnSqlite() : ExportSpecification(DatabaseKind.Sqlite);

public sealed class ExportOnPostgres() : ExportSpecification(DatabaseKind.Postgres);
