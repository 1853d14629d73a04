using System.Net;
using System.Net.Http.Json;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Http;

/// <summary>The built web client beside the API: each answers what is its own.</summary>
public sealed class WebClientTests : IAsyncLifetime
{
    private readonly DirectoryInfo _web = Directory.CreateTempSubdirectory("parlor-web-");
    private TestServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(_web.FullName, "index.html"), "<title>page</title>");
        _web.CreateSubdirectory("assets");
        await File.WriteAllTextAsync(Path.Combine(_web.FullName, "assets", "main-1a2b.js"), "script");
        _server = await TestServer.Start(settings: [("Web", _web.FullName)]);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _web.Delete(recursive: true);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/rooms/lobby")]
    [InlineData("/sign-in?next=x")]
    public async Task Every_address_of_the_client_gets_its_page_under_a_strict_policy(string path)
    {
        using var answer = await _server.Http.GetAsync(path);
        Assert.Equal("<title>page</title>", await answer.Content.ReadAsStringAsync());
        Assert.Equal("no-cache", answer.Headers.CacheControl!.ToString());
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("require-trusted-types-for 'script'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_with_a_hash_in_their_name_may_be_kept_for_ever()
    {
        using var answer = await _server.Http.GetAsync("/assets/main-1a2b.js");
        Assert.Equal("script", await answer.Content.ReadAsStringAsync());
        Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_official_client_bundle_is_served_beside_the_sockets() =>
        Assert.Contains("Socket.IO v4", await _server.Http.GetStringAsync("/socket.io/socket.io.js"), StringComparison.Ordinal);

    [Theory]
    [InlineData("GET", "/assets/none.js", HttpStatusCode.NotFound)]
    [InlineData("GET", "/api/v1/nothing", HttpStatusCode.NotFound)]
    [InlineData("POST", "/rooms/lobby", HttpStatusCode.NotFound)]
    [InlineData("DELETE", "/api/v1/accounts", HttpStatusCode.MethodNotAllowed)]
    public async Task What_is_not_there_is_no_page(string method, string path, HttpStatusCode expected)
    {
        using var answer = await _server.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));
        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_body_may_be_left_out_where_nothing_needs_saying_and_must_be_json_elsewhere()
    {
        var ada = await _server.SignUp("ada");
        await ada.Post("/api/v1/rooms", new { name = "lobby", visibility = "public" });
        await ada.Send(HttpMethod.Put, "/api/v1/rooms/lobby/members/ada", null, HttpStatusCode.OK);
        using var answer = await ada.Http.PostAsync("/api/v1/rooms", new StringContent("name=x"));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        Assert.Equal("invalid", (await answer.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>()).Text("code"));
    }
}
