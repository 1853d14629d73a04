using System.Net;
using System.Text.Json;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Invitations;

/// <summary>What links into rooms do; every database must do the same.</summary>
public abstract class InvitationsSpecification(DatabaseKind database) : IAsyncLifetime
{
    private TestServer _server = null!;
    private Someone _ada = null!;
    private Someone _ben = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.Start(database);
        _ada = await _server.SignUp("ada");
        _ben = await _server.SignUp("ben");
        await _ada.Post("/api/v1/rooms", new { name = "secret", title = "The Secret", visibility = "private" });
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_link_shows_anyone_what_it_leads_to_and_lets_them_in()
    {
        await using var ada = await LiveClient.Connect(_server.Address, _ada);
        var made = await Invite(_ada, new { expiresInSeconds = 3600, maxUses = 5 });

        Assert.Equal(("ada", 5, 0), (made.GetProperty("by").Text("username"), made.Number("maxUses"), made.Number("uses")));
        Assert.Equal("2026-03-01T13:00:00.000Z", made.Text("expiresAt"));
        using var nobody = new HttpClient { BaseAddress = _server.Address };
        var shown = await Seen(new Someone("", "", "", nobody), made);
        var room = shown.GetProperty("room");
        Assert.Equal(("secret", "The Secret", 1), (room.Text("name"), room.Text("title"), room.Number("memberCount")));
        Assert.False(room.GetProperty("joined").GetBoolean());
        Assert.Equal("ada", shown.GetProperty("by").Text("username"));

        var accepted = await Accept(_ben, made);

        Assert.Equal(("secret", "member"), (accepted.Text("name"), accepted.Text("role")));
        var joined = await ada.Next("join_room_announcement");
        Assert.Equal("ben", joined.GetProperty("user").Text("username"));
        Assert.True((await Seen(_ben, made)).GetProperty("room").GetProperty("joined").GetBoolean());
        var listed = Assert.Single(await List(_ada));
        Assert.Equal(1, listed.Number("uses"));
        var use = Assert.Single((await _ada.Get($"/api/v1/invitations/{made.Text("code")}/uses")).GetProperty("uses").EnumerateArray());
        Assert.Equal(("ben", "2026-03-01T12:00:00.000Z"), (use.GetProperty("user").Text("username"), use.Text("at")));
    }

    [Fact]
    public async Task Who_is_in_the_room_already_gets_it_and_uses_nothing()
    {
        var made = await Invite(_ada, new { maxUses = 1 });
        await Accept(_ada, made);
        await Accept(_ben, made);
        await Accept(_ben, made);
        Assert.Equal(1, Assert.Single(await List(_ada)).Number("uses"));
    }

    [Fact]
    public async Task An_invitation_ends_by_time_by_use_when_it_is_taken_back_and_with_its_maker()
    {
        var (cy, dora) = (await _server.SignUp("cy"), await _server.SignUp("dora"));
        var forMinute = await Invite(_ada, new { expiresInSeconds = 60 });
        var forOne = await Invite(_ada, new { maxUses = 1 });
        var takenBack = await Invite(_ada, new { });
        await Accept(_ben, forOne);
        var ofBen = await Invite(_ben, new { });
        await Accept(cy, ofBen);

        _server.Clock.Advance(TimeSpan.FromMinutes(1));
        await _ada.Send(HttpMethod.Delete, $"/api/v1/invitations/{takenBack.Text("code")}", null, HttpStatusCode.NoContent);
        await _ada.Send(HttpMethod.Delete, "/api/v1/rooms/secret/members/ben", null, HttpStatusCode.NoContent);

        foreach (var ended in new[] { forMinute, forOne, takenBack, ofBen })
        {
            var path = $"/api/v1/invitations/{ended.Text("code")}";
            await dora.Refuses(HttpMethod.Get, path, null, HttpStatusCode.NotFound, "not_found");
            await dora.Refuses(HttpMethod.Post, $"{path}/accept", null, HttpStatusCode.NotFound, "not_found");
            await Accept(cy, ended);
        }

        await dora.Refuses(HttpMethod.Get, "/api/v1/rooms/secret", null, HttpStatusCode.NotFound, "not_found");
        var listed = (await List(_ada)).ToDictionary(one => one.Text("code")!, one => one.Text("ended"), StringComparer.Ordinal);
        Assert.Equal("expired", listed[forMinute.Text("code")!]);
        Assert.Equal("used_up", listed[forOne.Text("code")!]);
        Assert.Equal("revoked", listed[takenBack.Text("code")!]);
        Assert.Equal("maker_left", listed[ofBen.Text("code")!]);
    }

