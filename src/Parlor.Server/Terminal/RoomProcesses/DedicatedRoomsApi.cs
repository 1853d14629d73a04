using System.Text.Json.Serialization;
using Parlor.Server.Administration;
using Parlor.Server.Http;

namespace Parlor.Server.Terminal.RoomProcesses;

/// <summary>Rooms with a process of their own, over HTTP.</summary>
internal static class DedicatedRoomsApi
{
    public static void MapDedicatedRooms(this WebApplication app)
    {
        var rooms = app.MapAdmin().MapGroup("/dedicated-rooms");

        rooms.MapGet("/", async (HttpContext context, ManageDedicatedRooms manage, CancellationToken cancel) =>
                TypedResults.Ok(new DedicatedRoomsAnswer(await manage.List(context.Administrator(), cancel))))
            .WithName("getDedicatedRooms").WithSummary("Rooms with a port and a process of their own, and how those are.");

        rooms.MapPut("/{room}", async (HttpContext context, ManageDedicatedRooms manage, string room, DedicatedRoomRequest request) =>
            {
                await manage.Put(context.Administrator(), room, request.Listen);
                return TypedResults.NoContent();
            })
            .WithName("putDedicatedRoom").WithSummary("Gives a room a port and a process of its own, or another port.")
            .WithProblems(
                StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status413PayloadTooLarge);

        rooms.MapDelete("/{room}", async (HttpContext context, ManageDedicatedRooms manage, string room) =>
            {
                await manage.Delete(context.Administrator(), room);
                return TypedResults.NoContent();
            })
            .WithName("deleteDedicatedRoom").WithSummary("Takes a room's own port and process away; the room stays.")
            .WithProblems(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);
    }
}

/// <param name="Listen">Where: <c>localhost:5101</c>, <c>*:5101</c>, an address and a port, or a port of this machine.</param>
internal sealed record DedicatedRoomRequest(string? Listen);

internal sealed record DedicatedRoomsAnswer(IReadOnlyList<DedicatedRoom> Rooms);

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(DedicatedRoomsAnswer))]
[JsonSerializable(typeof(DedicatedRoomRequest))]
internal sealed partial class RoomProcessesJson : JsonSerializerContext
{
    public static RoomProcessesJson Wire { get; } = new(WireJson.Options());
}
