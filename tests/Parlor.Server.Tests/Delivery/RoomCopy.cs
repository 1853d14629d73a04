using System.Text.Json;
using System.Text.Json.Nodes;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Delivery;

/// <summary>
/// What a client has of one room's log. An event about a message shows the message as it stood when the event was read, so the newest
/// event about it tells how it stands; all earlier ones then show the same. The copy grows by live events and by what <c>sync</c> answers; anything that a client must never
/// see (a gap, an event that differs from the one it had under that number) is remembered as a fault.
/// </summary>
/// <param name="room">The room's id.</param>
/// <param name="me">Whose client it is.</param>
internal sealed class RoomCopy(string room, string me)
{
    private readonly List<JsonElement> _log = [];
    private readonly SortedDictionary<long, JsonElement> _early = [];
    private readonly Dictionary<long, JsonObject> _messages = [];
    private long _lastLive;
    private bool _left;

    public string Room => room;

    public string? Fault { get; private set; }

    public long LastSeq => _log.Count;

    public long NewestMessage => _messages.Count == 0 ? 1 : _messages.Keys.Max();

    public IReadOnlyList<JsonElement> Log => [.. _log.Select(AsItStands)];

    /// <summary>Caught up with <c>sync</c> on this connection: from here on live events alone must keep the copy whole.</summary>
    public bool IsLive { get; private set; }

    /// <summary>Counts the times that following ended, so that an answer from before is known to be old.</summary>
    public int Version { get; private set; }

    /// <param name="happened">The event.</param>
    /// <param name="comesBack">It lets the person, who had left, back in.</param>
    public void OnLive(JsonElement happened, bool comesBack)
    {
        if (_left && !comesBack)
            Fault ??= $"an event came to somebody who had left: {happened}";
        _left = false;
        var seq = happened.GetProperty("seq").GetInt64();
        if (_lastLive != 0 && seq != _lastLive + 1)
            Fault ??= $"live event {seq} came after {_lastLive}";
        _lastLive = seq;
        Add(seq, happened);
        if (IsLive && _early.Count > 0)
            Fault ??= $"live event {seq} came where {LastSeq + 1} was due";
    }

    public void OnMissed(JsonElement events)
    {
        foreach (var happened in events.EnumerateArray())
            Add(happened.GetProperty("seq").GetInt64(), happened);
    }

    public void OnCaughtUp()
    {
        IsLive = true;
        if (_early.Count > 0)
            Fault ??= $"after sync, {_early.Keys.First()} is there and {LastSeq + 1} is not";
    }

    /// <summary>The person has left the room, on whichever device: nothing of it may come here any more.</summary>
    public void OnLeft()
    {
        OnDisconnected();
        _left = true;
    }

    /// <summary>Live events no longer come, and may have been missed.</summary>
    public void OnDisconnected()
    {
        _left = false;
        IsLive = false;
        Version++;
        _lastLive = 0;
        _early.Clear();
    }

    private void Add(long seq, JsonElement happened)
    {
        if (seq <= LastSeq)
        {
            if (!JsonElement.DeepEquals(WithState(_log[(int)seq - 1], null), WithState(happened, null)))
                Fault ??= $"two events {seq}: {_log[(int)seq - 1]} and {happened}";
            return;
        }

        _early[seq] = happened;
        while (_early.Remove(LastSeq + 1, out var next))
        {
            _log.Add(next);
            Take(next);
        }
    }

    private void Take(JsonElement happened)
    {
        if (happened.TryGetProperty("message", out var message))
        {
            var seq = message.Number("seq");
            var shown = JsonObject.Create(message)!;
            shown["reactions"] = WithMine(shown["reactions"]!.AsArray(), _messages.GetValueOrDefault(seq), null);
            _messages[seq] = shown;
        }
        else if (happened.TryGetProperty("messageSeq", out var reactedTo))
        {
            var shown = _messages[reactedTo.GetInt64()];
            shown["reactions"] = WithMine(JsonArray.Create(happened.GetProperty("reactions"))!, shown, happened);
        }
    }

    /// <summary>Whether a reaction is mine is said to those who ask, and not in what goes out live: then it is as it was, but for what I did.</summary>
    private JsonArray WithMine(JsonArray reactions, JsonObject? before, JsonElement? happened)
    {
        var fresh = reactions.DeepClone().AsArray();
        foreach (var reaction in fresh.Select(reaction => reaction!.AsObject()).Where(reaction => !reaction.ContainsKey("mine")))
        {
            var emoji = reaction["emoji"]!.GetValue<string>();
            var isMyDoing = happened is { } done && done.GetProperty("user").GetProperty("id").ValueEquals(me) && done.GetProperty("emoji").ValueEquals(emoji);
            reaction["mine"] = isMyDoing
                ? happened!.Value.GetProperty("type").ValueEquals("reaction_added")
                : before?["reactions"]!.AsArray().Any(was => was!["mine"]!.GetValue<bool>() && string.Equals(was["emoji"]!.GetValue<string>(), emoji, StringComparison.Ordinal)) ?? false;
        }

        return fresh;
    }

    private JsonElement AsItStands(JsonElement happened) =>
        happened.TryGetProperty("message", out var message) ? WithState(happened, _messages[message.Number("seq")])
        : happened.TryGetProperty("messageSeq", out var seq) ? WithState(happened, _messages[seq.GetInt64()])
        : happened;

    private static JsonElement WithState(JsonElement happened, JsonObject? message)
    {
        var changed = JsonObject.Create(happened)!;
        if (changed.ContainsKey("message"))
            changed["message"] = message?.DeepClone();
        if (changed.ContainsKey("reactions"))
            changed["reactions"] = message?["reactions"]!.DeepClone();
        return JsonSerializer.SerializeToElement(changed);
    }
}
