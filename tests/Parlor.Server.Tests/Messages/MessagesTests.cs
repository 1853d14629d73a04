using System.Net;
using System.Text.Json;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Messages;

/// <summary>What messages do over HTTP; every database must do the same.</summary>
public abstract class MessagesSpecification(DatabaseKind database) : IAsyncLifetime
{
    private const string Path = "/api/v1/rooms/lobby/messages";

    private TestServer _server = null!;
    private Someone _ada = null!;
    private Someone _ben = null!;
    private int _sent;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.Start(database, ("Limits:PostBurst", "500"));
        _ada = await _server.SignUp("ada");
        _ben = await _server.SignUp("ben");
        await _ada.Post("/api/v1/rooms", new { name = "lobby", visibility = "public" });
        await _ben.Send(HttpMethod.Put, "/api/v1/rooms/lobby/members/ben", null, HttpStatusCode.Created);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_message_is_answered_with_its_place_in_the_log()
    {
        var message = (await _ada.Post(Path, new { text = "Hello *there* 👋 שלום", clientId = "one" })).GetProperty("message");

        Assert.Equal(3, message.Number("seq"));
        Assert.Equal("Hello *there* 👋 שלום", message.Text("text"));
        Assert.Equal("one", message.Text("clientId"));
        Assert.Equal("ada", message.GetProperty("author").Text("username"));
        Assert.Equal("2026-03-01T12:00:00.000Z", message.Text("at"));
        Assert.Equal(0, message.GetProperty("reactions").GetArrayLength());
        Assert.Equal(0, message.GetProperty("attachments").GetArrayLength());
        var stored = Assert.Single((await _ben.Get(Path)).GetProperty("messages").EnumerateArray());
        Assert.Equal(message.ToString(), stored.ToString());
        var logged = (await _ben.Get("/api/v1/rooms/lobby/events?after=2")).GetProperty("events").EnumerateArray().Single();
        Assert.Equal("receive_message", logged.Text("type"));
        Assert.Equal(message.ToString(), logged.GetProperty("message").ToString());
    }

    [Fact]
    public async Task The_same_client_id_again_gets_the_first_answer_and_stores_nothing()
    {
        var first = await _ada.Post(Path, new { text = "once", clientId = "same" });
        var again = await _ada.Post(Path, new { text = "twice?", clientId = "same" }, HttpStatusCode.OK);
        Assert.Equal(first.ToString(), again.ToString());
        var other = await _ben.Post(Path, new { text = "mine", clientId = "same" });
        Assert.Equal(4, other.GetProperty("message").Number("seq"));
        Assert.Equal(4, (await _ada.Get("/api/v1/rooms/lobby")).GetProperty("room").Number("lastSeq"));
    }

