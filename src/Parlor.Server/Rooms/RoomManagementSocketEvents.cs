using Parlor.Server.Realtime;

namespace Parlor.Server.Rooms;

/// <summary>
/// What the HTTP side offers for managing rooms, over Socket.IO: <c>update_room</c>, <c>delete_room</c>, <c>hand_over_room</c>,
/// <c>put_member</c>, <c>remove_member</c>, <c>give_voice</c>, <c>take_voice</c>, <c>add_role</c>, <c>update_role</c>, <c>remove_role</c>, <c>explain_access</c>.
/// </summary>
internal sealed class RoomManagementSocketEvents(
    ChangeRoom change, HandOverRoom handOver, ManageMembers members, ChangeChannel channel, ManageRoles roles, ExplainAccess explain) : IClientEvents
{
    public void AddTo(ClientEvents events)
    {
        AddRoomEvents(events);
        AddMemberEvents(events);
        AddRoleEvents(events);
        events.On("explain_access", RoomsJson.Wire.AccessRequest, RoomsJson.Wire.AccessAcknowledgement, (connection, request) =>
            ValueTask.FromResult(new AccessAcknowledgement(
                explain.Execute(connection.UserId, request.Room, request.User, request.Action))));
    }

    private void AddRoomEvents(ClientEvents events)
    {
        events.On("update_room", RoomsJson.Wire.UpdateRoomEvent, RoomsJson.Wire.RoomAcknowledgement, async (connection, request) =>
            new RoomAcknowledgement(await change.Update(
                connection.UserId, request.Room, request.Change ?? throw Problem.Invalid("change", "change is missing."))));

        events.On("delete_room", RoomsJson.Wire.RoomRequest, RealtimeJson.Wire.DoneAnswer, async (connection, request) =>
        {
            await change.Delete(connection.UserId, request.Room);
            return DoneAnswer.Instance;
        });

        events.On("hand_over_room", RoomsJson.Wire.MemberRequest, RoomsJson.Wire.RoomAcknowledgement, async (connection, request) =>
            new RoomAcknowledgement(await handOver.Execute(connection.UserId, request.Room, request.User)));
    }

    private void AddMemberEvents(ClientEvents events)
    {
        events.On("put_member", RoomsJson.Wire.MemberRequest, RoomsJson.Wire.MemberAcknowledgement, async (connection, request) =>
        {
            var (member, _) = await members.Put(connection.UserId, request.Room, request.User, request.Role, request.CustomRole);
            return new MemberAcknowledgement(member);
        });

        events.On("remove_member", RoomsJson.Wire.MemberRequest, RealtimeJson.Wire.DoneAnswer, async (connection, request) =>
        {
            await members.Remove(connection.UserId, request.Room, request.User, request.Reason);
            return DoneAnswer.Instance;
        });

        AddVoice("give_voice", isVoiced: true);
        AddVoice("take_voice", isVoiced: false);

        void AddVoice(string name, bool isVoiced) =>
            events.On(name, RoomsJson.Wire.MemberRequest, RealtimeJson.Wire.DoneAnswer, async (connection, request) =>
            {
                await channel.GiveVoice(connection.UserId, request.Room, request.User, isVoiced);
                return DoneAnswer.Instance;
            });
    }

    private void AddRoleEvents(ClientEvents events)
    {
        events.On("add_role", RoomsJson.Wire.RoleRequest, RoomsJson.Wire.RoleAcknowledgement, async (connection, request) =>
            new RoleAcknowledgement(await roles.Add(connection.UserId, request.Room, request.Draft)));

        events.On("update_role", RoomsJson.Wire.RoleRequest, RoomsJson.Wire.RoleAcknowledgement, async (connection, request) =>
            new RoleAcknowledgement(await roles.Change(connection.UserId, request.Room, request.Role, request.Draft)));

        events.On("remove_role", RoomsJson.Wire.RoleRequest, RealtimeJson.Wire.DoneAnswer, async (connection, request) =>
        {
            await roles.Remove(connection.UserId, request.Room, request.Role);
            return DoneAnswer.Instance;
        });
    }
}

internal sealed record UpdateRoomEvent(string? Room, UpdateRoomRequest? Change);

internal sealed record MemberRequest(string? Room, string? User, RoomRole? Role, string? CustomRole, string? Reason);

internal sealed record RoleRequest(
    string? Room, string? Role, string? Name, RoomRole? Rank, IReadOnlyList<RoomPermission>? Permissions)
{
    internal RoleDraft Draft => new(Name, Rank, Permissions);
}

internal sealed record AccessRequest(string? Room, string? User, string? Action);

internal sealed record RoomAcknowledgement(Room Room)
{
    public bool Ok { get; } = true;
}

internal sealed record MemberAcknowledgement(Member Member)
{
    public bool Ok { get; } = true;
}

internal sealed record RoleAcknowledgement(CustomRole Role)
{
    public bool Ok { get; } = true;
}

internal sealed record AccessAcknowledgement(ExplainedAccess Access)
{
    public bool Ok { get; } = true;
}
