using System.Globalization;

namespace Parlor.Cli.Chat;

/// <summary>A command: what it is called, what stands behind it, what it does.</summary>
internal sealed record ChatCommandEntry(string Name, string Arguments, string Help, Func<string, Task> Act);

/// <summary>What somebody can do by lines that begin with <c>/</c>; <c>/help</c> is made of the same table.</summary>
internal sealed class Commands
{
    private readonly ChatSession _session;

    public Commands(ChatSession session)
    {
        _session = session;
        All =
        [
            new("help", "", "what there is", _ => Say([.. All!.Select(command => Explain($"/{command.Name} {command.Arguments}", command.Help)), .. KeysHelp])),
            new("rooms", "", "your rooms, and open ones", _ => Rooms()),
            new("join", "ROOM", "enters a room", Join),
            new("room", "ROOM", "shows a room", Join),
            new("create", "ROOM [private]", "makes a room", Create),
            new("leave", "", "leaves the room", _ => Here(room => session.Call("leave_room", new { room = room.Id }))),
            new("invite", "USER", "adds somebody to the room", user => Here(room => session.Call("put_member", new { room = room.Id, user = Bare(user) }))),
            new("who", "", "who is in the room", _ => Here(Who)),
            new("msg", "USER [TEXT]", "writes to one person", DirectMessage),
            new("me", "TEXT", "says what you do", text => Spoken(text, said => session.Send($"_{said}_"))),
            new("reply", "[N] TEXT", "answers N, or the newest", Reply),
            new("react", "[N] EMOJI", "reacts to N, or the newest", React),
            new("edit", "[N] TEXT", "changes N, or your last", Edit),
            new("delete", "[N]", "deletes N, or your last", Delete),
            new("anyway", "", "sends in spite of a warning", _ => session.Writing.SendAnyway()),
            new("topic", "[TEXT]", "what the room is about", Topic),
            new("nick", "NAME", "how others see you", Nick),
            new("numbers", "", "numbers N, or times again", _ => Done(() => session.View.Numbers = !session.View.Numbers)),
            new("quit", "", "ends the program", _ => Done(session.Writing.Quit)),
        ];
    }

    public IReadOnlyList<ChatCommandEntry> All { get; }

    private static readonly string[] KeysHelp =
    [
        Explain("Alt+1 to 9, Alt+↑ ↓", "another room"),
        Explain("Alt+A", "the next unread room"),
        Explain("PgUp, PgDn, Esc", "back, on, to the end"),
        Explain("Tab", "names, #rooms, :emoji:"),
        Explain("↑ ↓", "what you wrote before"),
        Explain("Alt+Enter", "another line"),
        Explain("Ctrl+C", "takes back, then ends"),
    ];

    /// <summary>Does what a line says, or sends it.</summary>
    public Task Enter(string line)
    {
        if (string.IsNullOrWhiteSpace(line))
            return Task.CompletedTask;
        if (!line.StartsWith('/') || line.StartsWith("//", StringComparison.Ordinal))
            return Done(() => _session.Send(line.StartsWith('/') ? line[1..] : line));
        var (name, arguments) = Split(line[1..]);
        var command = All.FirstOrDefault(entry => string.Equals(entry.Name, name, StringComparison.OrdinalIgnoreCase));
        if (command is not null)
            return _session.Try(() => command.Act(arguments));
        _session.View.Notice = $"There is no command /{Harmless.Line(name)}; /help lists what there is. A message may begin with //.";
        return Task.CompletedTask;
    }

    private static string Explain(string what, string help) => $"{what,-23}{help}";

