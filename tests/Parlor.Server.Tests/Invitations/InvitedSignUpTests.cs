using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Invitations;

/// <summary>Signing up with a link into a room; every database must do the same.</summary>
public abstract class InvitedSignUpSpecification(DatabaseKind database)
{
    [Theory]
    [InlineData("open")]
    [InlineData("invitation")]
    public async Task Who_signs_up_with_an_invitation_is_in_the_room(string signUp)
    {
        await using var server = await TestServer.Start(database, ("SignUp", signUp));
        var (ada, code) = await MakeLink(server, new { maxUses = 1 });
        await using var live = await LiveClient.Connect(server.Address, ada);

        await SignUp(server, new { username = "zoe", password = "correct horse battery", displayName = "Zoë", invite = code }, HttpStatusCode.Created);

        var joined = await live.Next("join_room_announcement");
        Assert.Equal("Zoë", joined.GetProperty("user").Text("displayName"));
        var use = Assert.Single((await ada.Get($"/api/v1/invitations/{code}/uses")).GetProperty("uses").EnumerateArray());
        Assert.Equal("zoe", use.GetProperty("user").Text("username"));
        var refused = await SignUp(
            server, new { username = "late", password = "correct horse battery", invite = code }, HttpStatusCode.BadRequest);
        Assert.Equal(("invalid", "invite"), (refused.Text("code"), refused.Text("field")));
        Assert.Empty((await ada.Get("/api/v1/users?query=late")).GetProperty("users").EnumerateArray());
    }

    [Fact]
    public async Task A_server_by_invitation_takes_its_owner_and_then_only_who_is_invited()
    {
        await using var server = await TestServer.Start(database, ("SignUp", "invitation"));
        Assert.Equal("open", await Policy(server));
        var (_, code) = await MakeLink(server, new { });
        Assert.Equal("invitation", await Policy(server));

        var refused = await SignUp(server, new { username = "eve", password = "correct horse battery" }, HttpStatusCode.Forbidden);
        Assert.Equal("forbidden", refused.Text("code"));
        foreach (var invite in new[] { "", "nothing", new string('x', 65), "nul\0" })
        {
            var answer = await Send(server, new { username = "eve", password = "correct horse battery", invite });
            Assert.Equal("invite", answer.Body.Text("field"));
            Assert.True(answer.Status is HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge);
        }

        await SignUp(server, new { username = "eve", password = "correct horse battery", invite = code }, HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_closed_server_takes_nobody_whatever_link_they_have()
    {
        await using var server = await TestServer.Start(database, ("SignUp", "closed"));
        var (_, code) = await MakeLink(server, new { });
        var refused = await SignUp(server, new { username = "eve", password = "correct horse battery", invite = code }, HttpStatusCode.Forbidden);
        Assert.Equal("forbidden", refused.Text("code"));
    }

    private static async Task<(Someone Owner, string Code)> MakeLink(TestServer server, object terms)
    {
        var ada = await server.SignUp("ada");
        await ada.Post("/api/v1/rooms", new { name = "secret", visibility = "private" });
        return (ada, (await ada.Post("/api/v1/rooms/secret/invitations", terms)).GetProperty("invitation").Text("code")!);
    }

    private static async Task<string?> Policy(TestServer server) =>
        (await server.Http.GetFromJsonAsync<JsonElement>("/api/v1/server")).Text("signUp");

    private static async Task<JsonElement> SignUp(TestServer server, object body, HttpStatusCode expected)
    {
        var answer = await Send(server, body);
        Assert.True(answer.Status == expected, answer.Body.ToString());
        return answer.Body;
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> Send(TestServer server, object body)
    {
        using var answer = await server.Http.PostAsJsonAsync("/api/v1/accounts", body);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }
}

public sealed class InvitedSignUpOnSqlite() : InvitedSignUpSpecification(DatabaseKind.Sqlite);

public sealed class InvitedSignUpOnPostgres() : InvitedSignUpSpecification(DatabaseKind.Postgres);
