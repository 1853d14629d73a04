using System.Net;
using System.Text.Json;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Moderation;

/// <summary>What becomes of a message that somebody reports; every database must do the same.</summary>
public abstract class ReportsSpecification(DatabaseKind database) : IAsyncLifetime
{
    private const string Message = "/api/v1/rooms/lobby/messages/5/reports";

    private TestServer _server = null!;
    private Someone _root = null!;
    private Someone _ada = null!;
    private Someone _ben = null!;
    private Someone _cy = null!;

    /// <summary>In the lobby are ada, who owns it, and ben and cy; message 5 is by cy.</summary>
    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.Start(database);
        _root = await _server.SignUp("root");
        _ada = await _server.SignUp("ada");
        _ben = await _server.SignUp("ben");
        _cy = await _server.SignUp("cy");
        await _ada.Post("/api/v1/rooms", new { name = "lobby", visibility = "private" });
        foreach (var name in new[] { "ben", "cy" })
            await _ada.Send(HttpMethod.Put, $"/api/v1/rooms/lobby/members/{name}", null, HttpStatusCode.Created);
        await _ben.Post("/api/v1/rooms/lobby/messages", new { text = "Hello", clientId = "1" });
        await _cy.Post("/api/v1/rooms/lobby/messages", new { text = "Buy now", clientId = "1" });
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_report_comes_to_the_moderators_at_once_and_its_outcome_back()
    {
        await using var ada = await LiveClient.Connect(_server.Address, _ada);
        await using var ben = await LiveClient.Connect(_server.Address, _ben);
        await using var cy = await LiveClient.Connect(_server.Address, _cy);

        var own = (await ben.Done("report_message", new { room = "lobby", seq = 5, reason = "spam", comment = " Look " })).GetProperty("report");

        Assert.Equal(own.Text("room"), (await ada.Next("reports_changed")).Text("room"));
        var page = await ada.Done("get_reports", new { room = "lobby" });
        var report = Assert.Single(page.GetProperty("reports").EnumerateArray());
        Assert.Equal(1, page.Number("open"));
        Assert.Equal(("cy", "Buy now", "ben"), (Name(report, "author"), report.Text("text"), Name(report, "by")));
        Assert.Equal(("spam", "Look", 5), (report.Text("reason"), report.Text("comment"), report.Number("seq")));

        await ada.Done("decide_report", new { report = report.Text("id"), outcome = "timed_out", seconds = 600, reason = "No ads" });

        Assert.Equal("cy", Name(await ben.Next("member_timed_out"), "user"));
        var told = (await ben.Next("report_decided")).GetProperty("report");
        Assert.Equal((own.Text("id"), "timed_out"), (told.Text("id"), told.Text("outcome")));
        Assert.Equal(told.ToString(), (await _ben.Get("/api/v1/me/reports")).GetProperty("reports")[0].ToString());
        await cy.Next("member_timed_out");
        await cy.Refused("send_message", new { room = "lobby", text = "Buy", clientId = "2" }, "forbidden");
        await cy.HasNothing();
        Assert.Equal(0, (await _ada.Get("/api/v1/rooms/lobby/reports")).Number("open"));
        var decided = (await _ada.Get("/api/v1/rooms/lobby/reports?decided=true")).GetProperty("reports")[0];
        Assert.Equal(("ada", "timed_out"), (Name(decided, "decidedBy"), decided.Text("outcome")));
        Assert.Equal(
            ["report_decided", "member_timed_out"],
            (await _ada.Get("/api/v1/rooms/lobby/audit?user=cy&limit=2")).GetProperty("entries").EnumerateArray().Select(act => act.Text("action")));
        await _ada.Refuses(
            HttpMethod.Post, $"/api/v1/reports/{report.Text("id")}/decision", new { outcome = "dismissed" }, HttpStatusCode.Conflict, "conflict");
    }

