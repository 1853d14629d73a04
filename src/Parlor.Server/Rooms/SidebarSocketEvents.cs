using System.Text.Json;
using Parlor.Server.Realtime;

namespace Parlor.Server.Rooms;

/// <summary>A person's sidebar is another; told to their connections, which load it if they do not have it yet.</summary>
public sealed class SidebarChanged(long userId, long version) : OutgoingEvent
{
    public override string Type => "sidebar_changed";

    internal override void DeliverTo(LiveConnections connections) => connections.ToUser(userId, this);

    protected override byte[] Encode() =>
        JsonSerializer.SerializeToUtf8Bytes(new SidebarChangedBody(version), RoomsJson.Wire.SidebarChangedBody);
}

/// <summary>The sidebar over Socket.IO: <c>get_sidebar</c>, <c>arrange_sidebar</c>, <c>arrange_room</c>.</summary>
internal sealed class SidebarSocketEvents(ArrangeSidebar arrange, SidebarStore sidebars) : IClientEvents
{
    public void AddTo(ClientEvents events)
    {
        events.On("get_sidebar", RoomsJson.Wire.GetSidebarRequest, RoomsJson.Wire.SidebarAcknowledgement, async (connection, _) =>
            new SidebarAcknowledgement(await sidebars.Of(connection.UserId)));

        events.On("arrange_sidebar", RoomsJson.Wire.PutSidebarRequest, RoomsJson.Wire.SidebarAcknowledgement, async (connection, request) =>
            new SidebarAcknowledgement(await arrange.Put(connection.UserId, request.Version, request.Sections)));

        events.On("arrange_room", RoomsJson.Wire.ArrangeRoomRequest, RoomsJson.Wire.SidebarAcknowledgement, async (connection, request) =>
            new SidebarAcknowledgement(await arrange.Wish(
                connection.UserId, request.Room, new RoomWishes(request.Muted, request.Hidden, request.Favourite))));
    }
}

internal sealed record GetSidebarRequest;

internal sealed record ArrangeRoomRequest(string? Room, bool? Muted, bool? Hidden, bool? Favourite);

internal sealed record SidebarAcknowledgement(Sidebar Sidebar)
{
    public bool Ok { get; } = true;
}

internal sealed record SidebarChangedBody(long Version);
