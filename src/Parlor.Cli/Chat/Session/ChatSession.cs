using System.Globalization;
using System.Text.Json;

namespace Parlor.Cli.Chat;

/// <summary>
/// What a person does on the screen, and what follows from what happens: opening rooms, loading what was said, sending, reading. All of it
/// runs on the <see cref="Loop"/>.
/// </summary>
internal sealed class ChatSession(ChatClient client, ChatModel model, ChatApi api, ChatView view, Scroll scroll, TimeProvider clock, CancellationToken cancel)
{
    private const int PageSize = 60;

    /// <summary>The server's bound for the people whom a connection watches.</summary>
    private const int MostWatched = 500;

    /// <summary>How often a good client says that its user types.</summary>
    private static readonly TimeSpan TypingEvery = TimeSpan.FromSeconds(3);

    /// <summary>Untouched for so long, the device is idle; touched, it says so again after a part of that.</summary>
    private static readonly TimeSpan IdleAfter = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ActiveEvery = TimeSpan.FromMinutes(3);

    private readonly HashSet<string> _lookedUp = new(StringComparer.Ordinal);
    private readonly HashSet<Room> _loading = [];
    private Room? _entered;
    private DateTimeOffset _typingSaid;
    private DateTimeOffset _touched = clock.GetUtcNow();
    private DateTimeOffset _activeSaid;
    private bool _idle;
    private int _unsent;
    private bool _leaving;
    private OutgoingMessage? _warnedAbout;

    public ChatModel Model => model;

    public ChatView View => view;

    /// <summary>Whether the person wants to leave.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Leaves, when what was written has been sent; at once, when asked for the second time.</summary>
    public void Quit()
    {
        IsOver = _unsent == 0 || _leaving;
        _leaving = true;
        view.Notice = "Waiting until what you wrote is sent; once more to leave without.";
    }

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
        _ = Post(room, new OutgoingMessage(room.Id, Shortcodes.Replaced(text), replyTo));
    }

    /// <summary>Sends once more what a filter has warned about.</summary>
    public void SendAnyway()
    {
        if (_warnedAbout is not { } message || model.Find(message.Room) is not { } room)
        {
            view.Notice = "There is nothing that a filter warned about.";
            return;
        }

        _warnedAbout = null;
        _ = Post(room, message with { Warned = true, ClientId = Guid.NewGuid().ToString() });
    }

    /// <summary>Somebody writes here: the others learn of it, and the device is not idle.</summary>
    public void Touched(bool typing)
    {
        var now = _touched = clock.GetUtcNow();
        if (!model.IsConnected)
            return;
        if (_idle || now - _activeSaid > ActiveEvery)
        {
            (_idle, _activeSaid) = (false, now);
            _ = Try(() => Call("activity", new { idle = false }));
        }

        if (!typing || model.Current is not { } room || now - _typingSaid < TypingEvery)
            return;
        _typingSaid = now;
        _ = Quietly(() => Call("typing", new { room = room.Id }));
    }

    /// <summary>Called once a second.</summary>
    public void Tick()
    {
        if (_idle || !model.IsConnected || clock.GetUtcNow() - _touched < IdleAfter)
            return;
        _idle = true;
        _ = Quietly(() => Call("activity", new { idle = true }));
    }

    /// <summary>What is in view is read.</summary>
    public void Read()
    {
        if (model is not { IsConnected: true, Current: { IsLoaded: true } room } || !scroll.IsAtEnd || _idle || room.LastReadSeq >= room.LastSeq)
            return;
        room.ReadTo(room.LastSeq);
        _ = Quietly(() => Call("mark_read", new { room = room.Id, seq = room.LastSeq }));
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

    private async Task Post(Room room, OutgoingMessage message)
    {
        var shown = new Message(0, model.Me, Harmless.Lines(message.Text), clock.GetUtcNow(), message.ClientId) { ReplyTo = message.ReplyTo };
        room.Sending(shown);
        _unsent++;
        try
        {
            var answer = await client.Send(message);
            if (answer.Has("held"))
                room.Failed(message.ClientId, "it waits until a moderator has looked at it.");
        }
        catch (ChatProblem refused)
        {
            if (refused.Code is "conflict")
                _warnedAbout = message;
            room.Failed(message.ClientId, Harmless.Line(refused.Message) + (refused.Code is "conflict" ? " /anyway sends it all the same." : ""));
            _leaving = false;
        }
        catch (OperationCanceledException)
        {
            // The program ends.
        }
        finally
        {
            _unsent--;
            IsOver |= _leaving && _unsent == 0;
        }
    }

    /// <summary>Does what nobody needs to hear of when it fails.</summary>
    private static async Task Quietly(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception unimportant) when (unimportant is ChatProblem or OperationCanceledException)
        {
            // Another will follow, or the connection is gone, which is told.
        }
    }
}
