using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Parlor.Server.Accounts;
using Parlor.Server.Rooms;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Accounts;

/// <summary>People without an account; every database must do the same.</summary>
public abstract class GuestEntranceSpecification(DatabaseKind database) : IAsyncLifetime
{
    private static readonly Client Nearby = new(IPAddress.Loopback, "Line chat");

    private TestServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await TestServer.Start(database);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_guest_has_a_marked_name_and_joins_public_rooms_alone()
    {
        var ada = await MakeRooms();
        var guest = await Guests.Enter("  Grace ", Nearby);

        Assert.Equal(("Grace (guest)", Role.Guest), (guest.User.DisplayName, guest.User.Role));
        Assert.Equal(["lobby"], (await Get<RoomDirectory>().Page(guest.User.Id, "", "", "", 10)).Rooms.Select(room => room.Name));
        var lobby = await Get<JoinRoom>().Join(guest.User.Id, "lobby");
        Assert.Equal(RoomRole.Guest, lobby.Role);
        await Assert.ThrowsAsync<Problem>(() => Get<JoinRoom>().Join(guest.User.Id, "secret"));
        await Assert.ThrowsAsync<Problem>(() => Get<CreateRoom>().Execute(guest.User.Id, new RoomDetails("mine", "", "", Visibility.Public)));
        Assert.Equal(2, (await ada.Get("/api/v1/rooms/lobby/members")).GetProperty("members").GetArrayLength());
    }

    [Fact]
    public async Task A_guest_who_goes_leaves_rooms_as_they_were()
    {
        var ada = await MakeRooms();
        var guest = await Guests.Enter("Grace", Nearby);
        await Get<JoinRoom>().Join(guest.User.Id, "lobby");
        await ada.Send(HttpMethod.Put, $"/api/v1/rooms/lobby/members/{guest.User.Username}", new { role = "owner" }, HttpStatusCode.OK);
        await ada.Send(HttpMethod.Delete, "/api/v1/rooms/lobby/members/ada", null, HttpStatusCode.NoContent);

        await Guests.Leave(guest.User.Id);
        await Guests.Leave(guest.User.Id);
        Assert.Equal(0, (await ada.Get("/api/v1/rooms/lobby")).GetProperty("room").Number("memberCount"));
        Assert.Equal("Grace (guest)", Get<People>().Get(guest.User.Id).DisplayName);
        Assert.Empty((await ada.Get("/api/v1/users?query=grace")).GetProperty("users").EnumerateArray());
        Assert.False(Get<Sessions>().IsOpen(guest.Session.SessionId));
    }

    [Fact]
    public async Task A_guest_is_nobodys_first_account_and_keeps_the_mark()
    {
        var guest = await Guests.Enter("Grace", Nearby);
        var ada = await _server.SignUp("ada");
        Assert.Equal("owner", (await ada.Get("/api/v1/me")).GetProperty("user").Text("role"));

        await Guests.Rename(guest.User.Id, "Ada (GUEST)");
        Assert.Equal("Ada (guest)", Get<People>().Get(guest.User.Id).DisplayName);
        await Assert.ThrowsAsync<Problem>(() => Guests.Rename(guest.User.Id, " (guest)"));
        await Assert.ThrowsAsync<Problem>(() => Guests.Rename(long.Parse(ada.Id, System.Globalization.CultureInfo.InvariantCulture), "x"));
        await Assert.ThrowsAsync<Problem>(() => Get<ChangeProfile>().Execute(guest.User.Id, new ProfileChange { DisplayName = "Ada" }));
        await Guests.Leave(long.Parse(ada.Id, System.Globalization.CultureInfo.InvariantCulture));
        await ada.Get("/api/v1/me");
    }

    [Fact]
    public async Task Guests_whom_a_stop_cut_off_are_gone_after_the_next_start()
    {
        await MakeRooms();
        var guest = await Guests.Enter("Grace", Nearby);
        await Get<JoinRoom>().Join(guest.User.Id, "lobby");

        await _server.Restart();
        Assert.False(Get<RoomAccess>().IsMember(guest.User.Id, Get<RoomAccess>().RequireVisible(guest.User.Id, "lobby").Id));
        Assert.False(Get<Sessions>().IsOpen(guest.Session.SessionId));
    }

    private GuestEntrance Guests => Get<GuestEntrance>();

    private T Get<T>()
        where T : notnull =>
        _server.Services.GetRequiredService<T>();

    private async Task<Someone> MakeRooms()
    {
        var ada = await _server.SignUp("ada");
        await ada.Post("/api/v1/rooms", new { name = "lobby", visibility = "public" });
        await ada.Post("/api/v1/rooms", new { name = "secret", visibility = "private" });
        return ada;
    }
}

public sealed class SqliteGuestEntranceTests() : GuestEntranceSpecification(DatabaseKind.Sqlite);

public sealed class PostgresGuestEntranceTests() : GuestEntranceSpecification(DatabaseKind.Postgres);