    [Fact]
    public async Task Members_see_and_take_back_their_own_and_admins_all()
    {
        var cy = await _server.SignUp("cy");
        foreach (var name in new[] { "ben", "cy" })
            await _ada.Send(HttpMethod.Put, $"/api/v1/rooms/secret/members/{name}", null, HttpStatusCode.Created);
        var made = await Invite(_ben, new { });

        Assert.Empty(await List(cy));
        await cy.Refuses(HttpMethod.Delete, $"/api/v1/invitations/{made.Text("code")}", null, HttpStatusCode.NotFound, "not_found");
        await cy.Refuses(HttpMethod.Get, $"/api/v1/invitations/{made.Text("code")}/uses", null, HttpStatusCode.NotFound, "not_found");
        Assert.Single(await List(_ben));
        Assert.Single(await List(_ada));
        await _ada.Send(HttpMethod.Delete, $"/api/v1/invitations/{made.Text("code")}", null, HttpStatusCode.NoContent);
        await _ada.Send(HttpMethod.Delete, $"/api/v1/invitations/{made.Text("code")}", null, HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Who_is_not_in_a_room_invites_nobody_and_wrong_terms_are_named()
    {
        const string Path = "/api/v1/rooms/secret/invitations";
        await _ben.Refuses(HttpMethod.Post, Path, new { }, HttpStatusCode.NotFound, "not_found");
        await _ben.Refuses(HttpMethod.Get, Path, null, HttpStatusCode.NotFound, "not_found");
        await _ada.Refuses(HttpMethod.Post, Path, new { expiresInSeconds = 59 }, HttpStatusCode.BadRequest, "invalid", "expiresInSeconds");
        await _ada.Refuses(HttpMethod.Post, Path, new { expiresInSeconds = 31_536_001 }, HttpStatusCode.BadRequest, "invalid", "expiresInSeconds");
        await _ada.Refuses(HttpMethod.Post, Path, new { maxUses = 0 }, HttpStatusCode.BadRequest, "invalid", "maxUses");
        await _ada.Refuses(HttpMethod.Post, Path, new { maxUses = "many" }, HttpStatusCode.BadRequest, "invalid", "maxUses");
        Assert.Empty(await List(_ada));
        await _ben.Refuses(HttpMethod.Get, "/api/v1/invitations/nothing", null, HttpStatusCode.NotFound, "not_found");
        await _ben.Refuses(
            HttpMethod.Post, $"/api/v1/invitations/{new string('x', 65)}/accept", null, HttpStatusCode.RequestEntityTooLarge, "too_large", "code");
    }

    [Fact]
    public async Task Nobody_is_invited_into_a_conversation()
    {
        foreach (var (path, body) in new (string, object)[] { ("direct", new { user = "ben" }), ("groups", new { users = new[] { "ben" } }) })
        {
            var id = (await _ada.Post($"/api/v1/{path}", body)).GetProperty("room").Text("id");
            await _ada.Refuses(HttpMethod.Post, $"/api/v1/rooms/{id}/invitations", new { }, HttpStatusCode.Forbidden, "forbidden");
        }
    }

    [Fact]
    public async Task A_room_has_a_hundred_invitations_and_ended_ones_make_place()
    {
        var first = await Invite(_ada, new { });
        for (var i = 1; i < 100; i++)
            await Invite(_ada, new { });

        await _ada.Refuses(
            HttpMethod.Post, "/api/v1/rooms/secret/invitations", new { }, HttpStatusCode.RequestEntityTooLarge, "too_large", "room");
        await _ada.Send(HttpMethod.Delete, $"/api/v1/invitations/{first.Text("code")}", null, HttpStatusCode.NoContent);
        await Invite(_ada, new { });

        var listed = await List(_ada);
        Assert.Equal(100, listed.Length);
        Assert.DoesNotContain(first.Text("code"), listed.Select(one => one.Text("code")));
    }

    [Fact]
    public async Task Of_two_who_take_the_last_place_at_once_one_gets_it()
    {
        var cy = await _server.SignUp("cy");
        var code = (await Invite(_ada, new { maxUses = 1 })).Text("code");
        var answers = await Task.WhenAll(new[] { _ben, cy }.Select(
            one => one.Http.PostAsync(new Uri($"/api/v1/invitations/{code}/accept", UriKind.Relative), null)));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.NotFound], answers.Select(answer => answer.StatusCode).Order());
        Assert.Equal(2, (await _ada.Get("/api/v1/rooms/secret")).GetProperty("room").Number("memberCount"));
    }

    [Fact]
    public async Task Invitations_are_made_accepted_and_taken_back_over_a_connection()
    {
        await using var ada = await LiveClient.Connect(_server.Address, _ada);
        await using var ben = await LiveClient.Connect(_server.Address, _ben);

        await ben.Refused("create_invitation", new { room = "secret" }, "not_found");
        await ada.Refused("create_invitation", new { room = "secret", maxUses = 0 }, "invalid", "maxUses");
        var code = (await ada.Done("create_invitation", new { room = "secret", maxUses = 3 })).GetProperty("invitation").Text("code");
        var joined = await ben.Done("accept_invitation", new { code });
        Assert.Equal(("secret", 2), (joined.GetProperty("room").Text("name"), joined.Number("lastSeq")));
        await ben.Next("join_room_announcement");
        await ada.Done("revoke_invitation", new { code });
        await using var cy = await LiveClient.Connect(_server.Address, await _server.SignUp("cy"));
        await cy.Refused("accept_invitation", new { code }, "not_found");
        await cy.Refused("accept_invitation", new { }, "invalid", "code");
    }

    private static async Task<JsonElement> Invite(Someone someone, object terms) =>
        (await someone.Post("/api/v1/rooms/secret/invitations", terms)).GetProperty("invitation");

    private static async Task<JsonElement> Seen(Someone someone, JsonElement invitation) =>
        (await someone.Get($"/api/v1/invitations/{invitation.Text("code")}")).GetProperty("invitation");

    private static async Task<JsonElement> Accept(Someone someone, JsonElement invitation) =>
        (await someone.Post($"/api/v1/invitations/{invitation.Text("code")}/accept", new { }, HttpStatusCode.OK)).GetProperty("room");

    private static async Task<JsonElement[]> List(Someone someone) =>
        [.. (await someone.Get("/api/v1/rooms/secret/invitations")).GetProperty("invitations").EnumerateArray()];
}

public sealed class InvitationsOnSqlite() : InvitationsSpecification(DatabaseKind.Sqlite);

public sealed class InvitationsOnPostgres() : InvitationsSpecification(DatabaseKind.Postgres);
