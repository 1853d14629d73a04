using System.Text.Json;
using Parlor.Server.Rooms;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Rooms;

/// <summary>Somebody who tries things in a room, where <c>gil</c> is a guest and <c>eve</c> is not yet a member.</summary>
/// <param name="Server">Where.</param>
/// <param name="Person">Who tries.</param>
/// <param name="Live">Their connection.</param>
/// <param name="Room">In which room.</param>
/// <param name="Other">Somebody else who posts there: <c>gil</c>, or in a direct conversation the one who began it.</param>
internal sealed record Trial(TestServer Server, Someone Person, LiveClient Live, string Room, Someone Other)
{
    /// <summary>Has the other say something, and gives its number.</summary>
    public async Task<long> Hear() => (await HearMessage()).Number("seq");

    /// <summary>Has the other say something, and gives the message.</summary>
    public async Task<JsonElement> HearMessage() =>
        (await Other.Post($"/api/v1/rooms/{Room}/messages", new { text = "hi", clientId = $"{Guid.NewGuid()}" })).GetProperty("message");

    public Task<string> Http(HttpMethod method, string path, object? body = null) =>
        Person.Outcome(method, $"/api/v1/rooms/{Room}{path}", body);
}

/// <summary>A call that takes a permission, through one gateway.</summary>
/// <param name="Permission">What it takes.</param>
/// <param name="Name">The call, for the report.</param>
/// <param name="Do">Makes it, and says what came of it.</param>
internal sealed record GatewayCall(RoomPermission Permission, string Name, Func<Trial, Task<string>> Do)
{
    /// <summary>The room is prepared so, by its owner, before the call.</summary>
    public object? Setting { get; init; }

    /// <summary>Whether it is of a text protocol, which says in words for people why something is refused.</summary>
    public bool IsInWords { get; init; }

    /// <summary>Whether it is for members, whoever else may do the same elsewhere.</summary>
    public bool IsForMembers { get; init; }

    /// <summary>Whether it names the room, as conversations cannot be.</summary>
    public bool IsByName { get; init; }

    public override string ToString() => $"{Permission}: {Name}";
}

/// <summary>Every call that takes a permission, through every gateway. A new one goes here.</summary>
internal static class GatewayCalls
{
    /// <summary>Permissions that nothing asks for yet; whoever builds what they allow takes them off this list.</summary>
    public static readonly RoomPermission[] WithoutCall =
    [
        RoomPermission.MentionEveryone, RoomPermission.Call, RoomPermission.Pin,
    ];

    private static readonly object AnnounceOnly = new { announceOnly = true };

