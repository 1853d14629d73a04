using System.Text.Json;
using Parlor.Server.Realtime;
using Parlor.Server.Rooms;

namespace Parlor.Server.Terminal.RoomProcesses;

/// <summary>
/// What may be called through a room's own port: the events of that room. Everything else is refused before any feature sees it, so that
/// a feature that is added is not reachable there until it is named here.
/// </summary>
internal sealed class RoomEventsAllowed(RoomAccess access)
{
    private static readonly HashSet<string> OfOneRoom = new(StringComparer.Ordinal)
    {
        "join_room", "leave_room", "send_message", "edit_message", "delete_message", "typing", "mark_read", "add_reaction",
        "remove_reaction", "report_message", "explain_access", "update_room", "put_member", "remove_member", "give_voice",
        "take_voice", "ban_member", "unban_member", "get_bans", "time_out_member", "end_timeout", "get_timeouts",
    };

    /// <exception cref="Problem"><c>forbidden</c>: no event of a room; <c>not_found</c>: of another room.</exception>
    public void Require(long userId, long roomId, ClientCall call)
    {
        // How busy the client is says nothing of any room.
        if (call.Name is "activity")
            return;
        var isSync = call.Name is "sync";
        if (!isSync && !OfOneRoom.Contains(call.Name))
            throw Problem.Forbidden("This port is for one room alone, and that is not of a room.");
        foreach (var room in isSync ? RoomsOf(call) : RoomOf(call))
        {
            if (access.RequireVisible(userId, room).Id != roomId)
                throw Problem.NotFound("There is no such room here.");
        }
    }

    /// <summary>Calls that are no such objects are refused by whoever handles them.</summary>
    private static List<string?> RoomOf(ClientCall call)
    {
        using var document = Parse(call);
        // A name that is there twice is two rooms: each must be this one.
        return document?.RootElement is { ValueKind: JsonValueKind.Object } body
            ? [.. body.EnumerateObject().Where(IsNamed("room")).Select(property => property.Value.ValueKind == JsonValueKind.String ? property.Value.GetString() : null)]
            : [];
    }

    private static List<string?> RoomsOf(ClientCall call)
    {
        using var document = Parse(call);
        return document?.RootElement is { ValueKind: JsonValueKind.Object } body
            ? [.. body.EnumerateObject().Where(IsNamed("rooms")).Where(property => property.Value.ValueKind == JsonValueKind.Object)
                .SelectMany(property => property.Value.EnumerateObject()).Select(room => room.Name)]
            : [];
    }

    /// <summary>Names are read as the features read them: without regard to case.</summary>
    private static Func<JsonProperty, bool> IsNamed(string name) =>
        property => string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase);

    private static JsonDocument? Parse(ClientCall call)
    {
        try
        {
            return call.Data is { } data ? JsonDocument.Parse(data) : null;
        }
        catch (JsonException)
        {
            throw Problem.Invalid("data", "The event carries no JSON.");
        }
    }
}