    private async Task Rooms()
    {
        var open = await _session.Http(HttpMethod.Get, "/rooms?discover=true&sort=members&limit=50");
        var mine = _session.Model.Rooms.Select(room => $"{room.Label,-20} {room.Title}");
        var others = open.Items("rooms").Where(room => !room.Has("role"))
            .Select(room => $"{$"#{Harmless.Line(room.Text("name"))}",-20} {Harmless.Line(room.Text("title"))} ({room.Number("memberCount")} members; /join {Harmless.Line(room.Text("name"))})");
        await Say([.. mine, .. others]);
    }

    private Task Join(string name) => Spoken(name, room => _ = _session.Try(() => _session.Join(room)));

    private async Task Create(string arguments)
    {
        var (name, visibility) = Split(arguments);
        var made = await _session.Http(HttpMethod.Post, "/rooms", new { name = name.TrimStart('#'), visibility = visibility.Length > 0 ? visibility : "public" });
        _session.Open(_session.Model.Put(made.Member("room")));
    }

    private async Task Who(Room room)
    {
        await _session.LoadPeople(room);
        var people = room.People.Values.OrderBy(person => person.Username, StringComparer.Ordinal)
            .Select(person => $"{Sidebar.Dot(_session.Model, person)} {person.Username,-20} {person.Name}");
        await Say([.. people]);
    }

    private async Task DirectMessage(string arguments)
    {
        var (user, text) = Split(arguments);
        var room = _session.Model.Put((await _session.Call("open_direct", new { user = Bare(user) })).Member("room"));
        if (text.Length > 0)
            _session.Send(text, into: room);
        _session.Open(room);
    }

    private Task Reply(string arguments) => About(arguments, mine: false, (_, message, text) =>
        Spoken(text, said => _session.Send(said, message.Seq)));

    private Task React(string arguments) => About(arguments, mine: false, (room, message, emoji) =>
        _session.Call("add_reaction", new { room = room.Id, seq = message.Seq, emoji = Shortcodes.Replaced(emoji) }));

    private Task Edit(string arguments) => About(arguments, mine: true, (room, message, text) => text.Length > 0
        ? _session.Writing.Edit(room, message, Shortcodes.Replaced(text))
        : Done(() => _session.View.Propose($"/edit {message.Seq} {message.Text}")));

    private Task Delete(string arguments) => About(arguments, mine: true, (room, message, _) =>
        _session.Call("delete_message", new { room = room.Id, seq = message.Seq }));

    private Task Topic(string topic) => Here(room => topic.Length > 0
        ? _session.Call("update_room", new { room = room.Id, change = new { topic } })
        : Done(() => _session.View.Notice = room.Topic.Length > 0 ? room.Topic : "The room has no topic."));

    private Task Nick(string name) => Spoken(name, said => _ = _session.Try(async () =>
    {
        await _session.Http(HttpMethod.Patch, "/me", new { displayName = said });
        _session.View.Notice = $"Others see you as {Harmless.Line(said)} now.";
    }));

    /// <summary>Finds the message that a command is about: the one of the number in front, or the newest.</summary>
    private Task About(string arguments, bool mine, Func<Room, Message, string, Task> act) => Here(room =>
    {
        var (first, rest) = Split(arguments);
        var numbered = long.TryParse(first.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var seq);
        var message = numbered
            ? room.Find(seq)
            : room.Newest(message => message.Author.Is(_session.Model.Me) == mine);
        if (message is not null)
            return act(room, message, numbered ? rest : arguments);
        _session.View.Notice = numbered ? $"There is no message #{seq} in view; /numbers shows which there are." : "There is no such message in view.";
        return Task.CompletedTask;
    });

    private Task Here(Func<Room, Task> act)
    {
        if (_session.Model.Current is { } room)
            return act(room);
        _session.View.Notice = "You are in no room: /join NAME enters one.";
        return Task.CompletedTask;
    }

    private Task Say(IReadOnlyCollection<string> lines)
    {
        _session.Say(string.Join('\n', lines));
        return Task.CompletedTask;
    }

    private Task Spoken(string argument, Action<string> act)
    {
        if (string.IsNullOrWhiteSpace(argument))
            _session.View.Notice = "Something is missing behind the command; /help says what.";
        else
            act(argument);
        return Task.CompletedTask;
    }

    private static Task Done(Action act)
    {
        act();
        return Task.CompletedTask;
    }

    private static string Bare(string user) => user.Trim().TrimStart('@');

    private static (string First, string Others) Split(string text)
    {
        var trimmed = text.TrimStart();
        var end = trimmed.IndexOf(' ', StringComparison.Ordinal);
        return end < 0 ? (trimmed, "") : (trimmed[..end], trimmed[(end + 1)..].Trim());
    }
}