    public static readonly GatewayCall[] All =
    [
        Http(RoomPermission.Post, HttpMethod.Post, "/messages", new { text = "hi", clientId = "1" }),
        Live(RoomPermission.Post, "send_message", room => new { room, text = "hi", clientId = "1" }),
        Live(RoomPermission.Post, "typing", room => new { room }),
        // They take timeout as well, which the same roles have.
        Http(RoomPermission.PostAnnouncements, HttpMethod.Put, "/members/gil/voice"),
        Http(RoomPermission.PostAnnouncements, HttpMethod.Delete, "/members/gil/voice"),
        Live(RoomPermission.PostAnnouncements, "give_voice", room => new { room, user = "gil" }),
        Live(RoomPermission.PostAnnouncements, "take_voice", room => new { room, user = "gil" }),
        Http(RoomPermission.PostAnnouncements, HttpMethod.Post, "/messages", new { text = "hi", clientId = "1" }) with { Setting = AnnounceOnly },
        Live(RoomPermission.PostAnnouncements, "send_message", room => new { room, text = "hi", clientId = "1" }) with { Setting = AnnounceOnly },
        Http(RoomPermission.AddPeople, HttpMethod.Put, "/members/eve", new { }),
        Live(RoomPermission.AddPeople, "put_member", room => new { room, user = "eve" }),
        Http(RoomPermission.Invite, HttpMethod.Post, "/invitations", new { }),
        Live(RoomPermission.Invite, "create_invitation", room => new { room }),
        Http(RoomPermission.EditRoom, HttpMethod.Patch, "", new { topic = "New" }),
        Live(RoomPermission.EditRoom, "update_room", room => new { room, change = new { description = "New" } }),
        Http(RoomPermission.ManageRoom, HttpMethod.Patch, "", new { slowModeSeconds = 5 }),
        Http(RoomPermission.ManageRoom, HttpMethod.Patch, "", new { name = "another-name" }),
        Http(RoomPermission.ManageRoom, HttpMethod.Patch, "", new { archived = true }),
        Live(RoomPermission.ManageRoom, "update_room", room => new { room, change = new { announceOnly = true } }),
        Http(RoomPermission.ManageFilters, HttpMethod.Post, "/filters", new { pattern = "word", action = "warn" }),
        Live(RoomPermission.ManageFilters, "add_filter", room => new { room, pattern = "word", action = "warn" }),
        Http(RoomPermission.ManageRoles, HttpMethod.Put, "/members/gil", new { role = "member" }),
        Http(RoomPermission.ManageRoles, HttpMethod.Post, "/roles", new { name = "New", rank = "guest", permissions = Array.Empty<string>() }),
        Live(RoomPermission.ManageRoles, "put_member", room => new { room, user = "gil", role = "member" }),
        Live(RoomPermission.ManageRoles, "add_role", room => new { room, name = "New", rank = "guest", permissions = Array.Empty<string>() }),
        AboutMessage(RoomPermission.React, "PUT …/reactions", (trial, seq) =>
            trial.Http(HttpMethod.Put, $"/messages/{seq}/reactions/{Uri.EscapeDataString("👍")}")),
        AboutMessage(RoomPermission.React, "add_reaction", (trial, seq) =>
            trial.Live.Outcome("add_reaction", new { room = trial.Room, seq, emoji = "👍" })),
        AboutMessage(RoomPermission.DeleteMessages, "DELETE …/messages", (trial, seq) => trial.Http(HttpMethod.Delete, $"/messages/{seq}")),
        AboutMessage(RoomPermission.DeleteMessages, "delete_message", (trial, seq) =>
            trial.Live.Outcome("delete_message", new { room = trial.Room, seq })),
        Http(RoomPermission.DeleteMessages, HttpMethod.Post, "/purges", new { user = "gil" }),
        Live(RoomPermission.DeleteMessages, "purge_messages", room => new { room, user = "gil" }),
        Http(RoomPermission.Kick, HttpMethod.Delete, "/members/gil"),
        Live(RoomPermission.Kick, "remove_member", room => new { room, user = "gil" }),
        Http(RoomPermission.Ban, HttpMethod.Put, "/bans/gil", new { }),
        Http(RoomPermission.Ban, HttpMethod.Get, "/bans"),
        Live(RoomPermission.Ban, "ban_member", room => new { room, user = "eve" }),
        Live(RoomPermission.Ban, "get_bans", room => new { room }),
        Http(RoomPermission.Timeout, HttpMethod.Put, "/timeouts/gil", new { seconds = 60 }),
        Http(RoomPermission.Timeout, HttpMethod.Get, "/timeouts"),
        Live(RoomPermission.Timeout, "time_out_member", room => new { room, user = "gil", seconds = 60 }),
        Live(RoomPermission.Timeout, "get_timeouts", room => new { room }),
        Http(RoomPermission.HandleReports, HttpMethod.Get, "/reports"),
        Live(RoomPermission.HandleReports, "get_reports", room => new { room }),
        Http(RoomPermission.SeeAudit, HttpMethod.Get, "/audit"),
        Live(RoomPermission.SeeAudit, "get_audit", room => new { room }),
        Http(RoomPermission.HandOver, HttpMethod.Post, "/owner", new { user = "gil" }),
        Live(RoomPermission.HandOver, "hand_over_room", room => new { room, user = "gil" }),
        new(RoomPermission.Leave, "DELETE /rooms/…/members/me", trial => trial.Http(HttpMethod.Delete, $"/members/{trial.Person.Id}")),
        Live(RoomPermission.Leave, "leave_room", room => new { room }),
        Http(RoomPermission.ConvertGroup, HttpMethod.Post, "/convert", new { name = "by-http", visibility = "private" }),
        Live(RoomPermission.ConvertGroup, "convert_group", room => new { room, name = "by-socket", visibility = "private" }),
        Http(RoomPermission.DeleteRoom, HttpMethod.Delete, ""),
        Live(RoomPermission.DeleteRoom, "delete_room", room => new { room }),
        .. LineCalls.All,
        .. IrcCalls.All,
    ];

    private static GatewayCall Http(RoomPermission permission, HttpMethod method, string path, object? body = null) =>
        new(permission, $"{method} /rooms/…{path}", trial => trial.Http(method, path, body));

    private static GatewayCall AboutMessage(RoomPermission permission, string name, Func<Trial, long, Task<string>> call) =>
        new(permission, name, async trial => await call(trial, await trial.Hear()));

    private static GatewayCall Live(RoomPermission permission, string name, Func<string, object> body) =>
        new(permission, name, trial => trial.Live.Outcome(name, body(trial.Room)));
}
