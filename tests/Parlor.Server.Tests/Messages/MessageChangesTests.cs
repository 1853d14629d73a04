using System.Net;
using System.Text.Json;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Messages;

/// <summary>What editing and deleting do, over HTTP and Socket.IO; every database must do the same.</summary>
public abstract class MessageChangesSpecification(DatabaseKind database) : IAsyncLifetime
{
    private const string Room = "/api/v1/rooms/lobby";

    private TestServer _server = null!;
    private Someone _ada = null!;
    private Someone _ben = null!;
    private Someone _mod = null!;
    private int _sent;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.Start(database, ("Limits:PostBurst", "20"));
        _ada = await _server.SignUp("ada");
        _ben = await _server.SignUp("ben");
        _mod = await _server.SignUp("mod");
        await LiveClient.MakeRoom(_server.Address, _ada, new { name = "lobby", visibility = "public" });
        await _ben.Send(HttpMethod.Put, $"{Room}/members/ben", null, HttpStatusCode.Created);
        await _ada.Send(HttpMethod.Put, $"{Room}/members/mod", new { role = "moderator" }, HttpStatusCode.Created);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task An_edit_is_told_live_and_history_shows_the_new_text_alone()
    {
        var seq = await Say(_ben, "Meet at nime");
        _server.Clock.Advance(TimeSpan.FromMinutes(1));
        await using var ada = await LiveClient.Connect(_server.Address, _ada);
        await using var ben = await LiveClient.Connect(_server.Address, _ben);

        var answer = (await ben.Done("edit_message", new { room = "lobby", seq, text = "Meet at nine" })).GetProperty("message");

        Assert.Equal((seq, "Meet at nine"), (answer.Number("seq"), answer.Text("text")));
        Assert.Equal(("2026-03-01T12:00:00.000Z", "2026-03-01T12:01:00.000Z"), (answer.Text("at"), answer.Text("editedAt")));
        var live = await ada.NextOf("message_edited");
        Assert.Equal((seq + 1, "ben"), (live.Number("seq"), live.GetProperty("by").Text("username")));
        Assert.Equal(answer.ToString(), live.GetProperty("message").ToString());
        var log = await Log();
        Assert.DoesNotContain("nime", log.ToString(), StringComparison.Ordinal);
        Assert.Equal(answer.ToString(), Event(log, seq).GetProperty("message").ToString());
        Assert.Equal(live.ToString(), Event(log, seq + 1).ToString());
    }

    [Fact]
    public async Task An_event_of_the_log_shows_its_message_as_it_stands_now()
    {
        var seq = await Say(_ben, "one");
        await Edit(_ben, seq, "two");
        await Edit(_ben, seq, "three");
        var log = await Log();
        Assert.All([seq, seq + 1, seq + 2], number => Assert.Equal("three", Event(log, number).GetProperty("message").Text("text")));
    }

    [Fact]
    public async Task The_same_text_again_changes_and_announces_nothing()
    {
        var seq = await Say(_ben, "same");
        var answer = await Edit(_ben, seq, "same");
        Assert.Null(answer.GetProperty("message").Text("editedAt"));
        Assert.Equal(seq, await LastSeq());
    }

