using System.Net;
using System.Text.Json;
using Parlor.Server.Accounts;
using Parlor.Server.Accounts.Passkeys;
using Parlor.Server.Tests.Accounts.TwoFactor;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Accounts.Passkeys;

/// <summary>Signing in without a password; every database must do the same.</summary>
public abstract class PasskeysSpecification(DatabaseKind database) : IAsyncLifetime
{
    private const string Path = "/api/v1/me/passkeys";

    private TestServer _server = null!;
    private Browser _ada = null!;
    private Browser _other = null!;
    private SoftAuthenticator _phone = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.Start(database);
        (_ada, _other) = (new Browser(_server), new Browser(_server));
        _phone = NewDevice();
        await _ada.SignUp("ada");
    }

    public async ValueTask DisposeAsync()
    {
        _ada.Dispose();
        _other.Dispose();
        _phone.Dispose();
        await _server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_passkey_signs_in_without_name_and_password()
    {
        await Add(_ada, _phone, "My phone");
        (await SignIn(_other, _phone)).Is(HttpStatusCode.Created);
        Assert.Equal("ada", (await _other.Get("/api/v1/me")).User.Text("username"));
        (await _other.Refresh()).Is(HttpStatusCode.OK);
        (await SignIn(_other, _phone)).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Passkeys_are_listed_named_and_removed()
    {
        using var key = NewDevice();
        var first = (await Add(_ada, _phone, "My phone")).Body.GetProperty("passkey");
        _server.Clock.Advance(TimeSpan.FromMinutes(1));
        await Add(_ada, key, name: null);
        await SignIn(_other, _phone);

        var listed = (await _ada.Get(Path)).Is(HttpStatusCode.OK).Body.GetProperty("passkeys");
        Assert.Equal(["My phone", "Passkey"], listed.EnumerateArray().Select(one => one.Text("name")));
        Assert.Equal("2026-03-01T12:01:00.000Z", listed[0].Text("lastUsedAt"));
        Assert.Null(listed[1].Text("lastUsedAt"));

        var id = first.Text("id");
        (await _ada.Patch($"{Path}/{id}", new { name = "Old phone" })).Is(HttpStatusCode.NoContent);
        Assert.Equal("Old phone", (await _ada.Get(Path)).Body.GetProperty("passkeys")[0].Text("name"));
        (await _ada.Send(HttpMethod.Delete, $"{Path}/{id}")).Is(HttpStatusCode.NoContent);
        (await SignIn(_other, _phone)).IsProblem(HttpStatusCode.Unauthorized, "unauthorized");
        (await SignIn(_other, key)).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_question_is_answered_once_in_time_and_by_whom_it_was_put_to()
    {
        await Add(_ada, _phone, "My phone");
        var question = await Ask(_other);
        var answer = _phone.Get(question.GetProperty("options"));
        var ticket = question.Text("ticket");
        (await _other.PasskeySignIn(new { ticket, credential = answer })).Is(HttpStatusCode.Created);
        (await _other.PasskeySignIn(new { ticket, credential = answer })).IsProblem(HttpStatusCode.BadRequest, "invalid", "ticket");

        question = await Ask(_other);
        _server.Clock.Advance(PasskeySignIn.Patience);
        (await _other.PasskeySignIn(new { ticket = question.Text("ticket"), credential = _phone.Get(question.GetProperty("options")) }))
            .IsProblem(HttpStatusCode.BadRequest, "invalid", "ticket");

        // An answer to another question than the ticket's.
        (await _other.PasskeySignIn(new { ticket = (await Ask(_other)).Text("ticket"), credential = _phone.Get((await Ask(_other)).GetProperty("options")) }))
            .IsProblem(HttpStatusCode.Unauthorized, "unauthorized");
    }

    [Fact]
    public async Task Nobody_gets_in_by_an_unknown_passkey_or_through_another_sites_page()
    {
        await Add(_ada, _phone, "My phone");
        using var stranger = NewDevice();
        stranger.Create((await Begin(_ada)).GetProperty("options"));
        (await SignIn(_other, stranger)).IsProblem(HttpStatusCode.Unauthorized, "unauthorized");
        _phone.Origin = "https://evil.example";
        (await SignIn(_other, _phone)).IsProblem(HttpStatusCode.Unauthorized, "unauthorized");
        _phone.Origin = Own;
        _phone.VerifiesUser = false;
        (await SignIn(_other, _phone)).IsProblem(HttpStatusCode.Unauthorized, "unauthorized");
    }

    [Fact]
    public async Task What_is_no_answer_is_refused_and_stores_nothing()
    {
        var question = await Begin(_ada);
        foreach (var credential in new object?[] { null, new { }, "text", new { id = "x", type = "public-key", response = new { } } })
        {
            (await _ada.Post(Path, new { ticket = (await Begin(_ada)).Text("ticket"), credential })).IsProblem(HttpStatusCode.BadRequest, "invalid", "credential");
            var asked = await Ask(_other);
            var refused = await _other.PasskeySignIn(new { ticket = asked.Text("ticket"), credential });
            Assert.Contains(refused.Status, new[] { HttpStatusCode.BadRequest, HttpStatusCode.Unauthorized });
        }

        var ticket = question.Text("ticket");
        var made = _phone.Create(question.GetProperty("options"));
        (await _ada.Post(Path, new { credential = made })).IsProblem(HttpStatusCode.BadRequest, "invalid", "ticket");
        (await _ada.Post(Path, new { ticket, credential = made, name = " " })).IsProblem(HttpStatusCode.BadRequest, "invalid", "name");
        (await _ada.Post(Path, new { ticket, credential = made, name = new string('x', 51) }))
            .IsProblem(HttpStatusCode.RequestEntityTooLarge, "too_large", "name");
        Assert.Equal(0, (await _ada.Get(Path)).Body.GetProperty("passkeys").GetArrayLength());
    }

    [Fact]
    public async Task A_passkey_is_for_the_session_that_asked_for_it()
    {
        await _other.SignUp("ben");
        var question = await Begin(_ada);
        (await _other.Post(Path, new { ticket = question.Text("ticket"), credential = _phone.Create(question.GetProperty("options")) }))
            .IsProblem(HttpStatusCode.BadRequest, "invalid", "ticket");
        var mine = (await Add(_ada, _phone, "My phone")).Body.GetProperty("passkey").Text("id");
        (await _other.Send(HttpMethod.Delete, $"{Path}/{mine}")).IsProblem(HttpStatusCode.NotFound, "not_found");
        (await _other.Patch($"{Path}/{mine}", new { name = "x" })).IsProblem(HttpStatusCode.NotFound, "not_found");
        Assert.Equal(0, (await _other.Get(Path)).Body.GetProperty("passkeys").GetArrayLength());
    }

    [Fact]
    public async Task Adding_and_removing_ask_who_is_there_and_a_passkey_can_say_so()
    {
        var id = (await Add(_ada, _phone, "My phone")).Body.GetProperty("passkey").Text("id");
        _server.Clock.Advance(Confirmation.Lifetime);
        (await _ada.Post($"{Path}/question", null)).IsProblem(HttpStatusCode.Forbidden, "forbidden", "confirmation");
        (await _ada.Send(HttpMethod.Delete, $"{Path}/{id}")).IsProblem(HttpStatusCode.Forbidden, "forbidden", "confirmation");

        var question = await Ask(_ada);
        var passkey = new { ticket = question.Text("ticket"), credential = _phone.Get(question.GetProperty("options")) };
        (await _ada.Post("/api/v1/me/confirmation", new { passkey })).Is(HttpStatusCode.NoContent);
        (await _ada.Send(HttpMethod.Delete, $"{Path}/{id}")).Is(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_passkey_of_somebody_else_confirms_nothing()
    {
        await _other.SignUp("ben");
        await Add(_other, _phone, "Ben's phone");
        var question = await Ask(_ada);
        var passkey = new { ticket = question.Text("ticket"), credential = _phone.Get(question.GetProperty("options")) };
        (await _ada.Post("/api/v1/me/confirmation", new { passkey })).IsProblem(HttpStatusCode.BadRequest, "invalid", "credential");
    }

    [Fact]
    public async Task A_passkey_stands_for_both_factors()
    {
        await Add(_ada, _phone, "My phone");
        await Authenticator.SetUp(_ada, _server.Clock);
        (await SignIn(_other, _phone)).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_person_has_so_many_passkeys_and_no_more()
    {
        for (var i = 0; i < PasskeyStore.MostOfOnePerson; i++)
        {
            using var device = NewDevice();
            (await Add(_ada, device, $"Device {i}")).Is(HttpStatusCode.Created);
        }

        (await Add(_ada, _phone, "One too many")).IsProblem(HttpStatusCode.RequestEntityTooLarge, "too_large", "credential");
    }

    private string Own => _server.Address.GetLeftPart(UriPartial.Authority);

    private SoftAuthenticator NewDevice() => new(Own);

    private static async Task<JsonElement> Begin(Browser browser) => (await browser.Post($"{Path}/question", null)).Is(HttpStatusCode.OK).Body;

    private static async Task<JsonElement> Ask(Browser browser) =>
        (await browser.Post("/api/v1/sessions/passkey/question", null)).Is(HttpStatusCode.OK).Body;

    private static async Task<Answer> Add(Browser browser, SoftAuthenticator device, string? name)
    {
        var question = await Begin(browser);
        return await browser.Post(Path, new { ticket = question.Text("ticket"), credential = device.Create(question.GetProperty("options")), name });
    }

    private static async Task<Answer> SignIn(Browser browser, SoftAuthenticator device)
    {
        var question = await Ask(browser);
        return await browser.PasskeySignIn(new { ticket = question.Text("ticket"), credential = device.Get(question.GetProperty("options")) });
    }
}

public sealed class PasskeysOnSqlite() : PasskeysSpecification(DatabaseKind.Sqlite);

public sealed class PasskeysOnPostgres() : PasskeysSpecification(DatabaseKind.Postgres);
