using System.Net;
using System.Text.Json;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Rooms;

/// <summary>How people arrange their rooms; every database must do the same.</summary>
public abstract class SidebarSpecification(DatabaseKind database) : IAsyncLifetime
{
    private const string Path = "/api/v1/me/sidebar";

    private TestServer _server = null!;
    private Someone _ada = null!;
    private Someone _ben = null!;
    private string _alpha = "";
    private string _beta = "";
    private string _ofBen = "";

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.Start(database);
        _ada = await _server.SignUp("ada");
        _ben = await _server.SignUp("ben");
        _alpha = await Make(_ada, "alpha");
        _beta = await Make(_ada, "beta");
        _ofBen = await Make(_ben, "of-ben");
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Sections_stay_as_they_were_put_and_other_devices_hear_of_it()
    {
        await using var phone = await LiveClient.Connect(_server.Address, _ada);
        Assert.Equal(0, (await Sidebar()).Number("version"));

        var put = await Put(0, Section("favourites", null, _beta), Section("w", "Work", _alpha), Section("rooms", null));

        Assert.Equal(1, put.Number("version"));
        Assert.Equal(1, (await phone.Next("sidebar_changed")).Number("version"));
        var read = await Sidebar();
        Assert.Equal(put.ToString(), read.ToString());
        Assert.Equal([$"favourites  [{_beta}]", $"w Work [{_alpha}]", "rooms  []"], Shown(read));
        await _ada.Refuses(HttpMethod.Put, Path, new { version = 0, sections = Array.Empty<object>() }, HttpStatusCode.Conflict, "conflict", "version");
        Assert.Equal(1, (await Sidebar()).Number("version"));
        await phone.HasNothing();
    }

