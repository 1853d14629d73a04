using System.Globalization;
using System.Text.Json;

namespace Parlor.Cli.Chat;

/// <summary>
/// What a person does on the screen, and what follows from what happens: opening rooms, loading what was said, reading. All of it
/// runs on the <see cref="Loop"/>.
/// </summary>
internal sealed class ChatSession(ChatClient client, ChatModel model, ChatApi api, ChatView view, Scroll scroll, TimeProvider clock, CancellationToken cancel)
{
    private const int PageSize = 60;

    /// <summary>The server's bound for the people whom a connection watches.</summary>
    private const int MostWatched = 500;

    private readonly HashSet<string> _lookedUp = new(StringComparer.Ordinal);
    private readonly HashSet<Room> _loading = [];
    private Room? _entered;

    public ChatModel Model => model;

    public ChatView View => view;

    public Writing Writing { get; } = new(client, model, view, clock, cancel);

    public Activity Activity { get; } = new(client, model, clock, cancel);

    /// <summary>Tells the person something of several lines, in the room that they look at.</summary>
    public void Say(string text)
    {
        scroll.ToEnd();
        if (model.Current is { } room)
            room.Note(text, clock.GetUtcNow());
        else
            view.Board = text;
    }

    /// <summary>Calls for something of a command, and shows why it did not work.</summary>
    public async Task Try(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (ChatProblem problem)
        {
            view.Notice = Harmless.Line(problem.Message);
        }
        catch (OperationCanceledException)
        {
            // The program ends.
        }
    }

    public Task<JsonElement> Call(string name, object body) => client.Call(name, body, cancel);

    public Task<JsonElement> Http(HttpMethod method, string path, object? body = null) => api.Send(method, path, body, cancel);

    /// <summary>Takes what the client tells.</summary>
    /// <param name="first">The room to begin in, when the first connection is there.</param>
    public void Apply(ChatUpdate update, string? first)
    {
        var begins = update is Connected && model.Current is null;
        model.Apply(update);
        switch (update)
        {
            case Connected when begins:
                _ = Try(() => Begin(first));
                break;
            case Connected or RoomReset:
                _ = Try(Enter);
                break;
            case Happened { Body: var body } when body.Has("seq") && body.Has("type") && model.Find(body.Text("room")) is null:
                _ = Try(() => LookUp(body.Text("room")));
                break;
            case Happened { Name: "join_room_announcement", Body: var body } when string.Equals(body.Text("room"), model.Current?.Id, StringComparison.Ordinal):
                _ = Try(Watch);
                break;
        }

        if (model.Current != _entered && model.Current is not null && !begins)
            _ = Try(Enter);
    }

    public void Open(Room room)
    {
        // What was begun in a room waits there.
        if (model.Current is { } before && before != room)
        {
            before.Draft = view.Written;
            view.Propose(room.Draft);
        }

        model.Open(room);
        scroll.ToEnd();
        _ = Try(Enter);
    }

    /// <summary>Opens the room so many places below in the sidebar; above, if negative.</summary>
    public void Step(int places)
    {
        var at = model.Current is { } current ? model.Rooms.ToList().IndexOf(current) : 0;
        if (model.Rooms.Count > 0)
            Open(model.Rooms[(at + places + model.Rooms.Count) % model.Rooms.Count]);
    }

    /// <summary>The next room in which something is unread, if there is one.</summary>
    public void NextUnread()
    {
        var others = model.Rooms.Where(room => room != model.Current).ToList();
        var unread = others.Find(room => room.Mentions > 0) ?? others.Find(room => room.Unread > 0);
        if (unread is not null)
            Open(unread);
    }

    /// <summary>Finds the room of a name, and enters it if it is open to all.</summary>
    public async Task Join(string name) => Open(await PlainRoom.Enter(client, model, name, cancel));

    public void Send(string text, long? replyTo = null, Room? into = null)
    {
        if ((into ?? model.Current) is not { } room)
        {
            view.Notice = "You are in no room: /join NAME enters one.";
            return;
        }

        scroll.ToEnd();
        _ = Writing.Post(room, new OutgoingMessage(room.Id, Shortcodes.Replaced(text), replyTo));
    }

    /// <summary>What is in view is read.</summary>
    public void Read()
    {
        if (model is not { IsConnected: true, Current: { IsLoaded: true } room } || !scroll.IsAtEnd || Activity.IsIdle || room.LastReadSeq >= room.LastSeq)
            return;
        room.ReadTo(room.LastSeq);
        _ = client.Tell("mark_read", new { room = room.Id, seq = room.LastSeq }, cancel);
    }

    /// <summary>Loads what lies before the part that is loaded, if anything does: at least something that is shown.</summary>
    public async Task LoadOlder(Room room)
    {
        if ((room.IsLoaded && !room.HasBefore) || !_loading.Add(room))
            return;
        try
        {
            var before = room.Entries.Count;
            do
                room.Load(await api.Get($"/rooms/{room.Id}/events?before={room.FirstSeq.ToString(CultureInfo.InvariantCulture)}&limit={PageSize}", cancel));
            while (room.HasBefore && room.Entries.Count < before + (PageSize / 2));
        }
        finally
        {
            _loading.Remove(room);
        }
    }

    /// <summary>Gets a page of the room's people: for completion, and to see who is there.</summary>
    public async Task LoadPeople(Room room)
    {
        var page = await api.Get($"/rooms/{room.Id}/members?limit=200", cancel);
        foreach (var person in page.Items("members").Select(member => Person.From(member.Member("user"))))
            room.People[person.Id] = person;
        await Watch();
    }

    private async Task Begin(string? first)
    {
        var opened = first is null
            ? model.Rooms.FirstOrDefault(room => room.Unread > 0) ?? (model.Rooms.Count > 0 ? model.Rooms[0] : null)
            : await PlainRoom.Enter(client, model, first, cancel);
        if (opened is not null)
            Open(opened);
    }

    /// <summary>The room that is open now is loaded, and its people are watched.</summary>
    private async Task Enter()
    {
        if ((_entered = model.Current) is not { } room)
            return;
        if (!room.IsLoaded)
            await LoadOlder(room);
        await LoadPeople(room);
    }

    private async Task Watch()
    {
        var people = model.Rooms.Select(room => room.Other?.Id).OfType<string>()
            .Concat(model.Current?.People.Keys.ToList() ?? []).Distinct(StringComparer.Ordinal).Take(MostWatched).ToList();
        model.SetPresence(await Call("watch_presence", new { users = people }));
    }

    /// <summary>Something happened in a room that is not known: somebody opened a conversation, or joined from elsewhere.</summary>
    private async Task LookUp(string id)
    {
        if (!_lookedUp.Add(id))
            return;
        try
        {
            model.Put((await api.Get($"/rooms/{id}", cancel)).Member("room"));
        }
        catch (ChatProblem gone) when (gone.Code is "not_found" or "forbidden")
        {
            // It was left meanwhile: by this very event, perhaps.
        }
        finally
        {
            _lookedUp.Remove(id);
        }
    }
}
