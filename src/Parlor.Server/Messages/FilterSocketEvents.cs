using Parlor.Server.Realtime;

namespace Parlor.Server.Messages;

/// <summary>
/// Filters and what they hold, over Socket.IO: <c>list_filters</c>, <c>add_filter</c>, <c>remove_filter</c> (without a room, those of the
/// server), <c>list_held_messages</c>, <c>release_held_message</c>, <c>reject_held_message</c>.
/// </summary>
internal sealed class FilterSocketEvents(ManageFilters filters, DecideHeldMessage decide) : IClientEvents
{
    public void AddTo(ClientEvents events)
    {
        events.On("list_filters", MessagesJson.Wire.FilterRequest, MessagesJson.Wire.FiltersAcknowledgement, async (connection, request) =>
            new FiltersAcknowledgement(await filters.List(connection.UserId, request.Room)));

        events.On("add_filter", MessagesJson.Wire.FilterRequest, MessagesJson.Wire.FilterAcknowledgement, async (connection, request) =>
            new FilterAcknowledgement(await filters.Add(connection.UserId, request.Room, request.Pattern, request.Action)));

        events.On("remove_filter", MessagesJson.Wire.FilterRequest, RealtimeJson.Wire.DoneAnswer, async (connection, request) =>
        {
            await filters.Remove(connection.UserId, request.Room, request.Filter);
            return DoneAnswer.Instance;
        });

        events.On("list_held_messages", MessagesJson.Wire.HeldRequest, MessagesJson.Wire.HeldListAcknowledgement, async (connection, request) =>
            new HeldListAcknowledgement(await decide.List(connection.UserId, request.Room)));

        events.On("release_held_message", MessagesJson.Wire.HeldRequest, MessagesJson.Wire.SentAnswer, async (connection, request) =>
            new SentAnswer(await decide.Release(connection.UserId, request.Room, request.Held)));

        events.On("reject_held_message", MessagesJson.Wire.HeldRequest, RealtimeJson.Wire.DoneAnswer, async (connection, request) =>
        {
            await decide.Reject(connection.UserId, request.Room, request.Held);
            return DoneAnswer.Instance;
        });
    }
}

internal sealed record FilterRequest(string? Room, string? Filter, string? Pattern, FilterAction? Action);

internal sealed record HeldRequest(string? Room, string? Held);

internal sealed record FilterAcknowledgement(WordFilter Filter)
{
    public bool Ok { get; } = true;
}

internal sealed record FiltersAcknowledgement(IReadOnlyList<WordFilter> Filters)
{
    public bool Ok { get; } = true;
}

internal sealed record HeldListAcknowledgement(IReadOnlyList<HeldMessage> Held)
{
    public bool Ok { get; } = true;
}
