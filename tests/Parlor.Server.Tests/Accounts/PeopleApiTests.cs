using System.Net;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Accounts;

public sealed class PeopleApiTests : IAsyncLifetime
{
    private TestServer _server = null!;
    private Browser _anna = null!;
    private string _annaId = "";

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.Start();
        _anna = new Browser(_server);
        _annaId = (await _anna.SignUp("anna")).User.Text("id")!;
    }

    public async ValueTask DisposeAsync()
    {
        _anna.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Only_what_says_so_is_open()
    {
        _anna.Token = null;
        (await _anna.Get("/api/v1/server")).Is(HttpStatusCode.OK);
        foreach (var path in new[] { "/api/v1/me", "/api/v1/users", "/api/v1/users/anna" })
        {
            var answer = (await _anna.Get(path)).IsProblem(HttpStatusCode.Unauthorized, "unauthorized");
            Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.Single().Scheme);
        }

        (await _anna.Patch("/api/v1/me", new { displayName = "x" })).IsProblem(HttpStatusCode.Unauthorized, "unauthorized");
    }

    [Fact]
    public async Task What_does_not_exist_is_refused_as_such_and_not_for_want_of_a_token()
    {
        _anna.Token = null;
        (await _anna.Get("/api/v1/nothing")).IsProblem(HttpStatusCode.NotFound, "not_found");
        (await _anna.Get("/api/v1/sessions/refresh")).IsProblem(HttpStatusCode.MethodNotAllowed, "invalid", "method");
    }

    [Fact]
    public async Task One_changes_ones_own_profile_and_others_see_it()
    {
        using var bert = new Browser(_server);
        await bert.SignUp("bert");
        Assert.Equal("anna", (await bert.Get($"/api/v1/users/{_annaId}")).User.Text("displayName"));

        var changed = await _anna.Patch("/api/v1/me", new { displayName = " Anna B. ", email = "anna@example.org" });
        changed.Is(HttpStatusCode.OK);
        Assert.Equal(("Anna B.", "anna@example.org"), (changed.User.Text("displayName"), changed.User.Text("email")));
        Assert.Equal(changed.Text, (await _anna.Get("/api/v1/me")).Text);
        var seen = (await bert.Get("/api/v1/users/ANNA")).Is(HttpStatusCode.OK).User;
        Assert.Equal(("Anna B.", _annaId), (seen.Text("displayName"), seen.Text("id")));
        Assert.Equal("id username displayName avatarUrl", string.Join(' ', seen.EnumerateObject().Select(property => property.Name)));
    }

    [Fact]
    public async Task What_is_left_out_of_a_change_stays_and_an_empty_address_goes()
    {
        await _anna.Patch("/api/v1/me", new { displayName = "Anna B.", email = "anna@example.org" });
        Assert.Equal("Anna B.", (await _anna.Patch("/api/v1/me", new { email = "" })).Is(HttpStatusCode.OK).User.Text("displayName"));
        var changed = (await _anna.Patch("/api/v1/me", new { })).Is(HttpStatusCode.OK).User;
        Assert.Equal("Anna B.", changed.Text("displayName"));
        Assert.False(changed.TryGetProperty("email", out _));
    }

    [Theory]
    [InlineData("displayName", """{"displayName":""}""")]
    [InlineData("displayName", """{"displayName":"a\u0000b"}""")]
    [InlineData("email", """{"displayName":"Anna","email":"nowhere"}""")]
    [InlineData("displayName", """{"displayName":7}""")]
    public async Task A_wrong_change_is_named_and_changes_nothing(string field, string body)
    {
        (await _anna.Send(HttpMethod.Patch, "/api/v1/me", body)).IsProblem(HttpStatusCode.BadRequest, "invalid", field);
        Assert.Equal("anna", (await _anna.Get("/api/v1/me")).User.Text("displayName"));
    }

    [Fact]
    public async Task People_are_found_by_the_beginning_of_their_name()
    {
        await _anna.SignUp("bert");
        await _anna.SignUp("berta");
        Assert.Equal("bert berta", Names(await _anna.Get("/api/v1/users?query=BER")));
        Assert.Equal("anna bert berta", Names(await _anna.Get("/api/v1/users")));
        Assert.Equal("", Names(await _anna.Get("/api/v1/users?query=%25")));
        Assert.Equal("", Names(await _anna.Get("/api/v1/users?query=%00")));
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("000000000000001")]
    [InlineData("%FF")]
    [InlineData("%E2%80%AE")]
    public async Task Who_does_not_exist_is_not_found(string user) =>
        (await _anna.Get($"/api/v1/users/{user}")).IsProblem(HttpStatusCode.NotFound, "not_found");

    private static string Names(Answer answer) =>
        string.Join(' ', answer.Is(HttpStatusCode.OK).Body.GetProperty("users").EnumerateArray().Select(user => user.Text("username")));
}