    [Fact]
    public async Task The_same_message_sent_many_times_at_once_is_stored_once()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            using var answer = await _ada.Http.PostAsync(Path, System.Net.Http.Json.JsonContent.Create(new { text = "x", clientId = "race" }));
            return answer.StatusCode;
        }));
        Assert.Single(answers, HttpStatusCode.Created);
        Assert.Equal(19, answers.Count(status => status == HttpStatusCode.OK));
        Assert.Single((await _ada.Get(Path)).GetProperty("messages").EnumerateArray());
    }

    [Fact]
    public async Task Messages_sent_at_once_get_numbers_without_gaps()
    {
        var sent = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Say(_ada)).Concat(Enumerable.Range(0, 50).Select(_ => Say(_ben))));
        Assert.Equal(Enumerable.Range(3, 100).Select(seq => (long)seq), sent.Order());
    }

    [Fact]
    public async Task History_is_read_before_after_and_around_a_number()
    {
        for (var i = 0; i < 10; i++)
            await Say(_ada);

        await Reads("limit=3", [10, 11, 12], before: true, after: false);
        await Reads("before=10&limit=3", [7, 8, 9], before: true, after: true);
        await Reads("before=5&limit=5", [3, 4], before: false, after: true);
        await Reads("after=9&limit=3", [10, 11, 12], before: true, after: false);
        await Reads("after=0&limit=2", [3, 4], before: false, after: true);
        await Reads("around=7&limit=4", [5, 6, 7, 8], before: true, after: true);
        await Reads("around=12&limit=200", [3, 4, 5, 6, 7, 8, 9, 10, 11, 12], before: false, after: false);
        await Reads("after=12", [], before: true, after: false);

        async Task Reads(string query, long[] seqs, bool before, bool after)
        {
            var page = await _ben.Get($"{Path}?{query}");
            Assert.Equal(seqs, page.GetProperty("messages").EnumerateArray().Select(message => message.Number("seq")));
            Assert.Equal((before, after), (page.GetProperty("hasBefore").GetBoolean(), page.GetProperty("hasAfter").GetBoolean()));
        }
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=201", "limit")]
    [InlineData("before=-1", "before")]
    [InlineData("after=9223372036854775807", "after")]
    [InlineData("before=1&after=2", "before")]
    public async Task A_page_that_cannot_be_is_refused(string query, string field) =>
        await _ada.Refuses(HttpMethod.Get, $"{Path}?{query}", null, HttpStatusCode.BadRequest, "invalid", field);

    [Fact]
    public async Task A_number_that_is_none_is_refused() =>
        await _ada.Refuses(HttpMethod.Get, $"{Path}?before=soon", null, HttpStatusCode.BadRequest, "invalid");

    [Fact]
    public async Task A_text_of_16000_characters_fits_and_one_more_does_not()
    {
        await _ada.Post(Path, new { text = string.Concat(Enumerable.Repeat("😀", 16_000)), clientId = "long" });
        await _ada.Refuses(
            HttpMethod.Post, Path, new { text = new string('x', 16_001), clientId = "longer" }, HttpStatusCode.RequestEntityTooLarge, "too_large", "text");
    }

    [Fact]
    public async Task Every_wrong_field_is_named_and_nothing_is_stored()
    {
        await Refused(new { clientId = "1" }, "text");
        await Refused(new { text = "hi" }, "clientId");
        await Refused(new { text = "  \n ", clientId = "1" }, "text");
        await Refused(new { text = 5, clientId = "1" }, "text");
        await Refused(new { text = "nul \0", clientId = "1" }, "text");
        await Refused(new { text = "hi", clientId = "" }, "clientId");
        await Refused(new { text = "hi", clientId = "1", replyTo = 99 }, "replyTo");
        await Refused(new { text = "hi", clientId = "1", replyTo = "one" }, "replyTo");
        Assert.Empty((await _ada.Get(Path)).GetProperty("messages").EnumerateArray());

        Task Refused(object body, string field) => _ada.Refuses(HttpMethod.Post, Path, body, HttpStatusCode.BadRequest, "invalid", field);
    }

    [Theory]
    [InlineData("{\"text\": \"hi\", ")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"text\": \"\\ud800\", \"clientId\": \"1\"}")]
    public async Task A_body_that_is_not_the_expected_object_is_refused(string body)
    {
        using var answer = await _ada.Http.PostAsync(Path, new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync());
        Assert.Equal("invalid", problem.Text("code"));
    }

    [Fact]
    public async Task A_reply_names_the_message_it_answers()
    {
        var seq = await Say(_ada);
        var reply = await _ben.Post(Path, new { text = "yes", clientId = "r", replyTo = seq });
        Assert.Equal(seq, reply.GetProperty("message").Number("replyTo"));
    }

    [Fact]
    public async Task Unread_counts_what_others_said_since_and_mentions_what_names_me()
    {
        await Say(_ada, "one");
        await Say(_ada, "hello @Ben, and mail@ben.example");
        await Say(_ben, "my own");
        await Say(_ada, "@benjamin is somebody else");

        var mine = (await _ben.Get("/api/v1/rooms")).GetProperty("rooms")[0];
        Assert.Equal((3, 1), (mine.Number("unread"), mine.Number("mentions")));
        Assert.Equal(1, (await _ada.Get("/api/v1/rooms")).GetProperty("rooms")[0].Number("unread"));
    }

    [Fact]
    public async Task Too_many_messages_at_once_are_refused_and_later_ones_taken()
    {
        await using var server = await TestServer.Start(database, ("Limits:PostsPerSecond", "2"), ("Limits:PostBurst", "3"));
        var eve = await server.SignUp("eve");
        await eve.Post("/api/v1/rooms", new { name = "lobby", visibility = "public" });
        for (var i = 0; i < 3; i++)
            await eve.Post(Path, new { text = "x", clientId = $"{i}" });

        await eve.Refuses(HttpMethod.Post, Path, new { text = "x", clientId = "3" }, HttpStatusCode.TooManyRequests, "rate_limited");
        server.Clock.Advance(TimeSpan.FromMilliseconds(500));
        await eve.Post(Path, new { text = "x", clientId = "3" });
        Assert.Equal(5, (await eve.Get("/api/v1/rooms/lobby")).GetProperty("room").Number("lastSeq"));
    }

    private async Task<long> Say(Someone someone, string text = "hello") =>
        (await someone.Post(Path, new { text, clientId = $"c{Interlocked.Increment(ref _sent)}" })).GetProperty("message").Number("seq");
}

public sealed class MessagesOnSqlite() : MessagesSpecification(DatabaseKind.Sqlite);

public sealed class MessagesOnPostgres() : MessagesSpecification(DatabaseKind.Postgres);
