using System.Buffers.Binary;
using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Parlor.Server.Accounts;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Accounts;

public sealed class LogInTests
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task The_right_password_opens_a_session(DatabaseKind database)
    {
        await using var server = await TestServer.Start(database);
        using var browser = new Browser(server);
        var id = (await browser.SignUp("anna")).User.Text("id");
        var first = browser.Cookie;
        var answer = (await browser.LogIn("Anna")).Is(HttpStatusCode.Created);
        Assert.Equal(id, answer.User.Text("id"));
        Assert.Equal("2026-03-01T12:15:00.000Z", answer.Body.Text("expiresAt"));
        Assert.NotEqual(first, browser.Cookie, StringComparer.Ordinal);
        (await browser.Get("/api/v1/me")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_wrong_name_and_a_wrong_password_get_the_same_answer()
    {
        await using var server = await TestServer.Start();
        using var browser = new Browser(server);
        await browser.SignUp("anna");
        browser.Token = null;
        var wrongPassword = (await browser.LogIn("anna", "wrong password")).IsProblem(HttpStatusCode.Unauthorized, "unauthorized");
        var others = new[] { ("nobody", Browser.Password), ("no body", "x"), ("", ""), ("anna", ""), ("anna", new string('x', 5_000)) };
        foreach (var (name, password) in others)
            Assert.Equal(wrongPassword.Text, (await browser.LogIn(name, password)).Text);
        Assert.Null(wrongPassword.SetCookie);
    }

    [Fact]
    public async Task A_wrong_name_costs_as_much_hashing_as_a_wrong_password()
    {
        await using var server = await TestServer.Start();
        using var browser = new Browser(server);
        await browser.SignUp("anna");
        var manager = server.Services.GetRequiredService<AccountManager>();
        var hasher = new CountingHasher(manager.PasswordHasher);
        manager.PasswordHasher = hasher;
        await browser.LogIn("anna", "wrong password");
        Assert.Equal(1, hasher.Hashes);
        await browser.LogIn("nobody", "wrong password");
        Assert.Equal(2, hasher.Hashes);
    }

    [Fact]
    public async Task Passwords_are_hashed_with_at_least_the_rounds_that_Identity_ships_with()
    {
        await using var server = await TestServer.Start();
        var user = new User { Username = "anna", DisplayName = "Anna" };
        var hasher = server.Services.GetRequiredService<IPasswordHasher<User>>();
        var hash = Convert.FromBase64String(hasher.HashPassword(user, Browser.Password));
        // Identity's format 1: a marker, the function (2 is HMAC SHA-512), and the rounds.
        Assert.Equal((1, 2u), (hash[0], BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(1))));
        Assert.True(BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(5)) >= 100_000);
    }

    [Fact]
    public async Task What_is_missing_is_named()
    {
        await using var server = await TestServer.Start();
        using var browser = new Browser(server);
        (await browser.Post("/api/v1/sessions", new { password = "x" })).IsProblem(HttpStatusCode.BadRequest, "invalid", "username");
        (await browser.Post("/api/v1/sessions", new { username = "anna" })).IsProblem(HttpStatusCode.BadRequest, "invalid", "password");
    }

    [Theory]
    [InlineData("anna")]
    [InlineData("nobody")]
    public async Task After_ten_wrong_passwords_a_name_is_locked_for_five_minutes_whether_it_exists_or_not(string name)
    {
        await using var server = await TestServer.Start();
        using var browser = new Browser(server);
        await browser.SignUp("anna");
        for (var i = 0; i < 10; i++)
            (await browser.LogIn(name, "wrong password")).IsProblem(HttpStatusCode.Unauthorized, "unauthorized");

        server.Clock.Advance(TimeSpan.FromMinutes(1));
        var locked = (await browser.LogIn(name)).IsProblem(HttpStatusCode.TooManyRequests, "rate_limited");
        Assert.Equal(TimeSpan.FromMinutes(4), locked.Headers.RetryAfter!.Delta);
        Assert.Equal(240_000, locked.Body.Number("retryAfterMs"));

        server.Clock.Advance(TimeSpan.FromMinutes(4));
        (await browser.LogIn(name)).Is(name is "anna" ? HttpStatusCode.Created : HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_lockout_leaves_others_and_open_sessions_alone()
    {
        await using var server = await TestServer.Start();
        using var anna = new Browser(server);
        using var other = new Browser(server);
        await anna.SignUp("anna");
        await other.SignUp("bert");
        for (var i = 0; i < 10; i++)
            await other.LogIn("anna", "wrong password");
        (await other.LogIn("anna")).Is(HttpStatusCode.TooManyRequests);
        (await other.LogIn("bert")).Is(HttpStatusCode.Created);
        (await anna.Refresh()).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_right_password_forgets_the_wrong_ones()
    {
        await using var server = await TestServer.Start();
        using var browser = new Browser(server);
        await browser.SignUp("anna");
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < 9; i++)
                await browser.LogIn("anna", "wrong password");
            (await browser.LogIn("anna")).Is(HttpStatusCode.Created);
        }
    }

    [Fact]
    public async Task A_right_guess_does_not_count_if_others_locked_the_account_while_it_was_checked()
    {
        await using var server = await TestServer.Start();
        using var browser = new Browser(server);
        await browser.SignUp("anna");
        var manager = server.Services.GetRequiredService<AccountManager>();
        var store = server.Services.GetRequiredService<UserStore>();
        var until = server.Clock.GetUtcNow() + AccountsFeature.Lockout;
        manager.PasswordHasher = new CountingHasher(manager.PasswordHasher, user => store.CountFailure(user.Id, 1, until).Wait());
        (await browser.LogIn("anna")).IsProblem(HttpStatusCode.TooManyRequests, "rate_limited");
    }

    [Fact]
    public async Task A_lockout_outlives_the_memory_of_the_server()
    {
        await using var server = await TestServer.Start();
        using var browser = new Browser(server);
        await browser.SignUp("anna");
        for (var i = 0; i < 10; i++)
            await browser.LogIn("anna", "wrong password");
        var user = await server.Services.GetRequiredService<UserStore>().FindByNameAsync("anna", default);
        Assert.Equal(server.Clock.GetUtcNow() + AccountsFeature.Lockout, user!.LockedUntil);
    }

    [Fact]
    public async Task More_log_ins_from_one_address_than_a_minute_allows_are_refused()
    {
        await using var server = await TestServer.Start(settings: ("Limits:LogInsPerMinute", "3"));
        using var browser = new Browser(server);
        await browser.SignUp("anna");
        (await browser.LogIn("anna")).Is(HttpStatusCode.Created);
        (await browser.LogIn("anna", "wrong password")).Is(HttpStatusCode.Unauthorized);
        (await browser.LogIn("nobody")).Is(HttpStatusCode.Unauthorized);
        var refused = (await browser.LogIn("anna")).IsProblem(HttpStatusCode.TooManyRequests, "rate_limited");
        Assert.Equal(TimeSpan.FromMinutes(1), refused.Headers.RetryAfter!.Delta);
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        (await browser.LogIn("anna")).Is(HttpStatusCode.Created);
    }

    private sealed class CountingHasher(IPasswordHasher<User> inner, Action<User>? meanwhile = null) : IPasswordHasher<User>
    {
        private int _hashes;

        public int Hashes => _hashes;

        public string HashPassword(User user, string password)
        {
            Interlocked.Increment(ref _hashes);
            return inner.HashPassword(user, password);
        }

        public PasswordVerificationResult VerifyHashedPassword(User user, string hashedPassword, string providedPassword)
        {
            Interlocked.Increment(ref _hashes);
            meanwhile?.Invoke(user);
            return inner.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
