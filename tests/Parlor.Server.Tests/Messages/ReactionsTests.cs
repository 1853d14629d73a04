using System.Net;
using System.Text.Json;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Messages;

/// <summary>What reactions do, over HTTP and Socket.IO; every database must do the same.</summary>
public abstract class ReactionsSpecification(DatabaseKind database) : IAsyncLifetime
{
    private const string Room = "/api/v1/rooms/lobby";

    private TestServer _server = null!;
    private Someone _ada = null!;
    private Someone _ben = null!;
    private long _seq;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.Start(database);
        _ada = await _server.SignUp("ada");
        _ben = await _server.SignUp("ben");
        await LiveClient.MakeRoom(_server.Address, _ada, new { name = "lobby", visibility = "public" });
        await _ben.Send(HttpMethod.Put, $"{Room}/members/ben", null, HttpStatusCode.Created);
        _seq = (await _ada.Post($"{Room}/messages", new { text = "Done!", clientId = "1" })).GetProperty("message").Number("seq");
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_reaction_is_told_live_and_each_reader_learns_whether_it_is_theirs()
    {
        await using var ada = await LiveClient.Connect(_server.Address, _ada);
        await using var ben = await LiveClient.Connect(_server.Address, _ben);

        await ben.Done("add_reaction", new { room = "lobby", seq = _seq, emoji = "🎉" });
        await ben.Done("add_reaction", new { room = "lobby", seq = _seq, emoji = "🎉" });

        var live = await ada.Next("reaction_added");
        Assert.Equal((_seq + 1, _seq, "ben", "🎉"), (live.Number("seq"), live.Number("messageSeq"), live.GetProperty("user").Text("username"), live.Text("emoji")));
        var told = Assert.Single(live.GetProperty("reactions").EnumerateArray());
        Assert.Equal((1, "ben"), (told.Number("count"), told.GetProperty("users")[0].Text("username")));
        Assert.False(told.TryGetProperty("mine", out _));
        await ada.HasNothing();
        Assert.True(Assert.Single(await Reactions(_ben)).GetProperty("mine").GetBoolean());
        Assert.False(Assert.Single(await Reactions(_ada)).GetProperty("mine").GetBoolean());
    }

    [Fact]
    public async Task A_reaction_is_taken_back_and_the_log_shows_how_it_stands()
    {
        await React(_ada, "👍");
        await React(_ben, "👍");
        await React(_ada, "❤️");
        await Call(HttpMethod.Delete, _ada, "👍");
        await Call(HttpMethod.Delete, _ada, "👍");

        Assert.Equal([("👍", 1L), ("❤️", 1L)], (await Reactions(_ada)).Select(one => (one.Text("emoji")!, one.Number("count"))));
        var log = (await _ben.Get($"{Room}/events?after={_seq}")).GetProperty("events").EnumerateArray().ToList();
        Assert.Equal(["reaction_added", "reaction_added", "reaction_added", "reaction_removed"], log.Select(happened => happened.Text("type")));
        var shown = (await Reactions(_ben)).Select(one => one.ToString());
        Assert.All(log, happened => Assert.Equal(shown, happened.GetProperty("reactions").EnumerateArray().Select(one => one.ToString())));
    }

    [Fact]
    public async Task Many_people_are_counted_and_the_first_five_named()
    {
        for (var i = 0; i < 7; i++)
        {
            var one = await _server.SignUp($"one-{i}");
            await one.Send(HttpMethod.Put, $"{Room}/members/one-{i}", null, HttpStatusCode.Created);
            await React(one, "👏");
        }

        var reaction = Assert.Single(await Reactions(_ada));
        Assert.Equal(7, reaction.Number("count"));
        Assert.Equal(Enumerable.Range(0, 5).Select(i => $"one-{i}"), reaction.GetProperty("users").EnumerateArray().Select(user => user.Text("username")));
    }

    [Fact]
    public async Task A_message_has_20_different_reactions_and_10_of_one_person()
    {
        var emoji = Enumerable.Range(0, 21).Select(i => char.ConvertFromUtf32(0x1F600 + i)).ToArray();
        foreach (var one in emoji[..10])
            await React(_ada, one);
        await Refused(_ada, emoji[10], HttpStatusCode.RequestEntityTooLarge, "too_large");
        foreach (var one in emoji[10..20])
            await React(_ben, one);
        var eve = await _server.SignUp("eve");
        await eve.Send(HttpMethod.Put, $"{Room}/members/eve", null, HttpStatusCode.Created);
        await Refused(eve, emoji[20], HttpStatusCode.RequestEntityTooLarge, "too_large");
        await React(eve, emoji[0]);
    }

    [Fact]
    public async Task Reactions_stay_through_an_edit_and_go_with_the_message()
    {
        await React(_ben, "👍");
        var edited = await _ada.Send(HttpMethod.Patch, $"{Room}/messages/{_seq}", new { text = "Done, at last" }, HttpStatusCode.OK);
        Assert.Equal(1, Assert.Single(edited.GetProperty("message").GetProperty("reactions").EnumerateArray()).Number("count"));
        await _ada.Send(HttpMethod.Delete, $"{Room}/messages/{_seq}", null, HttpStatusCode.OK);
        Assert.Empty(await Reactions(_ben));
        await Refused(_ben, "👍", HttpStatusCode.NotFound, "not_found", null);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("👍👍")]
    [InlineData("1")]
    [InlineData(" ")]
    public async Task What_is_not_one_emoji_is_refused(string emoji)
    {
        await using var ben = await LiveClient.Connect(_server.Address, _ben);
        await ben.Refused("add_reaction", new { room = "lobby", seq = _seq, emoji }, "invalid", "emoji");
        await ben.Refused("add_reaction", new { room = "lobby", seq = _seq }, "invalid", "emoji");
        await ben.Refused("remove_reaction", new { room = "lobby", emoji = "👍" }, "invalid", "seq");
        await ben.Refused("add_reaction", new { room = "lobby", seq = 1, emoji = "👍" }, "not_found");
        Assert.Empty(await Reactions(_ada));
    }

    private static Task<JsonElement> Call(HttpMethod method, Someone someone, long seq, string emoji) =>
        someone.Send(method, Path(seq, emoji), null, HttpStatusCode.NoContent);

    private Task<JsonElement> Call(HttpMethod method, Someone someone, string emoji) => Call(method, someone, _seq, emoji);

    private Task<JsonElement> React(Someone someone, string emoji) => Call(HttpMethod.Put, someone, emoji);

    private Task Refused(Someone someone, string emoji, HttpStatusCode status, string code, string? field = "emoji") =>
        someone.Refuses(HttpMethod.Put, Path(_seq, emoji), null, status, code, field);

    private static string Path(long seq, string emoji) => $"{Room}/messages/{seq}/reactions/{Uri.EscapeDataString(emoji)}";

    private async Task<IReadOnlyList<JsonElement>> Reactions(Someone someone) =>
        [.. (await someone.Get($"{Room}/messages?around={_seq}&limit=1")).GetProperty("messages")[0].GetProperty("reactions").EnumerateArray()];
}

public sealed class ReactionsOnSqlite() : ReactionsSpecification(DatabaseKind.Sqlite);

public sealed class ReactionsOnPostgres() : ReactionsSpecification(DatabaseKind.Postgres);
