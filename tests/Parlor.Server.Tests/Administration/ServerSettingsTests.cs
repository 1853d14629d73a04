using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Parlor.Server.Data;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Administration;

/// <summary>Changing settings while the server runs; every database must keep them alike.</summary>
public abstract class ServerSettingsSpecification(DatabaseKind database) : IAsyncLifetime
{
    private const string Path = "/api/v1/admin/settings";

    private TestServer _server = null!;
    private Someone _ada = null!;
    private Someone _ben = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.Start(database, ("Name", "Harbour"));
        _ada = await _server.SignUp("ada");
        _ben = await _server.SignUp("ben");
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task The_sign_up_policy_and_the_name_hold_at_once_and_after_a_restart()
    {
        var answer = await Change(_ada, new { name = "  Lighthouse ", signUp = "closed" });
        Assert.Equal(("Lighthouse", "closed"), (answer.GetProperty("settings").Text("name"), answer.GetProperty("settings").Text("signUp")));
        Assert.Equal(("Harbour", "open"), (answer.GetProperty("configured").Text("name"), answer.GetProperty("configured").Text("signUp")));
        Assert.Equal(["name", "signUp"], Changed(answer));

        Assert.Equal(("Lighthouse", "closed"), await Shown());
        Assert.Equal(HttpStatusCode.Forbidden, await SignUp("cleo"));
        await _server.Restart();
        Assert.Equal(("Lighthouse", "closed"), await Shown());
        Assert.Equal(HttpStatusCode.Forbidden, await SignUp("cleo"));
    }

    [Fact]
    public async Task A_setting_can_be_taken_back_to_what_is_configured()
    {
        await Change(_ada, new { name = "Lighthouse", signUp = "closed" });

        var answer = await Change(_ada, new { reset = new[] { "name" } });

        Assert.Equal("Harbour", answer.GetProperty("settings").Text("name"));
        Assert.Equal(["signUp"], Changed(answer));
        await _server.Restart();
        Assert.Equal(("Harbour", "closed"), await Shown());
    }

    [Fact]
    public async Task A_change_is_written_down_with_what_was_before()
    {
        await Change(_ada, new { limits = new { postBurst = 5 } });
        await Change(_ada, new { limits = new { postBurst = 5 } });
        await Change(_ada, new { reset = new[] { "limits.postBurst" } });

        var acts = (await _ada.Get("/api/v1/server/audit")).GetProperty("entries").EnumerateArray().ToList();
        Assert.Equal(["settings_changed", "settings_changed"], acts.Select(act => act.Text("action")));
        Assert.All(acts, act => Assert.Equal("ada", act.GetProperty("by").Text("username")));
        var change = Assert.Single(acts[0].GetProperty("changes").EnumerateArray());
        Assert.Equal(("limits.postBurst", "5", null), (change.Text("what"), change.Text("from"), change.Text("to")));
    }

    [Fact]
    public async Task Limits_count_at_once_also_for_whoever_is_in_the_middle_of_it()
    {
        await _ben.Post("/api/v1/rooms", new { name = "lobby", visibility = "public" });
        await Post(_ben, "1", HttpStatusCode.Created);

        await Change(_ada, new { limits = new { postBurst = 1, signUpsPerMinute = 1, logInsPerMinute = 1 } });

        await Post(_ben, "2", HttpStatusCode.Created);
        await Post(_ben, "3", HttpStatusCode.TooManyRequests);
        Assert.Equal(HttpStatusCode.TooManyRequests, await SignUp("cleo"));
        await Change(_ada, new { limits = new { postBurst = 60, signUpsPerMinute = 10 } });
        _server.Clock.Advance(TimeSpan.FromSeconds(1));
        await Post(_ben, "4", HttpStatusCode.Created);
        Assert.Equal(HttpStatusCode.Created, await SignUp("cleo"));
    }

    [Theory]
    [InlineData("""{"name":"Lighthouse","signUp":"sometimes"}""", "signUp")]
    [InlineData("""{"name":"Lighthouse","limits":{"postBurst":0}}""", "limits.postBurst")]
    [InlineData("""{"name":"Lighthouse","limits":{"postBurst":"many"}}""", "limits.postBurst")]
    [InlineData("""{"signUp":"closed","name":"  "}""", "name")]
    [InlineData("""{"name":"Lighthouse","reset":["url"]}""", "reset")]
    public async Task A_wrong_setting_is_named_and_nothing_changes(string body, string field)
    {
        await _ada.Refuses(HttpMethod.Patch, Path, JsonSerializer.Deserialize<JsonElement>(body), HttpStatusCode.BadRequest, "invalid", field);
        Assert.Equal(("Harbour", "open"), await Shown());
        Assert.Empty(Changed(await _ada.Get(Path)));
    }

    [Fact]
    public async Task Settings_are_for_admins_and_owners()
    {
        await _ben.Refuses(HttpMethod.Get, Path, null, HttpStatusCode.Forbidden, "forbidden");
        await _ben.Refuses(HttpMethod.Patch, Path, new { signUp = "closed" }, HttpStatusCode.Forbidden, "forbidden");
        await _ada.Send(HttpMethod.Put, "/api/v1/users/ben/role", new { role = "admin" }, HttpStatusCode.NoContent);
        await Change(_ben, new { signUp = "invitation" });
        Assert.Equal(("Harbour", "invitation"), await Shown());
    }

    [Fact]
    public async Task A_stored_value_that_does_not_count_any_more_is_as_configured()
    {
        await Change(_ada, new { name = "Lighthouse" });
        await _server.Services.GetRequiredService<Db>().Write(transaction => transaction.Execute(
            "INSERT INTO server_settings (name, value) VALUES ('SignUp', 'sometimes'), ('Limits:Gone', '3')"));

        await _server.Restart();

        Assert.Equal(("Lighthouse", "open"), await Shown());
    }

    private static Task<JsonElement> Change(Someone someone, object change) => someone.Send(HttpMethod.Patch, Path, change, HttpStatusCode.OK);

    private static IEnumerable<string?> Changed(JsonElement answer) => answer.GetProperty("changed").EnumerateArray().Select(name => name.GetString());

    private static Task<JsonElement> Post(Someone someone, string clientId, HttpStatusCode expected) =>
        someone.Send(HttpMethod.Post, "/api/v1/rooms/lobby/messages", new { text = "Hello", clientId }, expected);

    private async Task<(string? Name, string? SignUp)> Shown()
    {
        var server = await _server.Http.GetFromJsonAsync<JsonElement>("/api/v1/server");
        return (server.Text("name"), server.Text("signUp"));
    }

    private async Task<HttpStatusCode> SignUp(string username)
    {
        using var answer = await _server.Http.PostAsJsonAsync("/api/v1/accounts", new { username, password = "correct horse battery" });
        return answer.StatusCode;
    }
}

public sealed class ServerSettingsOnSqlite() : ServerSettingsSpecification(DatabaseKind.Sqlite);

public sealed class ServerSettingsOnPostgres() : ServerSettingsSpecification(DatabaseKind.Postgres);