    [Fact]
    public async Task A_room_is_muted_hidden_and_made_a_favourite_for_oneself_alone()
    {
        await _ben.Send(HttpMethod.Put, "/api/v1/rooms/alpha/members/ben", null, HttpStatusCode.Created);
        await Wish(_ada, "alpha", new { muted = true });
        await Wish(_ada, "alpha", new { hidden = true, favourite = true });
        var sidebar = await Wish(_ada, "beta", new { favourite = true });

        Assert.Equal([_alpha], Texts(sidebar, "muted"));
        Assert.Equal([_alpha], Texts(sidebar, "hidden"));
        Assert.Equal([$"favourites  [{_alpha} {_beta}]"], Shown(sidebar));
        Assert.Equal(sidebar.ToString(), (await Sidebar()).ToString());
        sidebar = await Wish(_ada, "alpha", new { muted = false, hidden = false, favourite = false });
        Assert.Empty(Texts(sidebar, "muted"));
        Assert.Empty(Texts(sidebar, "hidden"));
        Assert.Equal([$"favourites  [{_beta}]"], Shown(sidebar));
        Assert.Equal(0, (await _ben.Get(Path)).GetProperty("sidebar").Number("version"));
        await _ada.Refuses(HttpMethod.Patch, "/api/v1/me/rooms/of-ben", new { muted = true }, HttpStatusCode.Forbidden, "forbidden");
        await _ada.Refuses(HttpMethod.Patch, "/api/v1/me/rooms/none", new { muted = true }, HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task A_favourite_leaves_the_section_it_stood_in()
    {
        await Put(0, Section("w", "Work", _alpha, _beta), Section("favourites", null));
        Assert.Equal([$"w Work [{_beta}]", $"favourites  [{_alpha}]"], Shown(await Wish(_ada, "alpha", new { favourite = true })));
    }

    [Fact]
    public async Task Rooms_that_are_not_mine_fall_out_also_when_I_leave()
    {
        Assert.Equal([$"rooms  [{_alpha} {_beta}]"], Shown(await Put(0, Section("rooms", null, _alpha, _ofBen, _beta))));
        await Wish(_ada, "beta", new { muted = true });
        await _ben.Send(HttpMethod.Put, "/api/v1/rooms/beta/members/ben", null, HttpStatusCode.Created);
        await _ada.Post("/api/v1/rooms/beta/owner", new { user = "ben" }, HttpStatusCode.OK);
        await _ada.Send(HttpMethod.Delete, "/api/v1/rooms/beta/members/ada", null, HttpStatusCode.NoContent);
        var sidebar = await Sidebar();
        Assert.Equal([$"rooms  [{_alpha}]"], Shown(sidebar));
        Assert.Empty(Texts(sidebar, "muted"));
    }

    [Fact]
    public async Task What_is_wrong_is_named_and_changes_nothing()
    {
        await Refused("version", new { sections = Array.Empty<object>() });
        await Refused("sections", new { version = 0 });
        await Refused("sections", new { version = 0, sections = new[] { Section("", "No id") } });
        await Refused("sections", new { version = 0, sections = new[] { Section("w", null) } });
        await Refused("sections", new { version = 0, sections = new[] { Section("w", "Work"), Section("w", "Again") } });
        await Refused("sections", new { version = 0, sections = new[] { Section("w", "Work", "alpha") } });
        await Refused("sections", new { version = 0, sections = new[] { Section("w", "Work", _alpha), Section("x", "Play", _alpha) } });
        await Refused("sections", new { version = 0, sections = new object?[] { null } });
        await Refused("sections", new { version = 0, sections = new[] { new { id = "w", name = "Work" } } });
        var many = Enumerable.Range(0, 51).Select(i => Section($"s{i}", "Section"));
        await _ada.Refuses(HttpMethod.Put, Path, new { version = 0, sections = many }, HttpStatusCode.RequestEntityTooLarge, "too_large", "sections");
        Assert.Equal(0, (await Sidebar()).Number("version"));

        Task Refused(string field, object body) => _ada.Refuses(HttpMethod.Put, Path, body, HttpStatusCode.BadRequest, "invalid", field);
    }

    [Fact]
    public async Task A_connection_can_do_the_same()
    {
        await using var live = await LiveClient.Connect(_server.Address, _ada);
        var sections = new[] { Section("w", "Work", _alpha) };
        await live.Done("arrange_sidebar", new { version = 0, sections });
        await live.Next("sidebar_changed");
        await live.Refused("arrange_sidebar", new { version = 0, sections }, "conflict", "version");
        await live.Done("arrange_room", new { room = "beta", muted = true });
        await live.Next("sidebar_changed");
        await live.Refused("arrange_room", new { room = "of-ben", muted = true }, "forbidden");
        var got = (await live.Done("get_sidebar", new { })).GetProperty("sidebar");
        Assert.Equal((2, _beta), (got.Number("version"), Assert.Single(Texts(got, "muted"))));
    }

    private static object Section(string id, string? name, params string[] rooms) => new { id, name, collapsed = false, rooms };

    private async Task<JsonElement> Put(long version, params object[] sections) =>
        (await _ada.Send(HttpMethod.Put, Path, new { version, sections }, HttpStatusCode.OK)).GetProperty("sidebar");

    private static async Task<JsonElement> Wish(Someone someone, string room, object wishes) =>
        (await someone.Send(HttpMethod.Patch, $"/api/v1/me/rooms/{room}", wishes, HttpStatusCode.OK)).GetProperty("sidebar");

    private async Task<JsonElement> Sidebar() => (await _ada.Get(Path)).GetProperty("sidebar");

    private static string[] Shown(JsonElement sidebar) =>
    [
        .. sidebar.GetProperty("sections").EnumerateArray()
            .Select(section => $"{section.Text("id")} {section.Text("name")} [{string.Join(' ', Texts(section, "rooms"))}]"),
    ];

    private static string[] Texts(JsonElement element, string list) =>
        [.. element.GetProperty(list).EnumerateArray().Select(one => one.GetString()!)];

    private static async Task<string> Make(Someone someone, string name) =>
        (await someone.Post("/api/v1/rooms", new { name, visibility = "public" })).GetProperty("room").Text("id")!;
}

public sealed class SidebarOnSqlite() : SidebarSpecification(DatabaseKind.Sqlite);

public sealed class SidebarOnPostgres() : SidebarSpecification(DatabaseKind.Postgres);
