using System.Net;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Rooms;

/// <summary>In which orders the public rooms are listed; every database must do the same.</summary>
public abstract class RoomDirectorySpecification(DatabaseKind database) : IAsyncLifetime
{
    private TestServer _server = null!;
    private Someone _ada = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.Start(database);
        _ada = await _server.SignUp("ada");
        var ben = await _server.SignUp("ben");
        foreach (var name in new[] { "delta", "alpha", "charlie", "bravo" })
        {
            await _ada.Post("/api/v1/rooms", new { name, visibility = "public" });
            _server.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await ben.Send(HttpMethod.Put, "/api/v1/rooms/alpha/members/ben", null, HttpStatusCode.Created);
        foreach (var name in new[] { "charlie", "delta" })
        {
            await _ada.Post($"/api/v1/rooms/{name}/messages", new { text = "Hello", clientId = "1" });
            _server.Clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData("", "alpha bravo charlie delta")]
    [InlineData("name", "alpha bravo charlie delta")]
    [InlineData("newest", "bravo charlie alpha delta")]
    [InlineData("members", "alpha bravo charlie delta")]
    [InlineData("activity", "delta charlie bravo alpha")]
    public async Task Every_order_comes_whole_and_page_by_page(string sort, string expected)
    {
        foreach (var size in new[] { 1, 3, 10 })
            Assert.Equal(expected, string.Join(' ', await All(sort, size)));
    }

    [Fact]
    public async Task What_is_no_order_and_no_cursor_of_it_is_refused()
    {
        const string Path = "/api/v1/rooms?discover=true";
        await _ada.Refuses(HttpMethod.Get, $"{Path}&sort=colour", null, HttpStatusCode.BadRequest, "invalid", "sort");
        await _ada.Refuses(HttpMethod.Get, $"{Path}&sort=newest&cursor=alpha", null, HttpStatusCode.BadRequest, "invalid", "cursor");
    }

    private async Task<List<string>> All(string sort, int size)
    {
        var (names, cursor) = (new List<string>(), "");
        while (true)
        {
            var page = await _ada.Get($"/api/v1/rooms?discover=true&sort={sort}&limit={size}&cursor={Uri.EscapeDataString(cursor)}");
            names.AddRange(page.GetProperty("rooms").EnumerateArray().Select(room => room.Text("name")!));
            if (page.Text("next") is not { } next)
                return names;
            cursor = next;
        }
    }
}

public sealed class RoomDirectoryOnSqlite() : RoomDirectorySpecification(DatabaseKind.Sqlite);

public sealed class RoomDirectoryOnPostgres() : RoomDirectorySpecification(DatabaseKind.Postgres);
