using System.Net;
using System.Text.Json;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Friends;

/// <summary>What friends do; every database must do the same.</summary>
public abstract class FriendsSpecification(DatabaseKind database) : IAsyncLifetime
{
    private TestServer _server = null!;
    private Someone _ada = null!;
    private Someone _ben = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.Start(database);
        _ada = await _server.SignUp("ada");
        _ben = await _server.SignUp("ben");
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_request_waits_with_both_until_it_is_accepted()
    {
        await using var ada = await LiveClient.Connect(_server.Address, _ada);
        await using var ben = await LiveClient.Connect(_server.Address, _ben);

        Assert.False((await Put(_ada, "ben")).GetProperty("areFriends").GetBoolean());
        Assert.False((await Put(_ada, "ben")).GetProperty("areFriends").GetBoolean());
        Assert.Equal("||ben", await Of(_ada));
        Assert.Equal("|ada|", await Of(_ben));
        Assert.True((await ben.Done("add_friend", new { user = "ada" })).GetProperty("areFriends").GetBoolean());
        Assert.True((await Put(_ada, "ben")).GetProperty("areFriends").GetBoolean());

        Assert.Equal("ben||", await Of(_ada));
        Assert.Equal("ada||", await Of(_ben));
        foreach (var live in new[] { ada, ben })
        {
            var requested = await live.Next("friend_requested");
            Assert.Equal(("ada", "ben"), (requested.GetProperty("by").Text("username"), requested.GetProperty("user").Text("username")));
            var added = await live.Next("friend_added");
            Assert.Equal(("ben", "ada"), (added.GetProperty("by").Text("username"), added.GetProperty("user").Text("username")));
            await live.HasNothing();
        }
    }

    [Fact]
    public async Task Both_asking_at_once_are_friends()
    {
        await Task.WhenAll(Put(_ada, "ben"), Put(_ben, "ada"));
        Assert.Equal("ben||", await Of(_ada));
        Assert.Equal("ada||", await Of(_ben));
    }

    [Theory]
    [InlineData("taken back")]
    [InlineData("declined")]
    [InlineData("ended")]
    public async Task A_request_can_be_taken_back_or_declined_and_a_friendship_ended(string how)
    {
        var (actor, other) = how is "declined" ? (_ben, _ada) : (_ada, _ben);
        await using var live = await LiveClient.Connect(_server.Address, other);
        await Put(_ada, "ben");
        await live.Next("friend_requested");
        if (how is "ended")
        {
            await Put(_ben, "ada");
            await live.Next("friend_added");
        }

        await actor.Send(HttpMethod.Delete, $"/api/v1/friends/{other.Username}", null, HttpStatusCode.NoContent);
        await actor.Send(HttpMethod.Delete, $"/api/v1/friends/{other.Username}", null, HttpStatusCode.NoContent);

        Assert.Equal(actor.Username, (await live.Next("friend_removed")).GetProperty("by").Text("username"));
        await live.HasNothing();
        Assert.Equal("||", await Of(_ada));
        Assert.Equal("||", await Of(_ben));
    }

    [Fact]
    public async Task Blocking_ends_a_friendship_and_no_new_one_begins()
    {
        await using var ben = await LiveClient.Connect(_server.Address, _ben);
        await Put(_ada, "ben");
        await Put(_ben, "ada");
        await ben.Next("friend_requested");
        await ben.Next("friend_added");

        await _ada.Send(HttpMethod.Put, "/api/v1/me/blocks/ben", null, HttpStatusCode.NoContent);

        await ben.Next("friend_removed");
        Assert.Equal("||", await Of(_ada));
        Assert.Equal("||", await Of(_ben));
        await _ada.Refuses(HttpMethod.Put, "/api/v1/friends/ben", null, HttpStatusCode.Forbidden, "forbidden");
        await ben.Refused("add_friend", new { user = "ada" }, "forbidden");
    }

    [Fact]
    public async Task Friends_are_others_who_exist()
    {
        await _ada.Refuses(HttpMethod.Put, "/api/v1/friends/ada", null, HttpStatusCode.BadRequest, "invalid", "user");
        await _ada.Refuses(HttpMethod.Put, "/api/v1/friends/nobody", null, HttpStatusCode.NotFound, "not_found");
        await _ada.Refuses(HttpMethod.Delete, "/api/v1/friends/nobody", null, HttpStatusCode.NotFound, "not_found");
        await using var ada = await LiveClient.Connect(_server.Address, _ada);
        await ada.Refused("remove_friend", new { }, "invalid", "user");
        await ada.Done("remove_friend", new { user = "ben" });
    }

    private static Task<JsonElement> Put(Someone someone, string user) =>
        someone.Send(HttpMethod.Put, $"/api/v1/friends/{user}", null, HttpStatusCode.OK);

    /// <summary>Friends, who has asked, and who was asked.</summary>
    private static async Task<string> Of(Someone someone)
    {
        var list = await someone.Get("/api/v1/friends");
        return string.Join('|', new[] { "friends", "incoming", "outgoing" }.Select(part =>
            string.Join(',', list.GetProperty(part).EnumerateArray().Select(person => person.Text("username")))));
    }
}

public sealed class FriendsOnSqlite() : FriendsSpecification(DatabaseKind.Sqlite);

public sealed class FriendsOnPostgres() : FriendsSpecification(DatabaseKind.Postgres);
