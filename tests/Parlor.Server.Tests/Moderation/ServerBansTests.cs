using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Parlor.Server.Moderation;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Moderation;

/// <summary>Accounts and addresses that are kept out of the server; every database must do the same.</summary>
public abstract class ServerBansSpecification(DatabaseKind database) : IAsyncLifetime
{
    private const string Bans = "/api/v1/server/bans";

    private const string AddressBans = "/api/v1/server/address-bans";

    private static readonly object OfBen = new { username = "ben", password = "correct horse battery" };

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
    public async Task A_banned_account_is_out_at_once_and_is_told_until_when_and_why()
    {
        await using var ben = await LiveClient.Connect(_server.Address, _ben);

        var ban = (await _ada.Send(HttpMethod.Put, $"{Bans}/ben", new { seconds = 3_600, reason = "Spam" }, HttpStatusCode.OK)).GetProperty("ban");

        Assert.Equal(("ben", "2026-03-01T13:00:00.000Z", "Spam"), (ban.GetProperty("user").Text("username"), ban.Text("until"), ban.Text("reason")));
        await ben.Closed;
        await _ben.Refuses(HttpMethod.Get, "/api/v1/me", null, HttpStatusCode.Unauthorized, "unauthorized");
        var refused = await Visitor().Send(HttpMethod.Post, "/api/v1/sessions", OfBen, HttpStatusCode.Forbidden);
        Assert.Contains("2026-03-01T13:00:00.000Z", refused.Text("detail"), StringComparison.Ordinal);
        Assert.Contains("Spam", refused.Text("detail"), StringComparison.Ordinal);
        await Visitor().Refuses(
            HttpMethod.Post, "/api/v1/sessions", new { username = "ben", password = "something else" }, HttpStatusCode.Unauthorized, "unauthorized");
        Assert.Equal(ban.ToString(), Assert.Single((await _ada.Get(Bans)).GetProperty("bans").EnumerateArray()).ToString());
        var act = (await _ada.Get("/api/v1/server/audit")).GetProperty("entries")[0];
        Assert.Equal(("account_banned", "Spam"), (act.Text("action"), act.Text("reason")));
    }

    [Fact]
    public async Task A_ban_ends_by_itself_or_when_it_is_lifted()
    {
        await _ada.Send(HttpMethod.Put, $"{Bans}/ben", new { seconds = 60 }, HttpStatusCode.OK);
        _server.Clock.Advance(TimeSpan.FromSeconds(60));
        await Visitor().Post("/api/v1/sessions", OfBen);
        await using var ada = await LiveClient.Connect(_server.Address, _ada);
        await ada.Done("ban_account", new { user = "ben" });
        await Visitor().Refuses(HttpMethod.Post, "/api/v1/sessions", OfBen, HttpStatusCode.Forbidden, "forbidden");
        await ada.Done("unban_account", new { user = "ben" });
        await Visitor().Post("/api/v1/sessions", OfBen);
        await ada.Refused("unban_account", new { user = "ben" }, "not_found");
        Assert.Empty((await ada.Done("get_account_bans", new { })).GetProperty("bans").EnumerateArray());
    }

    [Fact]
    public async Task Bans_are_for_admins_and_go_down_the_ranks()
    {
        var cy = await _server.SignUp("cy");
        foreach (var (path, body) in new (string, object)[] { ($"{Bans}/cy", new { }), ($"{Bans}/ada", new { }) })
            await _ben.Refuses(HttpMethod.Put, path, body, HttpStatusCode.Forbidden, "forbidden");
        foreach (var path in new[] { Bans, AddressBans })
            await _ben.Refuses(HttpMethod.Get, path, null, HttpStatusCode.Forbidden, "forbidden");
        await _ben.Refuses(HttpMethod.Post, AddressBans, new { network = "203.0.113.7" }, HttpStatusCode.Forbidden, "forbidden");
        await _ben.Refuses(HttpMethod.Delete, $"{AddressBans}/1", null, HttpStatusCode.Forbidden, "forbidden");
        foreach (var person in new[] { _ben, cy })
            await _ada.Send(HttpMethod.Put, $"/api/v1/users/{person.Id}/role", new { role = "admin" }, HttpStatusCode.NoContent);

        await _ben.Refuses(HttpMethod.Put, $"{Bans}/ada", new { }, HttpStatusCode.Forbidden, "forbidden");
        await _ben.Refuses(HttpMethod.Put, $"{Bans}/cy", new { }, HttpStatusCode.Forbidden, "forbidden");
        await _ben.Refuses(HttpMethod.Put, $"{Bans}/ben", new { }, HttpStatusCode.Forbidden, "forbidden");
        await _ada.Refuses(HttpMethod.Put, $"{Bans}/ada", new { }, HttpStatusCode.Forbidden, "forbidden");
        await _ada.Refuses(HttpMethod.Put, $"{Bans}/nobody", new { }, HttpStatusCode.NotFound, "not_found");
        await _ada.Refuses(HttpMethod.Put, $"{Bans}/cy", new { seconds = 1 }, HttpStatusCode.BadRequest, "invalid", "seconds");
        Assert.Empty((await _ada.Get(Bans)).GetProperty("bans").EnumerateArray());
    }

