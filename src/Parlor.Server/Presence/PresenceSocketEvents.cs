using Parlor.Server.Realtime;

namespace Parlor.Server.Presence;

/// <summary>Presence over Socket.IO: <c>activity</c>, <c>watch_presence</c>, <c>choose_presence</c>.</summary>
internal sealed class PresenceSocketEvents(PresenceTracker tracker, WatchPresence watch, ChoosePresence choose) : IClientEvents
{
    public void AddTo(ClientEvents events)
    {
        events.On("activity", PresenceJson.Wire.ActivityRequest, RealtimeJson.Wire.DoneAnswer, (connection, request) =>
        {
            tracker.Report(connection, request.Idle ?? throw Problem.Invalid("idle", "idle is missing: true or false."));
            return ValueTask.FromResult(DoneAnswer.Instance);
        });

        events.On("watch_presence", PresenceJson.Wire.WatchRequest, PresenceJson.Wire.WatchAnswer, async (connection, request) =>
            new WatchAnswer(await watch.Watch(connection, request.Users)));

        events.On("choose_presence", PresenceJson.Wire.ChooseRequest, PresenceJson.Wire.ChosenAnswer, async (connection, request) =>
            new ChosenAnswer(await choose.Execute(connection.UserId, request.Mode, request.ShowLastSeen)));
    }
}

internal sealed record ActivityRequest(bool? Idle);

internal sealed record WatchRequest(IReadOnlyList<string?>? Users);

internal sealed record WatchAnswer(IReadOnlyList<PersonPresence> People)
{
    public bool Ok { get; } = true;
}

internal sealed record ChosenAnswer(PresenceChoice Presence)
{
    public bool Ok { get; } = true;
}
