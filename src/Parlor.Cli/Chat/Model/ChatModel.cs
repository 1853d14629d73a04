using System.Text.Json;

namespace Parlor.Cli.Chat;

/// <summary>All that the client knows: rooms, what was said in them, who is there. It asks nobody and shows nothing.</summary>
internal sealed class ChatModel(Person me, TimeProvider clock)
{
    /// <summary>How long somebody is shown as typing, since they last did.</summary>
    private static readonly TimeSpan TypingShown = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, Room> _rooms = new(StringComparer.Ordinal);

    public Person Me { get; private set; } = me;

    /// <summary>Rooms by name, then conversations; the order of the sidebar, and of Alt+1 to Alt+9.</summary>
    public IReadOnlyList<Room> Rooms { get; private set; } = [];

    public Room? Current { get; private set; }

    /// <summary>What people are: <c>online</c>, <c>idle</c>, <c>dnd</c>; those who are left out are offline, or not watched.</summary>
    public Dictionary<string, string> Presence { get; } = new(StringComparer.Ordinal);

    public bool IsConnected { get; private set; }

    /// <summary>Why there is no connection.</summary>
    public string Trouble { get; private set; } = "";

    /// <summary>When the next attempt begins.</summary>
    public DateTimeOffset RetryAt { get; private set; }

    /// <summary>The room of that id or name; with <c>#</c> or <c>@</c> in front, or without. Null for none.</summary>
    public Room? Find(string name) => _rooms.GetValueOrDefault(name)
        ?? Rooms.FirstOrDefault(room => string.Equals(room.Label, name, StringComparison.OrdinalIgnoreCase))
        ?? Rooms.FirstOrDefault(room => string.Equals(room.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Comes to a room.</summary>
    public void Open(Room room)
    {
        if (Current != room)
            room.Enter();
        Current = room;
    }

    /// <summary>Takes over a room as the server describes it.</summary>
    public Room Put(JsonElement described)
    {
        var id = described.Text("id");
        if (!_rooms.TryGetValue(id, out var room))
            _rooms[id] = room = new Room(id);
        room.Describe(described);
        Sort();
        return room;
    }

    public void Apply(ChatUpdate update)
    {
        switch (update)
        {
            case Connected connected:
                IsConnected = true;
                Keep(connected.Rooms);
                break;
            case Lost lost:
                (IsConnected, Trouble, RetryAt) = (false, lost.Why, clock.GetUtcNow() + lost.RetryIn);
                break;
            case RoomReset reset:
                _rooms.GetValueOrDefault(reset.Room)?.Unload(reset.LastSeq);
                break;
            case RoomGone gone:
                Remove(gone.Room);
                break;
            case Happened happened:
                Apply(happened.Name, happened.Body);
                break;
        }
    }

    /// <summary>Who types in the current room now.</summary>
    public IReadOnlyList<Person> Typing() =>
        Current is null ? [] : [.. Current.Typing.Values.Where(typing => typing.Until > clock.GetUtcNow()).Select(typing => typing.Who)];

    private void Apply(string name, JsonElement body)
    {
        var room = _rooms.GetValueOrDefault(body.Text("room"));
        switch (name)
        {
            case "typing" when room is not null:
                var who = Person.From(body.Member("user"));
                room.Typing[who.Id] = (who, clock.GetUtcNow() + TypingShown);
                break;
            case "room_read":
                room?.ReadTo(body.Number("seq"));
                break;
            case "presence_changed":
                SetPresence(body);
                break;
            case "profile_changed":
                Rename(Person.From(body.Member("user")));
                break;
            case "room_deleted" or "removed_from_room":
                Remove(body.Text("room"));
                break;
            case "leave_room_announcement" when Me.Is(body.Member("user")):
                Remove(body.Text("room"));
                break;
            default:
                if (body.Has("seq") && body.Has("type"))
                    room?.Apply(name, body, Me);
                break;
        }
    }

    /// <summary>Takes over the presence of people who are watched.</summary>
    public void SetPresence(JsonElement people)
    {
        foreach (var person in people.Items("people"))
            Presence[person.Text("id")] = person.Text("state");
    }

    private void Rename(Person person)
    {
        if (Me.Is(person))
            Me = person;
        foreach (var room in _rooms.Values)
            room.Rename(person);
        Sort();
    }

    private void Keep(IReadOnlyList<JsonElement> rooms)
    {
        foreach (var gone in _rooms.Keys.Except(rooms.Select(room => room.Text("id")), StringComparer.Ordinal).ToList())
            Remove(gone);
        foreach (var room in rooms)
        {
            var id = room.Text("id");
            if (!_rooms.ContainsKey(id))
                _rooms[id] = new Room(id);
            _rooms[id].Describe(room);
        }

        Sort();
    }

    private void Remove(string id)
    {
        _rooms.Remove(id);
        Sort();
        if (string.Equals(Current?.Id, id, StringComparison.Ordinal))
            Current = Rooms.Count > 0 ? Rooms[0] : null;
    }

    private void Sort() => Rooms =
    [
        .. _rooms.Values.OrderBy(room => room.IsPublicPlace ? 0 : 1).ThenBy(room => room.Label, StringComparer.Ordinal),
    ];
}
