using System.Net;
using System.Text.Json;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Rooms;

/// <summary>What a room's roles do; every database must do the same.</summary>
public abstract class RolesSpecification(DatabaseKind database) : IAsyncLifetime
{
    private const string Room = "/api/v1/rooms/lobby";

    private static readonly string[] WatchPermissions = ["post", "pin", "kick"];

    private TestServer _server = null!;
    private Someone _ada = null!;
    private Someone _ben = null!;
    private Someone _cy = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.Start(database);
        _ada = await _server.SignUp("ada");
        _ben = await _server.SignUp("ben");
        _cy = await _server.SignUp("cy");
        await LiveClient.MakeRoom(_server.Address, _ada, new { name = "lobby", visibility = "private" });
        await Put(_ada, "ben", new { }, HttpStatusCode.Created);
        await Put(_ada, "cy", new { }, HttpStatusCode.Created);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_room_tells_me_what_I_may_do_there()
    {
        Assert.Equal("post react call add_people invite leave".Split(' ').Order(), (await PermissionsOf(_ben)).Order());
        Assert.Contains("hand_over", await PermissionsOf(_ada));
        await Put(_ada, "ben", new { role = "guest" });
        Assert.Equal(["post", "react", "call", "leave"], await PermissionsOf(_ben));
        await _ben.Refuses(HttpMethod.Put, $"{Room}/members/cy", new { role = "guest" }, HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task A_room_has_roles_of_its_own_and_their_permissions_stand_in_place_of_the_ranks()
    {
        await using var live = await LiveClient.Connect(_server.Address, _ben);
        var role = await AddRole("Night watch", "moderator", WatchPermissions);
        var made = await live.Next("room_role_changed");
        Assert.Equal("added", made.GetProperty("changed").Text("change"));
        Assert.Equal(role.ToString(), made.GetProperty("changed").GetProperty("role").ToString());

        var member = (await Put(_ada, "ben", new { customRole = role.Text("id") })).GetProperty("member");
        Assert.Equal(("moderator", "Night watch"), (member.Text("role"), member.GetProperty("customRole").Text("name")));
        var updated = await live.Next("member_updated");
        Assert.Equal(("moderator", "Night watch"), (updated.Text("role"), updated.GetProperty("customRole").Text("name")));
        Assert.Equal(["post", "pin", "kick", "leave"], await PermissionsOf(_ben));

        await _ben.Refuses(HttpMethod.Put, $"{Room}/members/nobody", new { }, HttpStatusCode.NotFound, "not_found");
        await _ben.Send(HttpMethod.Delete, $"{Room}/members/cy", null, HttpStatusCode.NoContent);
        await _ben.Refuses(HttpMethod.Put, $"{Room}/members/cy", new { }, HttpStatusCode.Forbidden, "forbidden");
        var listed = (await _ben.Get($"{Room}/members?query=ben")).GetProperty("members")[0];
        Assert.Equal(role.Text("id"), listed.GetProperty("customRole").Text("id"));
        await LogIsWhatWentOut(made, updated);
    }

    [Fact]
    public async Task Changing_a_role_changes_what_its_members_may_do_and_removing_it_leaves_them_the_rank()
    {
        var role = await AddRole("Night watch", "moderator", WatchPermissions);
        var path = $"{Room}/roles/{role.Text("id")}";
        await Put(_ada, "ben", new { customRole = role.Text("id") });

        await _ada.Send(HttpMethod.Patch, path, new { name = "Day watch", rank = "guest", permissions = new[] { "post" } }, HttpStatusCode.OK);
        Assert.Equal(["post", "leave"], await PermissionsOf(_ben));
        var room = (await _ben.Get(Room)).GetProperty("room");
        Assert.Equal(("guest", "Day watch"), (room.Text("role"), room.GetProperty("customRole").Text("name")));

        await _ada.Send(HttpMethod.Delete, path, null, HttpStatusCode.NoContent);
        Assert.Equal(["post", "react", "call", "leave"], await PermissionsOf(_ben));
        var roles = await _ben.Get($"{Room}/roles");
        Assert.Empty(roles.GetProperty("custom").EnumerateArray());
        Assert.Equal(
            ["guest", "member", "moderator", "admin", "owner"], roles.GetProperty("builtIn").EnumerateArray().Select(one => one.Text("role")));
        await _ada.Refuses(HttpMethod.Patch, path, new { name = "Gone" }, HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task Nobody_gives_what_they_do_not_have_nor_raises_themselves()
    {
        await Put(_ada, "ben", new { role = "admin" });
        var high = await AddRole("High", "admin", ["post", "delete_room"]);
        var low = await AddRole("Low", "member", ["post"]);

        await Forbidden(_ben, "ben", new { role = "owner" });
        await Forbidden(_ben, "ben", new { customRole = high.Text("id") });
        await Forbidden(_ben, "cy", new { role = "owner" });
        await Forbidden(_ben, "cy", new { customRole = high.Text("id") });
        await Forbidden(_ben, "ada", new { role = "member" });
        await RoleForbidden(_ben, HttpMethod.Post, "", new { name = "Mine", rank = "member", permissions = new[] { "delete_room" } });
        await RoleForbidden(_ben, HttpMethod.Post, "", new { name = "Mine", rank = "admin", permissions = new[] { "post" } });
        await RoleForbidden(_ben, HttpMethod.Patch, $"/{high.Text("id")}", new { name = "Mine" });
        await RoleForbidden(_ben, HttpMethod.Patch, $"/{low.Text("id")}", new { permissions = new[] { "delete_room" } });
        await RoleForbidden(_ben, HttpMethod.Delete, $"/{high.Text("id")}", null);
        await RoleForbidden(_cy, HttpMethod.Post, "", new { name = "Mine", rank = "guest", permissions = new[] { "post" } });

        await Put(_ben, "cy", new { role = "admin" });
        await Forbidden(_ben, "cy", new { role = "member" });
        await Put(_ben, "ben", new { role = "moderator" });
        await Forbidden(_ben, "ben", new { role = "admin" });
    }

    [Fact]
    public async Task A_removed_role_gives_nobody_more_than_its_remover_has()
    {
        var keeper = await AddRole("Keeper", "moderator", ["post", "manage_roles"]);
        var quiet = await AddRole("Quiet", "member", []);
        await Put(_ada, "ben", new { customRole = keeper.Text("id") });
        await Put(_ada, "cy", new { customRole = quiet.Text("id") });

        await RoleForbidden(_ben, HttpMethod.Delete, $"/{quiet.Text("id")}", null);
        await Forbidden(_ben, "cy", new { role = "member" });
        await Forbidden(_cy, "cy", new { role = "guest" });
        Assert.Equal(["leave"], await PermissionsOf(_cy));
    }

    [Fact]
    public async Task The_last_owner_neither_leaves_nor_steps_down_without_a_successor()
    {
        await _ada.Refuses(HttpMethod.Delete, $"{Room}/members/ada", null, HttpStatusCode.Conflict, "conflict");
        await _ada.Refuses(HttpMethod.Put, $"{Room}/members/ada", new { role = "admin" }, HttpStatusCode.Conflict, "conflict");
        await using (var live = await LiveClient.Connect(_server.Address, _ada))
            await live.Refused("leave_room", new { room = "lobby" }, "conflict");

        await Put(_ada, "ben", new { role = "owner" });
        await Put(_ben, "ada", new { role = "member" });
        await _ada.Send(HttpMethod.Delete, $"{Room}/members/ada", null, HttpStatusCode.NoContent);
        await _ben.Refuses(HttpMethod.Delete, $"{Room}/members/ben", null, HttpStatusCode.Conflict, "conflict");
    }

    [Fact]
    public async Task A_room_is_handed_over_to_a_member()
    {
        var dee = await _server.SignUp("dee");
        await _ben.Refuses(HttpMethod.Post, $"{Room}/owner", new { user = "ben" }, HttpStatusCode.Forbidden, "forbidden");
        await _ada.Refuses(HttpMethod.Post, $"{Room}/owner", new { user = "ada" }, HttpStatusCode.BadRequest, "invalid", "user");
        await _ada.Refuses(HttpMethod.Post, $"{Room}/owner", new { user = "dee" }, HttpStatusCode.NotFound, "not_found");
        await _ada.Refuses(HttpMethod.Post, $"{Room}/owner", new { }, HttpStatusCode.BadRequest, "invalid", "user");

        var room = (await _ada.Post($"{Room}/owner", new { user = "ben" }, HttpStatusCode.OK)).GetProperty("room");

        Assert.Equal("admin", room.Text("role"));
        Assert.Equal("owner", (await _ben.Get(Room)).GetProperty("room").Text("role"));
        Assert.Equal(dee.Username, (await Put(_ben, "dee", new { role = "admin" }, HttpStatusCode.Created)).GetProperty("member").GetProperty("user").Text("username"));
    }

    [Fact]
    public async Task Every_wrong_field_of_a_role_is_named_and_nothing_is_made()
    {
        await Wrong(new { rank = "member", permissions = WatchPermissions }, "invalid", "name");
        await Wrong(new { name = " ", rank = "member", permissions = WatchPermissions }, "invalid", "name");
        await Wrong(new { name = "Owner", rank = "member", permissions = WatchPermissions }, "invalid", "name");
        await Wrong(new { name = "Watch", permissions = WatchPermissions }, "invalid", "rank");
        await Wrong(new { name = "Watch", rank = "owner", permissions = WatchPermissions }, "invalid", "rank");
        await Wrong(new { name = "Watch", rank = 3, permissions = WatchPermissions }, "invalid", "rank");
        await Wrong(new { name = "Watch", rank = "member" }, "invalid", "permissions");
        await Wrong(new { name = "Watch", rank = "member", permissions = new[] { "hand_over" } }, "invalid", "permissions");
        await Wrong(new { name = "Watch", rank = "member", permissions = new[] { "fly" } }, "invalid");
        await Wrong(new { name = new string('x', 41), rank = "member", permissions = WatchPermissions }, "too_large", "name");
        Assert.Empty((await _ada.Get($"{Room}/roles")).GetProperty("custom").EnumerateArray());

        await AddRole("Watch", "member", WatchPermissions);
        await Wrong(new { name = "WATCH", rank = "member", permissions = WatchPermissions }, "conflict", "name");
        await _ada.Refuses(HttpMethod.Put, $"{Room}/members/ben", new { role = 2 }, HttpStatusCode.BadRequest, "invalid", "role");
        await _ada.Refuses(
            HttpMethod.Put, $"{Room}/members/ben", new { role = "member", customRole = "1" }, HttpStatusCode.BadRequest, "invalid", "customRole");
        await _ada.Refuses(HttpMethod.Put, $"{Room}/members/ben", new { customRole = "1" }, HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task A_room_has_fifty_roles_of_its_own_at_most()
    {
        for (var i = 0; i < 50; i++)
            await AddRole($"Role {i}", "guest", []);
        await Wrong(new { name = "One more", rank = "guest", permissions = WatchPermissions }, "too_large", "name");
    }

    private async Task Wrong(object role, string code, string? field = null)
    {
        var status = code switch
        {
            "too_large" => HttpStatusCode.RequestEntityTooLarge,
            "conflict" => HttpStatusCode.Conflict,
            _ => HttpStatusCode.BadRequest,
        };
        await _ada.Refuses(HttpMethod.Post, $"{Room}/roles", role, status, code, field);
    }

    private async Task<JsonElement> AddRole(string name, string rank, string[] permissions) =>
        (await _ada.Post($"{Room}/roles", new { name, rank, permissions })).GetProperty("role");

    private static Task<JsonElement> Put(Someone by, string user, object body, HttpStatusCode expected = HttpStatusCode.OK) =>
        by.Send(HttpMethod.Put, $"{Room}/members/{user}", body, expected);

    private static Task Forbidden(Someone by, string user, object body) =>
        by.Refuses(HttpMethod.Put, $"{Room}/members/{user}", body, HttpStatusCode.Forbidden, "forbidden");

    private static Task RoleForbidden(Someone by, HttpMethod method, string path, object? body) =>
        by.Refuses(method, $"{Room}/roles{path}", body, HttpStatusCode.Forbidden, "forbidden");

    private static async Task<IEnumerable<string?>> PermissionsOf(Someone someone) =>
        [.. (await someone.Get(Room)).GetProperty("room").GetProperty("permissions").EnumerateArray().Select(one => one.GetString())];

    private async Task LogIsWhatWentOut(params JsonElement[] live)
    {
        var log = (await _ada.Get($"{Room}/events")).GetProperty("events").EnumerateArray().ToDictionary(one => one.Number("seq"));
        Assert.All(live, one => Assert.Equal(one.ToString(), log[one.Number("seq")].ToString()));
    }
}

public sealed class RolesOnSqlite() : RolesSpecification(DatabaseKind.Sqlite);

public sealed class RolesOnPostgres() : RolesSpecification(DatabaseKind.Postgres);
