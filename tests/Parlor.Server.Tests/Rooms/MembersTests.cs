using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Parlor.Server.Data;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Rooms;

public sealed class MembersOnSqliteTests() : MembersSpecification(DatabaseKind.Sqlite);

public sealed class MembersOnPostgresTests() : MembersSpecification(DatabaseKind.Postgres);

/// <summary>The members of a room in pages, of one so large that they are found by another way than those of a small one.</summary>
public abstract class MembersSpecification(DatabaseKind database) : IAsyncLifetime
{
    private const int Crowd = 700;

    private TestServer _server = null!;
    private Someone _ada = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.Start(database);
        _ada = await _server.SignUp("ada");
        await _ada.Post("/api/v1/rooms", new { name = "large", visibility = "public" });
        await _ada.Post("/api/v1/rooms", new { name = "small", visibility = "public" });
        await Fill();
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData("large", Crowd)]
    [InlineData("small", 70)]
    public async Task Pages_have_everyone_once_in_the_order_of_their_names(string room, int count)
    {
        var expected = Enumerable.Range(0, Crowd).Where(i => i % (Crowd / count) == 0).Select(Name).Prepend("ada");
        Assert.Equal(expected, await Names(room, "limit=64"));
    }

    [Theory]
    [InlineData("large")]
    [InlineData("small")]
    public async Task A_search_finds_the_beginnings_of_usernames_and_of_words_in_display_names(string room)
    {
        Assert.Equal([Name(100)], await Names(room, "query=crowd-100"));
        Assert.Equal([Name(100)], await Names(room, "query=No.100"));
        Assert.Equal(await Names(room, "limit=200"), (await Names(room, "query=mem")).Prepend("ada"));
        Assert.Empty(await Names(room, "query=o.100"));
        Assert.Empty(await Names(room, "query=%25"));
    }

    private async Task<List<string>> Names(string room, string query)
    {
        var names = new List<string>();
        for (var cursor = ""; cursor is not null;)
        {
            var page = await _ada.Get($"/api/v1/rooms/{room}/members?{query}&cursor={cursor}");
            names.AddRange(page.GetProperty("members").EnumerateArray().Select(member => member.GetProperty("user").Text("username")!));
            cursor = page.Text("next");
        }

        return names;
    }

    /// <summary>Everyone is in the large room, every tenth in the small one.</summary>
    private Task Fill() => _server.Services.GetRequiredService<Db>().Write(transaction =>
    {
        foreach (var i in Enumerable.Range(0, Crowd))
        {
            var display = string.Create(CultureInfo.InvariantCulture, $"Member No.{i:D3}");
            transaction.Execute(
                """
                INSERT INTO users (id, username, display_name, search_name, security_stamp, failed_log_ins, role, created_at)
                VALUES ($1, $2, $3, $4, '', 0, 'member', 0)
                """,
                i + 1L, Name(i), display, display.ToLowerInvariant());
            Join(transaction, "large", i + 1L);
            if (i % 10 == 0)
                Join(transaction, "small", i + 1L);
        }
    });

    private static void Join(WriteTransaction transaction, string room, long userId)
    {
        var roomId = transaction.QueryNumber("UPDATE rooms SET member_count = member_count + 1 WHERE name = $1 RETURNING id", room);
        transaction.Execute(
            "INSERT INTO memberships (room_id, user_id, role, joined_at, last_read_seq) VALUES ($1, $2, 'member', 0, 0)", roomId, userId);
    }

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"crowd-{number:D3}");
}
