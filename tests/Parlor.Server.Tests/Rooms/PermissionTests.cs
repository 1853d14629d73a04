using System.Net;
using System.Text.Json;
using Parlor.Server.Rooms;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Rooms;

/// <summary>Every call that takes a permission, in every role, through every gateway, against the one table.</summary>
public abstract class PermissionSpecification(DatabaseKind database) : IAsyncLifetime
{
    private TestServer _server = null!;
    private Someone _owner = null!;
    private Someone _root = null!;
    private Someone _gil = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.Start(database, ("Lines:Listen", "localhost:0"), ("Irc:Listen", "127.0.0.1:0"));
        _root = await _server.SignUp("root");
        _owner = await _server.SignUp("olga");
        _gil = await _server.SignUp("gil");
        await _server.SignUp("eve");
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(RoomRole.Guest)]
    [InlineData(RoomRole.Member)]
    [InlineData(RoomRole.Moderator)]
    [InlineData(RoomRole.Admin)]
    [InlineData(RoomRole.Owner)]
    public async Task A_member_may_do_what_the_table_says(RoomRole role)
    {
        var person = await _server.SignUp("somebody");
        await TryAll(person, role, permission => PermissionTable.Of(role).Has(permission) ? "ok" : "forbidden");
    }

    [Fact]
    public async Task Who_has_not_joined_may_do_nothing()
    {
        var person = await _server.SignUp("somebody");
        await TryAll(person, role: null, _ => "forbidden");
    }

    [Fact]
    public async Task A_guest_of_the_server_knows_no_room_that_they_were_not_added_to()
    {
        var person = await _server.SignUp("somebody");
        await Give(person, "guest");
        await TryAll(person, role: null, _ => "not_found");
    }

    [Theory]
    [InlineData("admin")]
    [InlineData("owner")]
    public async Task Who_keeps_order_on_the_server_does_so_in_public_rooms_from_outside(string serverRole)
    {
        var person = await _server.SignUp("somebody");
        await Give(person, serverRole);
        var allowed = PermissionTable.Of(RoomRole.Admin).Without(PermissionTable.ForMembers);
        await TryAll(person, role: null, permission => allowed.Has(permission) ? "ok" : "forbidden");
    }

    [Fact]
    public async Task Who_has_a_timeout_may_do_all_but_speak()
    {
        var person = await _server.SignUp("somebody");
        var allowed = PermissionTable.Of(RoomRole.Moderator).Without(PermissionTable.Speaking);
        await TryAllRestricted(person, RoomRole.Moderator, "timeouts", permission => allowed.Has(permission) ? "ok" : "forbidden");
    }

    [Fact]
    public async Task Who_is_banned_may_do_nothing()
    {
        var person = await _server.SignUp("somebody");
        await TryAllRestricted(person, RoomRole.Moderator, "bans", _ => "forbidden");
    }

    [Fact]
    public async Task In_a_group_all_may_the_same()
    {
        var person = await _server.SignUp("somebody");
        await TryAll(person, PermissionTable.InGroup, async () =>
            (await _owner.Post("/api/v1/groups", new { users = new[] { "gil", "somebody" } })).GetProperty("room").Text("id")!);
    }

    [Fact]
    public async Task A_direct_conversation_stays_as_it_is()
    {
        var person = await _server.SignUp("somebody");
        var room = (await _owner.Post("/api/v1/direct", new { user = "somebody" })).GetProperty("room").Text("id")!;
        await TryAll(person, PermissionTable.InDirect, () => Task.FromResult(room), _owner);
    }

    [Fact]
    public void Every_permission_has_a_call_or_waits_for_one() => Assert.Equal(
        Enum.GetValues<RoomPermission>().Order(),
        GatewayCalls.All.Select(call => call.Permission).Distinct().Concat(GatewayCalls.WithoutCall).Order());

    private Task TryAll(Someone person, RoomRole? role, Func<RoomPermission, string> expected)
    {
        var rooms = 0;
        return TryAll(
            person, GatewayCalls.All, expected, call => MakeRoom($"room-{++rooms}", person, role, call?.Setting), isMember: role is not null);
    }

    /// <summary>Tries all in rooms where the person has a ban or a timeout.</summary>
    private Task TryAllRestricted(Someone person, RoomRole role, string restrictions, Func<RoomPermission, string> expected)
    {
        var rooms = 0;
        return TryAll(person, GatewayCalls.All, expected, async call =>
        {
            var room = await MakeRoom($"room-{++rooms}", person, role, call?.Setting);
            await _owner.Send(HttpMethod.Put, $"/api/v1/rooms/{room}/{restrictions}/{person.Id}", new { seconds = 3_600 }, HttpStatusCode.OK);
            return room;
        });
    }

    /// <summary>Tries all in conversations, which have no settings.</summary>
    private Task TryAll(Someone person, PermissionSet allowed, Func<Task<string>> make, Someone? other = null) => TryAll(
        person,
        GatewayCalls.All.Where(call => call.Setting is null && !call.IsByName),
        permission => allowed.Has(permission) ? "ok" : "forbidden",
        _ => make(),
        other: other);

    private async Task TryAll(
        Someone person,
        IEnumerable<GatewayCall> calls,
        Func<RoomPermission, string> expected,
        Func<GatewayCall?, Task<string>> makeRoom,
        bool isMember = true,
        Someone? other = null)
    {
        await using var live = await LiveClient.Connect(_server.Address, person);
        var wrong = new List<string>();
        foreach (var call in calls)
        {
            var outcome = await call.Do(new Trial(_server, person, live, await makeRoom(call), other ?? _gil));
            var wanted = call.IsForMembers && !isMember ? "forbidden" : expected(call.Permission);
            if (call.IsInWords ? (outcome is "ok") != (wanted is "ok") : !string.Equals(outcome, wanted, StringComparison.Ordinal))
                wrong.Add($"{call} was {outcome}");
        }

        var room = await makeRoom(null);
        foreach (var permission in Enum.GetValues<RoomPermission>())
            await CheckExplained(new Trial(_server, person, live, room, other ?? _gil), permission, expected(permission), wrong);
        Assert.Empty(wrong);
    }

    /// <summary>What the page says about somebody is what they meet with.</summary>
    private async Task CheckExplained(Trial trial, RoomPermission permission, string expected, List<string> wrong)
    {
        var action = JsonNamingPolicy.SnakeCaseLower.ConvertName(permission.ToString());
        var asked = await _owner.Get($"/api/v1/rooms/{trial.Room}/access?user={trial.Person.Username}&action={action}");
        var explained = Assert.Single(asked.GetProperty("access").GetProperty("actions").EnumerateArray());
        Assert.NotEmpty(explained.GetProperty("reasons").EnumerateArray());
        if (explained.GetProperty("allowed").GetBoolean() != (expected is "ok"))
            wrong.Add($"{action} is explained as {explained}");

        var about = new { room = trial.Room, action };
        if (expected is "not_found")
        {
            await trial.Live.Refused("explain_access", about, "not_found");
            return;
        }

        var own = (await trial.Live.Done("explain_access", about)).GetProperty("access").GetProperty("actions")[0];
        Assert.Equal(explained.ToString(), own.ToString());
    }

    private async Task<string> MakeRoom(string name, Someone person, RoomRole? role, object? setting)
    {
        await _owner.Post("/api/v1/rooms", new { name, visibility = "public" });
        var path = $"/api/v1/rooms/{name}";
        await _owner.Send(HttpMethod.Put, $"{path}/members/gil", new { role = "guest" }, HttpStatusCode.Created);
        if (role is not null)
            await _owner.Send(HttpMethod.Put, $"{path}/members/{person.Id}", new { role = role.Value.ToString().ToLowerInvariant() }, HttpStatusCode.Created);
        if (setting is not null)
            await _owner.Send(HttpMethod.Patch, path, setting, HttpStatusCode.OK);
        return name;
    }

    private Task<JsonElement> Give(Someone person, string serverRole) =>
        _root.Send(HttpMethod.Put, $"/api/v1/users/{person.Id}/role", new { role = serverRole }, HttpStatusCode.NoContent);
}

public sealed class PermissionsOnSqlite() : PermissionSpecification(DatabaseKind.Sqlite);

public sealed class PermissionsOnPostgres() : PermissionSpecification(DatabaseKind.Postgres);