    [Fact]
    public async Task A_deleted_message_leaves_a_trace_and_its_text_is_nowhere()
    {
        var seq = await Say(_ben, "A secret");
        await Edit(_ben, seq, "Still a secret");
        await using var ada = await LiveClient.Connect(_server.Address, _ada);

        var answer = (await _ben.Send(HttpMethod.Delete, $"{Room}/messages/{seq}", null, HttpStatusCode.OK)).GetProperty("message");

        Assert.Equal(("", "2026-03-01T12:00:00.000Z", null), (answer.Text("text"), answer.Text("deletedAt"), answer.Text("deletedBy")));
        var live = await ada.Next("message_deleted");
        Assert.Equal(answer.ToString(), live.GetProperty("message").ToString());
        Assert.DoesNotContain("secret", (await Log()).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", (await _ada.Get($"{Room}/messages")).ToString(), StringComparison.Ordinal);
        var missed = await ada.Done("sync", new { rooms = new { lobby = 0 } });
        Assert.DoesNotContain("secret", missed.ToString(), StringComparison.Ordinal);
        Assert.Equal(live.ToString(), Event(await Log(), seq + 2).ToString());
    }

    [Fact]
    public async Task What_is_deleted_is_not_deleted_again_edited_or_sent_again()
    {
        var seq = await Say(_ben, "gone", "once");
        await Delete(_ben, seq);
        var last = await LastSeq();
        await Delete(_ben, seq);
        await _ben.Refuses(HttpMethod.Patch, $"{Room}/messages/{seq}", new { text = "back" }, HttpStatusCode.NotFound, "not_found");
        var again = await _ben.Post($"{Room}/messages", new { text = "gone", clientId = "once" }, HttpStatusCode.OK);
        Assert.Equal("", again.GetProperty("message").Text("text"));
        Assert.Equal(last, await LastSeq());
    }

    [Fact]
    public async Task Moderators_delete_what_people_of_lower_rank_said_and_the_trace_says_so()
    {
        var (bens, adas) = (await Say(_ben, "rude"), await Say(_ada, "rude as well"));

        var deleted = (await Delete(_mod, bens)).GetProperty("message");

        Assert.Equal("mod", deleted.GetProperty("deletedBy").Text("username"));
        Assert.Equal(deleted.ToString(), (await Delete(_mod, bens)).GetProperty("message").ToString());
        await _mod.Refuses(HttpMethod.Delete, $"{Room}/messages/{adas}", null, HttpStatusCode.Forbidden, "forbidden");
        await _ben.Refuses(HttpMethod.Delete, $"{Room}/messages/{adas}", null, HttpStatusCode.Forbidden, "forbidden");
        await _mod.Refuses(HttpMethod.Patch, $"{Room}/messages/{adas}", new { text = "kind" }, HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task Somebody_who_has_left_can_be_deleted_after_but_changes_nothing_themselves()
    {
        var (one, two) = (await Say(_ben, "one"), await Say(_ben, "two"));
        await _ben.Send(HttpMethod.Delete, $"{Room}/members/ben", null, HttpStatusCode.NoContent);
        await Delete(_mod, one);
        await _ben.Refuses(HttpMethod.Delete, $"{Room}/messages/{two}", null, HttpStatusCode.Forbidden, "forbidden");
        await _ben.Refuses(HttpMethod.Patch, $"{Room}/messages/{two}", new { text = "x" }, HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task Who_may_not_post_any_more_deletes_what_they_said_and_edits_nothing()
    {
        var (one, two) = (await Say(_ben, "one"), await Say(_ben, "two"));
        await _ada.Send(HttpMethod.Patch, Room, new { announceOnly = true }, HttpStatusCode.OK);
        await _ben.Refuses(HttpMethod.Patch, $"{Room}/messages/{one}", new { text = "x" }, HttpStatusCode.Forbidden, "forbidden");
        await Delete(_ben, one);
        await _ada.Send(HttpMethod.Patch, Room, new { archived = true }, HttpStatusCode.OK);
        await _ben.Refuses(HttpMethod.Delete, $"{Room}/messages/{two}", null, HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task Unread_and_mentions_follow_what_messages_say_now()
    {
        var one = await Say(_ada, "hello @ben");
        var two = await Say(_ada, "and you");
        await Edit(_ada, one, "hello all");
        Assert.Equal((2, 0), await Counts(_ben));
        await Edit(_ada, two, "and you, @ben");
        Assert.Equal((2, 1), await Counts(_ben));
        await Delete(_ada, two);
        Assert.Equal((1, 0), await Counts(_ben));
    }

    [Fact]
    public async Task Every_wrong_field_is_named_and_nothing_changes()
    {
        var seq = await Say(_ben, "as it was");
        var last = await LastSeq();
        await using var ben = await LiveClient.Connect(_server.Address, _ben);
        await ben.Refused("edit_message", new { room = "lobby", text = "x" }, "invalid", "seq");
        await ben.Refused("edit_message", new { room = "lobby", seq }, "invalid", "text");
        await ben.Refused("edit_message", new { room = "lobby", seq, text = " \n" }, "invalid", "text");
        await ben.Refused("edit_message", new { room = "lobby", seq, text = new string('x', 16_001) }, "too_large", "text");
        await ben.Refused("edit_message", new { room = "lobby", seq = "one", text = "x" }, "invalid", "seq");
        await ben.Refused("edit_message", new { room = "lobby", seq = 1, text = "no message" }, "not_found");
        await ben.Refused("delete_message", new { room = "lobby" }, "invalid", "seq");
        await ben.Refused("delete_message", new { room = "nowhere", seq }, "not_found");
        await ben.Refused("delete_message", new { room = "lobby", seq = 999 }, "not_found");
        await _ben.Refuses(HttpMethod.Patch, $"{Room}/messages/{seq}", new { }, HttpStatusCode.BadRequest, "invalid", "text");
        Assert.Equal(last, await LastSeq());
        Assert.Equal("as it was", Event(await Log(), seq).GetProperty("message").Text("text"));
    }

    [Fact]
    public async Task Edits_count_for_the_limit_on_posts()
    {
        var seq = await Say(_ben, "0");
        for (var i = 1; i < 20; i++)
            await Edit(_ben, seq, $"{i}");
        await _ben.Refuses(HttpMethod.Patch, $"{Room}/messages/{seq}", new { text = "x" }, HttpStatusCode.TooManyRequests, "rate_limited");
    }

    private async Task<long> Say(Someone someone, string text, string? clientId = null) =>
        (await someone.Post($"{Room}/messages", new { text, clientId = clientId ?? $"c{++_sent}" })).GetProperty("message").Number("seq");

    private static Task<JsonElement> Edit(Someone someone, long seq, string text) =>
        someone.Send(HttpMethod.Patch, $"{Room}/messages/{seq}", new { text }, HttpStatusCode.OK);

    private static Task<JsonElement> Delete(Someone someone, long seq) =>
        someone.Send(HttpMethod.Delete, $"{Room}/messages/{seq}", null, HttpStatusCode.OK);

    private async Task<JsonElement> Log() => (await _ada.Get($"{Room}/events?after=0&limit=200")).GetProperty("events");

    private static JsonElement Event(JsonElement log, long seq) => log[(int)seq - 1];

    private async Task<long> LastSeq() => (await _ada.Get(Room)).GetProperty("room").Number("lastSeq");

    private static async Task<(long Unread, long Mentions)> Counts(Someone someone)
    {
        var room = (await someone.Get(Room)).GetProperty("room");
        return (room.Number("unread"), room.Number("mentions"));
    }
}

public sealed class MessageChangesOnSqlite() : MessageChangesSpecification(DatabaseKind.Sqlite);

public sealed class MessageChangesOnPostgres() : MessageChangesSpecification(DatabaseKind.Postgres);