    [Theory]
    [InlineData("dismissed", true)]
    [InlineData("deleted", true)]
    [InlineData("removed", false)]
    [InlineData("banned", false)]
    public async Task What_is_decided_is_done_for_all_who_have_reported_the_message(string outcome, bool stays)
    {
        var first = (await Report(_ben)).Text("id");
        await Report(_ada);

        await _ada.Send(HttpMethod.Post, $"/api/v1/reports/{first}/decision", new { outcome }, HttpStatusCode.NoContent);

        foreach (var reporter in new[] { _ben, _ada })
            Assert.Equal(outcome, (await reporter.Get("/api/v1/me/reports")).GetProperty("reports")[0].Text("outcome"));
        await _cy.Get("/api/v1/rooms/lobby", stays ? HttpStatusCode.OK : HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_reported_message_is_deleted_by_whoever_decides_so()
    {
        var report = await Report(_ben);
        await using var watching = await LiveClient.Connect(_server.Address, _cy);
        await _ada.Send(HttpMethod.Post, $"/api/v1/reports/{report.Text("id")}/decision", new { outcome = "deleted" }, HttpStatusCode.NoContent);
        var gone = (await watching.NextOf("message_deleted")).GetProperty("message");
        Assert.Equal((report.Number("seq"), ""), (gone.Number("seq"), gone.Text("text")));
    }

    [Fact]
    public async Task One_person_has_one_open_report_about_a_message()
    {
        var first = (await Report(_ben)).Text("id");
        var again = (await _ben.Post(Message, new { reason = "hate" }, HttpStatusCode.OK)).GetProperty("report");
        Assert.Equal(first, again.Text("id"));
        Assert.Equal(1, (await _ada.Get("/api/v1/rooms/lobby/reports")).Number("open"));

        await _ada.Send(HttpMethod.Post, $"/api/v1/reports/{first}/decision", new { outcome = "dismissed" }, HttpStatusCode.NoContent);
        Assert.NotEqual(first, (await Report(_ben)).Text("id"));
    }

    [Fact]
    public async Task A_report_names_what_is_wrong_and_only_moderators_see_and_decide_it()
    {
        await _ben.Refuses(HttpMethod.Post, Message, new { }, HttpStatusCode.BadRequest, "invalid", "reason");
        await _ben.Refuses(HttpMethod.Post, Message, new { reason = "dull" }, HttpStatusCode.BadRequest, "invalid", "reason");
        await _ben.Refuses(
            HttpMethod.Post, Message, new { reason = "other", comment = new string('x', 501) }, HttpStatusCode.RequestEntityTooLarge, "too_large", "comment");
        await _cy.Refuses(HttpMethod.Post, Message, new { reason = "spam" }, HttpStatusCode.BadRequest, "invalid", "seq");
        await _ben.Refuses(
            HttpMethod.Post, "/api/v1/rooms/lobby/messages/1/reports", new { reason = "spam" }, HttpStatusCode.NotFound, "not_found");
        var dora = await _server.SignUp("dora");
        await dora.Refuses(HttpMethod.Post, Message, new { reason = "spam" }, HttpStatusCode.NotFound, "not_found");
        Assert.Equal(0, (await _ada.Get("/api/v1/rooms/lobby/reports")).Number("open"));

        var decision = $"/api/v1/reports/{(await Report(_ben)).Text("id")}/decision";
        await _ben.Refuses(HttpMethod.Post, decision, new { outcome = "dismissed" }, HttpStatusCode.NotFound, "not_found");
        await _ben.Refuses(HttpMethod.Get, "/api/v1/server/reports", null, HttpStatusCode.Forbidden, "forbidden");
        await _ada.Refuses(HttpMethod.Post, decision, new { }, HttpStatusCode.BadRequest, "invalid", "outcome");
        await _ada.Refuses(HttpMethod.Post, decision, new { outcome = "timed_out" }, HttpStatusCode.BadRequest, "invalid", "seconds");
        await _ada.Refuses(HttpMethod.Post, decision, new { outcome = "account_banned" }, HttpStatusCode.Forbidden, "forbidden");
        Assert.Equal(1, (await _ada.Get("/api/v1/rooms/lobby/reports")).Number("open"));
    }

    [Fact]
    public async Task Reports_of_direct_conversations_go_to_the_servers_admins_with_the_one_message()
    {
        await using var root = await LiveClient.Connect(_server.Address, _root);
        var direct = (await _cy.Post("/api/v1/direct", new { user = "ben" })).GetProperty("room").Text("id");
        await _cy.Post($"/api/v1/rooms/{direct}/messages", new { text = "Secret", clientId = "1" });
        await _cy.Post($"/api/v1/rooms/{direct}/messages", new { text = "Or else", clientId = "2" });
        await _ben.Post($"/api/v1/rooms/{direct}/messages/4/reports", new { reason = "violence" });

        Assert.Equal(direct, (await root.Next("reports_changed")).Text("room"));
        var report = Assert.Single((await _root.Get("/api/v1/server/reports")).GetProperty("reports").EnumerateArray());
        Assert.Equal(("Or else", true), (report.Text("text"), report.GetProperty("private").GetBoolean()));
        Assert.DoesNotContain("Secret", report.ToString(), StringComparison.Ordinal);
        var decision = $"/api/v1/reports/{report.Text("id")}/decision";
        await _root.Refuses(HttpMethod.Post, decision, new { outcome = "banned" }, HttpStatusCode.NotFound, "not_found");

        await _root.Send(HttpMethod.Post, decision, new { outcome = "account_banned", reason = "Threats" }, HttpStatusCode.NoContent);

        await _cy.Refuses(HttpMethod.Get, "/api/v1/me", null, HttpStatusCode.Unauthorized, "unauthorized");
        Assert.Equal("account_banned", (await _ben.Get("/api/v1/me/reports")).GetProperty("reports")[0].Text("outcome"));
        Assert.Equal(
            ["report_decided", "account_banned"],
            (await _root.Get("/api/v1/server/audit")).GetProperty("entries").EnumerateArray().Select(act => act.Text("action")));
    }

    [Fact]
    public async Task Who_reports_a_lot_has_to_wait()
    {
        for (var i = 0; i < 11; i++)
            await _cy.Post("/api/v1/rooms/lobby/messages", new { text = $"{i}", clientId = $"more-{i}" });
        for (var seq = 6; seq < 16; seq++)
            await _ben.Post($"/api/v1/rooms/lobby/messages/{seq}/reports", new { reason = "spam" });

        await _ben.Refuses(
            HttpMethod.Post, "/api/v1/rooms/lobby/messages/16/reports", new { reason = "spam" }, HttpStatusCode.TooManyRequests, "rate_limited");
        _server.Clock.Advance(TimeSpan.FromMinutes(10));
        await _ben.Post("/api/v1/rooms/lobby/messages/16/reports", new { reason = "spam" });
        var page = await _ada.Get("/api/v1/rooms/lobby/reports?limit=6");
        var rest = await _ada.Get($"/api/v1/rooms/lobby/reports?limit=6&cursor={page.Text("next")}");
        Assert.Equal((11, 6, 5), (page.Number("open"), page.GetProperty("reports").GetArrayLength(), rest.GetProperty("reports").GetArrayLength()));
    }

    private static async Task<JsonElement> Report(Someone someone) => (await someone.Post(Message, new { reason = "spam" })).GetProperty("report");

    private static string? Name(JsonElement element, string person) => element.GetProperty(person).Text("username");
}

public sealed class ReportsOnSqlite() : ReportsSpecification(DatabaseKind.Sqlite);

public sealed class ReportsOnPostgres() : ReportsSpecification(DatabaseKind.Postgres);
