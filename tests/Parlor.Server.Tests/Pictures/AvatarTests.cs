using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Parlor.Server.Pictures;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Pictures;

/// <summary>Pictures of people and rooms; every database must do the same.</summary>
public abstract class AvatarSpecification(DatabaseKind database) : IAsyncLifetime
{
    private const string Mine = "/api/v1/me/avatar";
    private const string Room = "/api/v1/rooms/lobby/avatar";

    private TestServer _server = null!;
    private Someone _ada = null!;
    private Someone _ben = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.Start(database);
        _ada = await _server.SignUp("ada");
        _ben = await _server.SignUp("ben");
        await _ada.Post("/api/v1/rooms", new { name = "lobby", visibility = "public" });
        await _ben.Send(HttpMethod.Put, "/api/v1/rooms/lobby/members/ben", new { }, HttpStatusCode.Created);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_picture_is_shown_to_whoever_knows_its_address_and_for_ever()
    {
        var picture = SmallPictures.Webp(256, 256);
        var url = (await Put(_ada, Mine, picture)).GetProperty("user").Text("avatarUrl");
        Assert.Equal(url, (await _ben.Get("/api/v1/users/ada")).GetProperty("user").Text("avatarUrl"));

        using var answer = await _server.Http.GetAsync(url);

        Assert.Equal(picture, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal("image/webp", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("public, max-age=31536000, immutable", answer.Headers.GetValues("Cache-Control").Single());
        Assert.Equal("default-src 'none'; sandbox", answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Fact]
    public async Task Another_picture_has_another_address_and_the_old_one_is_gone()
    {
        var first = (await Put(_ada, Mine, SmallPictures.Png(1, 1))).GetProperty("user").Text("avatarUrl");
        var second = (await Put(_ada, Mine, SmallPictures.Jpeg(1024, 1024))).GetProperty("user").Text("avatarUrl");
        Assert.Equal(HttpStatusCode.NotFound, await Status(first));
        Assert.Equal(HttpStatusCode.OK, await Status(second));

        await _ada.Send(HttpMethod.Delete, Mine, null, HttpStatusCode.NoContent);
        Assert.Equal(HttpStatusCode.NotFound, await Status(second));
        Assert.Equal(JsonValueKind.Null, (await _ada.Get("/api/v1/me")).GetProperty("user").GetProperty("avatarUrl").ValueKind);
        Assert.Empty(Directory.GetFiles(Path.Combine(_server.Folder, "data", "pictures")));
        await _ada.Send(HttpMethod.Delete, Mine, null, HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_new_picture_is_told_to_those_who_see_it()
    {
        await using var ben = await LiveClient.Connect(_server.Address, _ben);
        var url = (await Put(_ada, Mine, SmallPictures.Png(9, 9))).GetProperty("user").Text("avatarUrl");
        Assert.Equal(url, (await ben.Next("profile_changed")).GetProperty("user").Text("avatarUrl"));
    }

    [Fact]
    public async Task What_is_no_picture_is_refused_and_changes_nothing()
    {
        var url = (await Put(_ada, Mine, SmallPictures.Png(1, 1))).GetProperty("user").Text("avatarUrl");
        await Refused(Mine, [], "image/png", HttpStatusCode.BadRequest, "invalid");
        await Refused(Mine, "<svg/>"u8.ToArray(), "image/png", HttpStatusCode.BadRequest, "invalid");
        await Refused(Mine, SmallPictures.Png(0, 5), "image/png", HttpStatusCode.BadRequest, "invalid");
        await Refused(Mine, SmallPictures.Png(1, 1), "image/svg+xml", HttpStatusCode.UnsupportedMediaType, "invalid");
        await Refused(Mine, SmallPictures.Png(1025, 5), "image/png", HttpStatusCode.RequestEntityTooLarge, "too_large");
        await Refused(Mine, SmallPictures.ExtendedWebp(5, 1025), "image/webp", HttpStatusCode.RequestEntityTooLarge, "too_large");
        await Refused(Mine, new byte[Picture.LargestFile + 1], "image/png", HttpStatusCode.RequestEntityTooLarge, "too_large");
        Assert.Equal(HttpStatusCode.OK, await Status(url));
        Assert.Single(Directory.GetFiles(Path.Combine(_server.Folder, "data", "pictures")));
    }

    [Theory]
    [InlineData("/pictures/nothing")]
    [InlineData("/pictures/..%2Fparlor.db")]
    [InlineData("/pictures/AAAAAAAAAAAAAAAAAAAAAA.png")]
    public async Task What_is_not_there_is_not_found(string path) => Assert.Equal(HttpStatusCode.NotFound, await Status(path));

    [Fact]
    public async Task A_rooms_picture_is_an_event_of_its_log_and_for_admins()
    {
        Assert.Equal(JsonValueKind.Null, (await RoomSeenBy(_ben)).GetProperty("avatarUrl").ValueKind);
        await using var ben = await LiveClient.Connect(_server.Address, _ben);

        var url = (await Put(_ada, Room, SmallPictures.Png(64, 64))).GetProperty("room").Text("avatarUrl");

        Assert.Equal(url, (await RoomSeenBy(_ben)).Text("avatarUrl"));
        var told = await ben.Next("room_updated");
        Assert.Equal(url, told.GetProperty("details").Text("avatarUrl"));
        var log = await _ben.Get("/api/v1/rooms/lobby/events?after=2");
        Assert.Equal(told.ToString(), Assert.Single(log.GetProperty("events").EnumerateArray()).ToString());

        await Refused(_ben, Room, SmallPictures.Png(1, 1), "image/png", HttpStatusCode.Forbidden, "forbidden");
        await _ben.Refuses(HttpMethod.Delete, Room, null, HttpStatusCode.Forbidden, "forbidden");
        await _ada.Send(HttpMethod.Patch, "/api/v1/rooms/lobby", new { topic = "New" }, HttpStatusCode.OK);
        Assert.Equal(url, (await RoomSeenBy(_ben)).Text("avatarUrl"));
        await _ada.Send(HttpMethod.Delete, Room, null, HttpStatusCode.NoContent);
        await _ada.Send(HttpMethod.Delete, Room, null, HttpStatusCode.NoContent);
        Assert.Equal(HttpStatusCode.NotFound, await Status(url));
        Assert.Equal(5, (await RoomSeenBy(_ben)).Number("lastSeq"));
    }

    [Fact]
    public async Task The_picture_of_a_deleted_room_goes_with_it()
    {
        var url = (await Put(_ada, Room, SmallPictures.Png(64, 64))).GetProperty("room").Text("avatarUrl");
        await _ada.Send(HttpMethod.Delete, "/api/v1/rooms/lobby", null, HttpStatusCode.NoContent);
        Assert.Equal(HttpStatusCode.NotFound, await Status(url));
    }

    [Fact]
    public async Task What_a_crash_left_behind_goes_at_a_start_and_nothing_else()
    {
        var mine = (await Put(_ada, Mine, SmallPictures.Png(1, 1))).GetProperty("user").Text("avatarUrl");
        var rooms = (await Put(_ada, Room, SmallPictures.Png(2, 2))).GetProperty("room").Text("avatarUrl");
        var folder = Path.Combine(_server.Folder, "data", "pictures");
        string[] left = [Path.Combine(folder, $"{new string('A', 22)}.png"), Path.Combine(folder, $"{new string('B', 22)}.png"), Path.Combine(folder, "notes.txt")];
        foreach (var file in left)
            await File.WriteAllTextAsync(file, "left");
        foreach (var file in Directory.GetFiles(folder))
            File.SetLastWriteTimeUtc(file, (_server.Clock.GetUtcNow() - PictureSweep.Spared).UtcDateTime.AddMinutes(-1));
        File.SetLastWriteTimeUtc(left[1], _server.Clock.GetUtcNow().UtcDateTime);

        await _server.Restart();

        Assert.Equal(HttpStatusCode.OK, await Status(mine));
        Assert.Equal(HttpStatusCode.OK, await Status(rooms));
        Assert.Equal([false, true, true], left.Select(File.Exists));
    }

    private static async Task<JsonElement> Put(
        Someone someone, string path, byte[] bytes, string type = "image/png", HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var body = new ByteArrayContent(bytes);
        body.Headers.ContentType = new MediaTypeHeaderValue(type);
        using var answer = await someone.Http.PutAsync(path, body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == expected, $"{path} answered {(int)answer.StatusCode}: {text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    private static async Task Refused(Someone someone, string path, byte[] bytes, string type, HttpStatusCode status, string code) =>
        Assert.Equal(code, (await Put(someone, path, bytes, type, status)).Text("code"));

    private Task Refused(string path, byte[] bytes, string type, HttpStatusCode status, string code) =>
        Refused(_ada, path, bytes, type, status, code);

    private static async Task<JsonElement> RoomSeenBy(Someone someone) => (await someone.Get("/api/v1/rooms/lobby")).GetProperty("room");

    private async Task<HttpStatusCode> Status(string? path)
    {
        using var answer = await _server.Http.GetAsync(path);
        return answer.StatusCode;
    }
}

public sealed class AvatarsOnSqlite() : AvatarSpecification(DatabaseKind.Sqlite);

public sealed class AvatarsOnPostgres() : AvatarSpecification(DatabaseKind.Postgres);