    [Fact]
    public async Task From_a_banned_address_nothing_comes_in_and_what_is_connected_is_cut()
    {
        using var elsewhere = From("127.0.0.2");
        using var signedUp = await elsewhere.PostAsJsonAsync("/api/v1/accounts", new { username = "eve", password = "correct horse battery" });
        var cookie = signedUp.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        var token = (await signedUp.Content.ReadFromJsonAsync<JsonElement>()).Text("accessToken")!;
        var (connected, welcome) = await Connect(elsewhere, token);
        Assert.StartsWith("40{", welcome, StringComparison.Ordinal);

        var ban = (await _ada.Post(AddressBans, new { network = "127.0.0.2/31", reason = "Flood" })).GetProperty("ban");

        Assert.Equal(("127.0.0.2/31", "Flood"), (ban.Text("network"), ban.Text("reason")));
        elsewhere.DefaultRequestHeaders.Add("Cookie", cookie);
        foreach (var (path, body) in new (string, object)[]
        {
            ("/api/v1/accounts", new { username = "eve2", password = "correct horse battery" }), ("/api/v1/sessions", OfBen),
            ("/api/v1/sessions", new { username = "ben", password = "not the password" }), ("/api/v1/sessions/refresh", new { }),
        })
        {
            using var answer = await elsewhere.PostAsJsonAsync(path, body);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }

        var (_, refusal) = await Connect(elsewhere, token);
        Assert.Contains("\"code\":\"forbidden\"", refusal, StringComparison.Ordinal);
        var cut = await Poll(elsewhere, connected);
        Assert.True(cut is "1" || cut.Contains("Session ID unknown", StringComparison.Ordinal) || cut.StartsWith("41", StringComparison.Ordinal), cut);
        await using var ada = await LiveClient.Connect(_server.Address, _ada);
        await ada.Done("unban_address", new { ban = ban.Text("id") });
        using var refreshed = await elsewhere.PostAsJsonAsync("/api/v1/sessions/refresh", new { });
        Assert.Equal(HttpStatusCode.OK, refreshed.StatusCode);
        await ada.Refused("unban_address", new { ban = ban.Text("id") }, "not_found");
        Assert.Equal(
            ["address_unbanned", "address_banned"],
            (await _ada.Get("/api/v1/server/audit")).GetProperty("entries").EnumerateArray().Select(act => act.Text("action")));
    }

    [Fact]
    public async Task Nobody_bans_where_they_are_themselves_what_is_no_address_or_the_same_twice()
    {
        await using var ada = await LiveClient.Connect(_server.Address, _ada);
        await _ada.Refuses(HttpMethod.Post, AddressBans, new { network = "127.0.0.0/8" }, HttpStatusCode.BadRequest, "invalid", "network");
        await ada.Refused("ban_address", new { network = "::ffff:127.0.0.1" }, "invalid", "network");
        foreach (var wrong in new[] { "", "1", "1.2.3", "0x7f.0.0.1", "010.0.0.1", "1.2.3.4/7", "1.2.3.4/33", "1.2.3.4/x", "::1/8", "fe80::1%1", "[::1]", "1.2.3.4/8/8" })
            await ada.Refused("ban_address", new { network = wrong }, "invalid", "network");
        await ada.Refused("ban_address", new { }, "invalid", "network");

        await ada.Done("ban_address", new { network = "203.0.113.77/24" });
        await ada.Refused("ban_address", new { network = "203.0.113.0/24" }, "conflict", "network");
        await ada.Done("ban_address", new { network = "2001:DB8::1/32", seconds = 60 });
        var listed = (await ada.Done("get_address_bans", new { })).GetProperty("bans").EnumerateArray();
        Assert.Equal(["2001:db8::/32", "203.0.113.0/24"], listed.Select(ban => ban.Text("network")));
        _server.Clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Single((await _ada.Get(AddressBans)).GetProperty("bans").EnumerateArray());
        await _ada.Post(AddressBans, new { network = "2001:db8::/32" });
    }

    [Fact]
    public async Task A_ban_of_addresses_holds_for_all_of_them_until_its_end()
    {
        var guard = (ServerBans)_server.Services.GetService(typeof(ServerBans))!;
        var address = IPAddress.Parse("203.0.113.9");
        guard.RequireAddress(address);
        await _ada.Post(AddressBans, new { network = "203.0.113.0/24", seconds = 60 });
        Assert.Throws<Problem>(() => guard.RequireAddress(address));
        Assert.Throws<Problem>(() => guard.RequireAddress(IPAddress.Parse("::ffff:203.0.113.9")));
        guard.RequireAddress(IPAddress.Parse("203.0.114.9"));
        _server.Clock.Advance(TimeSpan.FromSeconds(60));
        guard.RequireAddress(address);
    }

    /// <summary>Connects by long polling, and gives the session and the answer to CONNECT.</summary>
    private static async Task<(string Session, string Answer)> Connect(HttpClient client, string token)
    {
        var open = await client.GetStringAsync(new Uri("/socket.io/?EIO=4&transport=polling", UriKind.Relative));
        var session = JsonSerializer.Deserialize<JsonElement>(open[1..]).Text("sid")!;
        using var connect = new StringContent($$"""40{"token":"{{token}}"}""");
        using var sent = await client.PostAsync(Path(session), connect);
        return (session, await Poll(client, session));
    }

    private static async Task<string> Poll(HttpClient client, string session)
    {
        using var answer = await client.GetAsync(Path(session));
        return await answer.Content.ReadAsStringAsync();
    }

    private static Uri Path(string session) => new($"/socket.io/?EIO=4&transport=polling&sid={session}", UriKind.Relative);

    private Someone Visitor() => new("", "", "", _server.Http);

    /// <summary>A client that comes from another address of this machine.</summary>
    private HttpClient From(string address)
    {
        var handler = new SocketsHttpHandler
        {
            UseCookies = false,
            ConnectCallback = async (context, cancel) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                socket.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
                await socket.ConnectAsync(context.DnsEndPoint, cancel);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        return new HttpClient(handler) { BaseAddress = _server.Address };
    }
}

public sealed class ServerBansOnSqlite() : ServerBansSpecification(DatabaseKind.Sqlite);

public sealed class ServerBansOnPostgres() : ServerBansSpecification(DatabaseKind.Postgres);
