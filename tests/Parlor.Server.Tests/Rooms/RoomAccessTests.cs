using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Parlor.Server.Data;
using Parlor.Server.Rooms;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Rooms;

/// <summary>Rooms of which it is known beforehand that somebody will ask for them.</summary>
public abstract class RoomAccessSpecification(DatabaseKind database) : IAsyncLifetime
{
    private TestServer _server = null!;
    private Someone _ada = null!;

    private RoomAccess Access => _server.Services.GetRequiredService<RoomAccess>();

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.Start(database);
        _ada = await _server.SignUp("ada");
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task What_was_prepared_by_name_or_id_is_not_read_again()
    {
        var names = Enumerable.Range(0, 70).Select(i => $"room-{i}").ToArray();
        foreach (var name in names)
            await MakeRoom(name, "public");
        var byId = await MakeRoom("by-id", "private");
        string[] references = [.. names, "ROOM-0", byId, "nowhere", "\0", "\ud800", new string('x', 1_000)];
        await Access.Prepare(IdOf(_ada), references);

        await ChangeUnseen();
        foreach (var reference in names.Append("ROOM-0").Append(byId))
            Assert.Equal(0, Access.RequireVisible(IdOf(_ada), reference).SlowModeSeconds);
        Assert.Equal(7, Access.RequireVisible(IdOf(_ada), "by-id").SlowModeSeconds);
    }

    [Fact]
    public async Task Preparing_shows_nobody_a_room_that_they_may_not_see()
    {
        var ben = IdOf(await _server.SignUp("ben"));
        await MakeRoom("lobby", "public");
        await MakeRoom("board", "private");
        await MakeRoom("attic", "private");
        await Access.Prepare(ben, ["lobby", "board", "attic"]);
        Assert.Equal("lobby", Access.RequireVisible(ben, "lobby").Name);
        foreach (var hidden in new[] { "board", "attic" })
            Assert.Equal(ProblemCode.NotFound, Assert.Throws<Problem>(() => Access.RequireVisible(ben, hidden)).Code);
    }

    [Fact]
    public async Task What_changes_afterwards_counts()
    {
        var ben = await _server.SignUp("ben");
        await MakeRoom("lobby", "public");
        await MakeRoom("games", "public");
        await Access.Prepare(IdOf(ben), ["lobby", "games"]);
        await ben.Send(HttpMethod.Put, "/api/v1/rooms/lobby/members/ben", new { }, System.Net.HttpStatusCode.Created);
        Assert.NotNull(Access.RequireVisible(IdOf(ben), "lobby").Role);
        Assert.Null(Access.RequireVisible(IdOf(ben), "games").Role);
    }

    private async Task<string> MakeRoom(string name, string visibility) =>
        (await _ada.Post("/api/v1/rooms", new { name, visibility })).GetProperty("room").Text("id")!;

    /// <summary>Changes all rooms behind the back of whoever keeps them in memory.</summary>
    private Task ChangeUnseen() =>
        _server.Services.GetRequiredService<Db>().Write(transaction => transaction.Execute("UPDATE rooms SET slow_mode_seconds = $1", 7L));

    private static long IdOf(Someone someone) => long.Parse(someone.Id, CultureInfo.InvariantCulture);
}

public sealed class RoomAccessOnSqlite() : RoomAccessSpecification(DatabaseKind.Sqlite);

public sealed class RoomAccessOnPostgres() : RoomAccessSpecification(DatabaseKind.Postgres);
