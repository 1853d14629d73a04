using System.Net;
using Parlor.Server.Accounts;
using Parlor.Server.Tests.Accounts.TwoFactor;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Accounts.Providers;

/// <summary>Signing in with an account elsewhere; every database must do the same.</summary>
public abstract class ProviderSignInSpecification(DatabaseKind database) : IAsyncLifetime
{
    private const string Connected = "/api/v1/me/connected-accounts";

    private SmallProvider _provider = null!;
    private TestServer _server = null!;
    private Browser _ada = null!;

    public async ValueTask InitializeAsync()
    {
        _provider = await SmallProvider.Start();
        _server = await TestServer.Start(database, [.. _provider.Settings(), .. _provider.Settings("SignIn:Providers:1", "Club house")]);
        _ada = new Browser(_server);
    }

    public async ValueTask DisposeAsync()
    {
        _ada.Dispose();
        await _server.DisposeAsync();
        await _provider.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task The_sign_in_page_can_offer_every_provider()
    {
        var providers = (await _ada.Get("/api/v1/server")).Body.GetProperty("providers").EnumerateArray();
        Assert.Equal(["work Work", "club-house Club house"], providers.Select(one => $"{one.Text("id")} {one.Text("name")}"));
        (await _ada.Post("/api/v1/sessions/providers/other", new { })).IsProblem(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task Whoever_is_new_gets_an_account_and_comes_back_to_it()
    {
        Assert.Equal("/signed-in#next=%2Frooms%2Flobby", await SignIn(_ada, next: "/rooms/lobby"));
        Assert.Equal("openid profile email", _provider.Scope);
        var user = (await _ada.Get("/api/v1/me")).Is(HttpStatusCode.OK).User;
        Assert.Equal(("ada-l", "Ada Lovelace", "ada@example.org"), (user.Text("username"), user.Text("displayName"), user.Text("email")));
        Assert.False((await _ada.Get("/api/v1/me/security")).Body.GetProperty("hasPassword").GetBoolean());

        using var phone = new Browser(_server);
        Assert.Equal("/signed-in#next=%2F", await SignIn(phone));
        Assert.Equal(user.Text("id"), (await phone.Get("/api/v1/me")).User.Text("id"));
    }

    [Fact]
    public async Task A_name_that_is_taken_is_nobody_elses_and_neither_is_an_address()
    {
        await _ada.SignUp("ada-l");
        await _ada.Patch("/api/v1/me", new { email = "ada@example.org" });
        using var other = new Browser(_server);
        await SignIn(other);
        Assert.Equal("ada-l-2", (await other.Get("/api/v1/me")).User.Text("username"));
    }

    [Fact]
    public async Task What_a_provider_says_does_not_have_to_fit()
    {
        _provider.Person = new { sub = "2", preferred_username = "Ж", name = "\u202Eevil", email = "no address" };
        await SignIn(_ada);
        var user = (await _ada.Get("/api/v1/me")).User;
        Assert.Equal(("newcomer", "newcomer", null), (user.Text("username"), user.Text("displayName"), user.Text("email")));

        using var nobody = new Browser(_server);
        _provider.Person = new { name = "Nobody" };
        Assert.Equal("/sign-in#problem=unavailable", await SignIn(nobody));
    }

    [Fact]
    public async Task A_closed_server_stays_closed()
    {
        await using var closed = await TestServer.Start(database, [.. _provider.Settings(), ("SignUp", "closed")]);
        using var owner = new Browser(closed);
        await owner.SignUp("owner");
        using var other = new Browser(closed);
        Assert.Equal("/sign-in#problem=forbidden", await SignIn(other));
        Assert.Null(other.Token);

        Assert.Equal("/settings/connected#connected", await Connect(owner));
        Assert.Equal("/signed-in#next=%2F", await SignIn(other));
        Assert.Equal("owner", (await other.Get("/api/v1/me")).User.Text("username"));
    }

    [Fact]
    public async Task Connecting_and_parting_are_for_the_account_that_is_signed_in()
    {
        await _ada.SignUp("ada");
        Assert.Equal("/settings/connected#connected", await Connect(_ada));
        var account = Assert.Single((await _ada.Get(Connected)).Is(HttpStatusCode.OK).Body.GetProperty("accounts").EnumerateArray());
        Assert.Equal(("work", "Ada.L"), (account.Text("provider"), account.Text("name")));

        using var ben = new Browser(_server);
        await ben.SignUp("ben");
        Assert.Equal("/settings/connected#problem=conflict", await Connect(ben));
        (await ben.Send(HttpMethod.Delete, $"{Connected}/work")).IsProblem(HttpStatusCode.NotFound, "not_found");

        (await _ada.Send(HttpMethod.Delete, $"{Connected}/work")).Is(HttpStatusCode.NoContent);
        Assert.Equal("/settings/connected#connected", await Connect(ben));
    }

    [Fact]
    public async Task The_last_way_in_stays()
    {
        await SignIn(_ada);
        (await _ada.Send(HttpMethod.Delete, $"{Connected}/work")).IsProblem(HttpStatusCode.Conflict, "conflict", "user");
        (await _ada.Put("/api/v1/me/password", new { @new = Browser.Password })).Is(HttpStatusCode.NoContent);
        (await _ada.Send(HttpMethod.Delete, $"{Connected}/work")).Is(HttpStatusCode.NoContent);
        (await _ada.LogIn("ada-l")).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task An_account_without_a_password_has_none_that_could_be_guessed()
    {
        await SignIn(_ada);
        using var other = new Browser(_server);
        (await other.LogIn("ada-l", "guess one")).IsProblem(HttpStatusCode.Unauthorized, "unauthorized");
        _server.Clock.Advance(Confirmation.Lifetime);
        await _ada.Refresh();
        (await _ada.Put("/api/v1/me/password", new { @new = Browser.Password })).IsProblem(HttpStatusCode.Forbidden, "forbidden", "confirmation");
        (await _ada.Post("/api/v1/me/confirmation", new { password = "x" })).IsProblem(HttpStatusCode.Conflict, "conflict", "password");

        // Its person shows by the account elsewhere that they are there.
        Assert.Equal("/settings/connected#connected", await Connect(_ada));
        (await _ada.Put("/api/v1/me/password", new { @new = Browser.Password })).Is(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Connecting_a_new_account_asks_who_is_there()
    {
        await _ada.SignUp("ada");
        _server.Clock.Advance(Confirmation.Lifetime);
        await _ada.Refresh();
        (await _ada.Post($"{Connected}/work", null)).IsProblem(HttpStatusCode.Forbidden, "forbidden", "confirmation");
    }

    [Fact]
    public async Task The_second_factor_is_asked_for_here_as_well()
    {
        await SignIn(_ada);
        var (app, _) = await Authenticator.SetUp(_ada, _server.Clock);
        using var phone = new Browser(_server);
        var page = await SignIn(phone, next: "/rooms/lobby");
        Assert.StartsWith("/sign-in?next=%2Frooms%2Flobby#ticket=", page, StringComparison.Ordinal);
        Assert.Null(phone.Token);
        var ticket = Uri.UnescapeDataString(page.Split("#ticket=")[1]);
        (await phone.SecondStep(new { ticket, code = app.NextCode() })).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Coming_back_counts_only_in_the_browser_that_went_and_only_once()
    {
        var (location, cookie) = await Begin(_ada, "/api/v1/sessions/providers/work", new { });
        var back = await AtProvider(location);
        // Somebody else's browser is led to this answer ("login CSRF"): it has no cookie to show.
        using var victim = new Browser(_server);
        Assert.Equal("/sign-in#problem=provider", (await victim.Send(HttpMethod.Get, back)).Location);
        Assert.Equal("/signed-in#next=%2F", (await victim.Send(HttpMethod.Get, back, headers: ("Cookie", cookie))).Location);
        Assert.Equal("/sign-in#problem=provider", (await victim.Send(HttpMethod.Get, back, headers: ("Cookie", cookie))).Location);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("rooms")]
    public async Task Nobody_is_led_to_another_sites_page_afterwards(string next) =>
        (await _ada.Post("/api/v1/sessions/providers/work", new { next })).IsProblem(HttpStatusCode.BadRequest, "invalid", "next");

    [Fact]
    public async Task Saying_no_leads_back_to_the_sign_in_page()
    {
        _provider.Denies = true;
        Assert.Equal("/sign-in#problem=provider", await SignIn(_ada));
    }

    private static Task<string> SignIn(Browser browser, string? next = null) => Go(browser, "/api/v1/sessions/providers/work", new { next });

    private static Task<string> Connect(Browser browser) => Go(browser, $"{Connected}/work", body: null);

    /// <summary>Goes to the provider and back, as a browser does.</summary>
    private static async Task<string> Go(Browser browser, string path, object? body)
    {
        var (location, cookie) = await Begin(browser, path, body);
        var back = await browser.Send(HttpMethod.Get, await AtProvider(location), headers: ("Cookie", cookie));
        var refresh = back.Cookies.FirstOrDefault(one => one.StartsWith("parlor_refresh=", StringComparison.Ordinal));
        if (refresh is not null)
        {
            browser.Cookie = refresh.Split(';')[0].Split('=')[1];
            (await browser.Refresh()).Is(HttpStatusCode.OK);
        }

        return back.Location!;
    }

    private static async Task<(string Location, string Cookie)> Begin(Browser browser, string path, object? body)
    {
        var answer = (await browser.Post(path, body)).Is(HttpStatusCode.OK);
        var cookie = Assert.Single(answer.Cookies);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        return (answer.Body.Text("location")!, cookie.Split(';')[0]);
    }

    private static async Task<string> AtProvider(string location)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var answer = await http.GetAsync(location);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.PathAndQuery;
    }
}

public sealed class ProviderSignInOnSqlite() : ProviderSignInSpecification(DatabaseKind.Sqlite);

public sealed class ProviderSignInOnPostgres() : ProviderSignInSpecification(DatabaseKind.Postgres);
