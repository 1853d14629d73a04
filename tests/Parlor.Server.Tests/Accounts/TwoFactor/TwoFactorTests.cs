using System.Net;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Parlor.Server.Accounts;
using Parlor.Server.Accounts.TwoFactor;
using Parlor.Server.Data;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Accounts.TwoFactor;

/// <summary>Signing in with a second factor; every database must do the same.</summary>
public abstract class TwoFactorSpecification(DatabaseKind database) : IAsyncLifetime
{
    private const string Path = "/api/v1/me/two-factor";

    private TestServer _server = null!;
    private Browser _ada = null!;
    private Browser _phone = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.Start(database);
        (_ada, _phone) = (new Browser(_server), new Browser(_server));
        await _ada.SignUp("ada");
    }

    public async ValueTask DisposeAsync()
    {
        _ada.Dispose();
        _phone.Dispose();
        await _server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Setting_up_shows_the_key_as_text_and_as_an_address_for_apps()
    {
        var setup = (await _ada.Post($"{Path}/setup", null)).Is(HttpStatusCode.OK).Body;
        var secret = setup.Text("secret")!;
        Assert.Equal(20, Base32.Decode(secret).Length);
        Assert.Equal($"otpauth://totp/Parlor:ada?secret={secret}&issuer=Parlor&digits=6&period=30", setup.Text("uri"));
        // Until a code came back, nothing is asked for: a picture that nobody scanned must not lock its person out.
        (await _phone.LogIn("ada")).Is(HttpStatusCode.Created);
        Assert.False((await _ada.Get("/api/v1/me/security")).Body.GetProperty("twoFactor").GetBoolean());
    }

    [Fact]
    public async Task With_it_the_password_opens_no_session_and_the_code_does()
    {
        var (app, _) = await Authenticator.SetUp(_ada, _server.Clock);
        var ticket = await FirstStep();
        (await _phone.SecondStep(new { ticket, code = app.WrongCode })).IsProblem(HttpStatusCode.Unauthorized, "unauthorized");
        (await _phone.SecondStep(new { ticket, code = app.NextCode() })).Is(HttpStatusCode.Created);
        Assert.Equal("ada", (await _phone.Get("/api/v1/me")).User.Text("username"));
        (await _phone.Refresh()).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_first_step_gives_no_cookie_and_nothing_of_the_account()
    {
        await Authenticator.SetUp(_ada, _server.Clock);
        var first = (await _phone.Post("/api/v1/sessions", new { username = "ada", password = Browser.Password })).Is(HttpStatusCode.OK);
        Assert.Null(first.SetCookie);
        Assert.Equal("secondStep", Assert.Single(first.Body.EnumerateObject()).Name);
        Assert.Equal("2026-03-01T12:05:00.000Z", first.Body.GetProperty("secondStep").Text("expiresAt"));
    }

    [Fact]
    public async Task A_code_counts_once_and_so_does_a_ticket()
    {
        var (app, _) = await Authenticator.SetUp(_ada, _server.Clock);
        // The code that turned it on is used up as well.
        (await _phone.SecondStep(new { ticket = await FirstStep(), code = app.Code })).Is(HttpStatusCode.Unauthorized);
        var (ticket, code) = (await FirstStep(), app.NextCode());
        (await _phone.SecondStep(new { ticket, code })).Is(HttpStatusCode.Created);
        (await _phone.SecondStep(new { ticket = await FirstStep(), code })).Is(HttpStatusCode.Unauthorized);
        (await _phone.SecondStep(new { ticket, code = app.NextCode() })).IsProblem(HttpStatusCode.BadRequest, "invalid", "ticket");
    }

    [Fact]
    public async Task Of_two_who_send_the_same_code_at_the_same_time_one_gets_in()
    {
        var (app, _) = await Authenticator.SetUp(_ada, _server.Clock);
        var (first, second, code) = (await FirstStep(), await FirstStep(), app.NextCode());
        using var other = new Browser(_server);
        var answers = await Task.WhenAll(_phone.SecondStep(new { ticket = first, code }), other.SecondStep(new { ticket = second, code }));
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_ticket_ends_after_five_minutes_and_with_the_password_that_it_stands_for()
    {
        var (app, _) = await Authenticator.SetUp(_ada, _server.Clock);
        var ticket = await FirstStep();
        _server.Clock.Advance(SecondStep.Lifetime);
        (await _phone.SecondStep(new { ticket, code = app.Code })).IsProblem(HttpStatusCode.BadRequest, "invalid", "ticket");
        ticket = await FirstStep();
        (await _ada.Put("/api/v1/me/password", new { current = Browser.Password, @new = "another horse entirely" })).Is(HttpStatusCode.NoContent);
        (await _phone.SecondStep(new { ticket, code = app.NextCode() })).IsProblem(HttpStatusCode.BadRequest, "invalid", "ticket");
        (await _phone.SecondStep(new { ticket = "made up", code = app.Code })).IsProblem(HttpStatusCode.BadRequest, "invalid", "ticket");
        (await _phone.SecondStep(new { code = app.Code })).IsProblem(HttpStatusCode.BadRequest, "invalid", "ticket");
        (await _phone.SecondStep(new { ticket })).IsProblem(HttpStatusCode.BadRequest, "invalid", "code");
    }

    [Fact]
    public async Task Wrong_codes_lock_the_account_and_the_password_does_not_forget_them()
    {
        var (app, _) = await Authenticator.SetUp(_ada, _server.Clock);
        for (var i = 0; i < AccountsFeature.FailuresBeforeLockout; i++)
            (await _phone.SecondStep(new { ticket = await FirstStep(), code = app.WrongCode })).Is(HttpStatusCode.Unauthorized);
        (await _phone.LogIn("ada")).IsProblem(HttpStatusCode.TooManyRequests, "rate_limited");
        _server.Clock.Advance(AccountsFeature.Lockout);
        (await _phone.SecondStep(new { ticket = await FirstStep(), code = app.Code })).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Each_of_ten_recovery_codes_opens_a_session_once()
    {
        var (_, codes) = await Authenticator.SetUp(_ada, _server.Clock);
        Assert.Equal(10, codes.Distinct(StringComparer.Ordinal).Count());
        var typed = codes[3].ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal);
        (await _phone.SecondStep(new { ticket = await FirstStep(), recoveryCode = typed })).Is(HttpStatusCode.Created);
        Assert.Equal(9, (await _phone.Get("/api/v1/me/security")).Body.Number("recoveryCodesLeft"));
        (await _phone.SecondStep(new { ticket = await FirstStep(), recoveryCode = codes[3] })).Is(HttpStatusCode.Unauthorized);
        (await _phone.SecondStep(new { ticket = await FirstStep(), recoveryCode = codes[4] })).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task New_recovery_codes_take_the_place_of_the_old_ones()
    {
        var (app, old) = await Authenticator.SetUp(_ada, _server.Clock);
        (await _ada.Post($"{Path}/recovery-codes", new { code = app.WrongCode })).IsProblem(HttpStatusCode.BadRequest, "invalid", "code");
        var renewed = (await _ada.Post($"{Path}/recovery-codes", new { code = app.NextCode() })).Is(HttpStatusCode.OK).Body.GetProperty("codes");
        Assert.Equal(10, renewed.GetArrayLength());
        (await _phone.SecondStep(new { ticket = await FirstStep(), recoveryCode = old[0] })).Is(HttpStatusCode.Unauthorized);
        (await _phone.SecondStep(new { ticket = await FirstStep(), recoveryCode = renewed[0].GetString() })).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Turning_it_on_ends_the_sessions_that_came_in_without()
    {
        await _phone.LogIn("ada");
        await Authenticator.SetUp(_ada, _server.Clock);
        (await _phone.Get("/api/v1/me")).Is(HttpStatusCode.Unauthorized);
        (await _ada.Get("/api/v1/me")).Is(HttpStatusCode.OK);
        (await _ada.Post($"{Path}/setup", null)).IsProblem(HttpStatusCode.Conflict, "conflict", "code");
        (await _ada.Put(Path, new { code = "000000" })).IsProblem(HttpStatusCode.Conflict, "conflict", "code");
    }

    [Fact]
    public async Task Turning_it_off_takes_the_password_and_a_code()
    {
        var (app, codes) = await Authenticator.SetUp(_ada, _server.Clock);
        (await _ada.Post($"{Path}/off", new { password = Browser.Password })).IsProblem(HttpStatusCode.BadRequest, "invalid", "code");
        (await _ada.Post($"{Path}/off", new { code = app.NextCode() })).IsProblem(HttpStatusCode.BadRequest, "invalid", "password");
        (await _ada.Post($"{Path}/off", new { password = "not it", code = app.Code })).IsProblem(HttpStatusCode.BadRequest, "invalid", "password");
        (await _ada.Post($"{Path}/off", new { password = Browser.Password, code = app.WrongCode })).IsProblem(HttpStatusCode.BadRequest, "invalid", "code");
        (await _ada.Post($"{Path}/off", new { password = Browser.Password, code = app.Code })).Is(HttpStatusCode.NoContent);
        (await _phone.LogIn("ada")).Is(HttpStatusCode.Created);
        var security = (await _phone.Get("/api/v1/me/security")).Body;
        Assert.Equal((false, 0), (security.GetProperty("twoFactor").GetBoolean(), security.Number("recoveryCodesLeft")));
        (await _ada.Post($"{Path}/off", new { password = Browser.Password, recoveryCode = codes[0] })).IsProblem(HttpStatusCode.Conflict, "conflict", "code");
    }

    [Fact]
    public async Task Nothing_is_set_up_by_somebody_who_only_found_an_open_session()
    {
        _server.Clock.Advance(Confirmation.Lifetime);
        (await _ada.Post($"{Path}/setup", null)).IsProblem(HttpStatusCode.Forbidden, "forbidden", "confirmation");
        (await _ada.Put(Path, new { code = "123456" })).IsProblem(HttpStatusCode.Forbidden, "forbidden", "confirmation");
        (await _ada.Post("/api/v1/me/confirmation", new { password = "not it" })).IsProblem(HttpStatusCode.BadRequest, "invalid", "password");
        (await _ada.Post("/api/v1/me/confirmation", new { password = Browser.Password })).Is(HttpStatusCode.NoContent);
        Assert.Equal("2026-03-01T12:20:00.000Z", (await _ada.Get("/api/v1/me/security")).Body.Text("confirmedUntil"));
        var (app, _) = await Authenticator.SetUp(_ada, _server.Clock);
        _server.Clock.Advance(Confirmation.Lifetime);
        await _ada.Refresh();
        (await _ada.Post("/api/v1/me/confirmation", new { password = Browser.Password })).IsProblem(HttpStatusCode.BadRequest, "invalid", "code");
        (await _ada.Post("/api/v1/me/confirmation", new { password = Browser.Password, code = app.WrongCode }))
            .IsProblem(HttpStatusCode.BadRequest, "invalid", "code");
        (await _ada.Post("/api/v1/me/confirmation", new { password = Browser.Password, code = app.Code })).Is(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task The_database_alone_tells_neither_the_key_nor_a_recovery_code()
    {
        var setup = (await _ada.Post($"{Path}/setup", null)).Body.Text("secret")!;
        var code = new Authenticator(Base32.Decode(setup), _server.Clock).Code;
        var codes = (await _ada.Put(Path, new { code })).Body.GetProperty("codes");
        await using var connection = await _server.Services.GetRequiredService<Db>().OpenReadAsync();
        var stored = await connection.QueryFirstAsync<string>("SELECT authenticator_key FROM users");
        Assert.DoesNotContain(setup, stored, StringComparison.OrdinalIgnoreCase);
        var hashes = (await connection.QueryAsync<string>("SELECT hash FROM recovery_codes")).ToList();
        Assert.Equal(10, hashes.Count);
        Assert.All(hashes, hash => Assert.DoesNotContain(codes[0].GetString()!, hash, StringComparison.OrdinalIgnoreCase));
    }

    private async Task<string?> FirstStep()
    {
        var first = await _phone.Post("/api/v1/sessions", new { username = "ada", password = Browser.Password });
        return first.Is(HttpStatusCode.OK).Body.GetProperty("secondStep").Text("ticket");
    }
}

public sealed class TwoFactorOnSqlite() : TwoFactorSpecification(DatabaseKind.Sqlite);

public sealed class TwoFactorOnPostgres() : TwoFactorSpecification(DatabaseKind.Postgres);
