using System.Net;
using Parlor.Server.Accounts;
using Parlor.Server.Data;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Accounts;

public sealed class SignUpTests
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Signing_up_answers_with_the_account_and_a_token_that_counts(DatabaseKind database)
    {
        await using var server = await TestServer.Start(database);
        using var browser = new Browser(server);
        var answer = (await browser.Post("/api/v1/accounts", new
        {
            username = "Anna",
            password = Browser.Password,
            displayName = "  Anna B. ",
            email = "anna@example.org",
        })).Is(HttpStatusCode.Created);

        Assert.True(Ids.TryParse(answer.User.Text("id")!, out _));
        Assert.Equal("anna", answer.User.Text("username"));
        Assert.Equal("Anna B.", answer.User.Text("displayName"));
        Assert.Equal("anna@example.org", answer.User.Text("email"));
        Assert.Equal("owner", answer.User.Text("role"));
        Assert.Equal("2026-03-01T12:00:00.000Z", answer.User.Text("createdAt"));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, answer.User.GetProperty("avatarUrl").ValueKind);
        Assert.Equal("2026-03-01T12:15:00.000Z", answer.Body.Text("expiresAt"));
        Assert.DoesNotContain("assword", answer.Text, StringComparison.Ordinal);

        browser.Token = answer.Body.Text("accessToken");
        Assert.Equal(answer.User.ToString(), (await browser.Get("/api/v1/me")).Is(HttpStatusCode.OK).User.ToString());
    }

    [Fact]
    public async Task The_first_account_is_the_owner_and_a_display_name_can_be_left_out()
    {
        await using var server = await TestServer.Start();
        using var browser = new Browser(server);
        Assert.Equal("owner", (await browser.SignUp("anna")).User.Text("role"));
        var second = await browser.SignUp("bert");
        Assert.Equal(("member", "bert"), (second.User.Text("role"), second.User.Text("displayName")));
        Assert.False(second.User.TryGetProperty("email", out _));
    }

    [Fact]
    public async Task What_is_wrong_is_named_and_nothing_is_stored()
    {
        await using var server = await TestServer.Start();
        using var browser = new Browser(server);
        foreach (var (field, body) in new (string, object)[]
        {
            ("username", new { password = Browser.Password }),
            ("username", new { username = (string?)null, password = Browser.Password }),
            ("username", new { username = "", password = Browser.Password }),
            ("username", new { username = "a b", password = Browser.Password }),
            ("username", new { username = "a\0b", password = Browser.Password }),
            ("username", new { username = new string('a', 33), password = Browser.Password }),
            ("username", new { username = "123456789012345", password = Browser.Password }),
            ("password", new { username = "anna" }),
            ("password", new { username = "anna", password = "short" }),
            ("password", new { username = "anna", password = "password1" }),
            ("password", new { username = "anna-maria", password = "Anna-Maria" }),
            ("password", new { username = "anna", password = new string('x', PasswordRules.Longest + 1) }),
            ("displayName", new { username = "anna", password = Browser.Password, displayName = new string('x', 65) }),
            ("displayName", new { username = "anna", password = Browser.Password, displayName = "a\u0007b" }),
            ("email", new { username = "anna", password = Browser.Password, email = "anna" }),
        })
        {
            (await browser.Post("/api/v1/accounts", body)).IsProblem(HttpStatusCode.BadRequest, "invalid", field);
        }

        Assert.False((await browser.Get("/api/v1/server")).Body.GetProperty("hasAccounts").GetBoolean());
    }

    [Fact]
    public async Task A_username_that_is_taken_in_any_case_is_a_conflict()
    {
        await using var server = await TestServer.Start();
        using var browser = new Browser(server);
        await browser.SignUp("anna");
        (await browser.SignUp("ANNA", "another password")).IsProblem(HttpStatusCode.Conflict, "conflict", "username");
        (await browser.LogIn("anna")).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_closed_server_says_so_and_takes_nobody_but_its_owner()
    {
        await using var server = await TestServer.Start(settings: ("SignUp", "closed"));
        using var browser = new Browser(server);
        var before = (await browser.Get("/api/v1/server")).Body;
        Assert.Equal(("Parlor", "open"), (before.Text("name"), before.Text("signUp")));
        Assert.False(before.GetProperty("hasAccounts").GetBoolean());
        (await browser.SignUp("anna")).Is(HttpStatusCode.Created);
        var after = (await browser.Get("/api/v1/server")).Body;
        Assert.Equal(("Parlor", "closed"), (after.Text("name"), after.Text("signUp")));
        Assert.True(after.GetProperty("hasAccounts").GetBoolean());
        (await browser.SignUp("bert")).IsProblem(HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task More_sign_ups_from_one_address_than_a_minute_allows_are_refused_and_not_stored()
    {
        await using var server = await TestServer.Start(settings: ("Limits:SignUpsPerMinute", "2"));
        using var browser = new Browser(server);
        (await browser.SignUp("anna", "short")).Is(HttpStatusCode.BadRequest);
        (await browser.SignUp("anna")).Is(HttpStatusCode.Created);
        (await browser.SignUp("bert")).Is(HttpStatusCode.Created);
        server.Clock.Advance(TimeSpan.FromSeconds(45));
        var refused = (await browser.SignUp("carl")).IsProblem(HttpStatusCode.TooManyRequests, "rate_limited");
        Assert.Equal(TimeSpan.FromSeconds(15), refused.Headers.RetryAfter!.Delta);
        Assert.Equal(15_000, refused.Body.Number("retryAfterMs"));
        (await browser.LogIn("carl")).Is(HttpStatusCode.Unauthorized);
        server.Clock.Advance(TimeSpan.FromSeconds(15));
        (await browser.SignUp("carl")).Is(HttpStatusCode.Created);
    }
}
