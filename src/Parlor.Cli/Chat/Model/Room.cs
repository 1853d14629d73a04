using System.Text.Json;

namespace Parlor.Cli.Chat;

/// <summary>A room, a direct conversation or a group, as this client knows it.</summary>
internal sealed class Room(string id)
{
    /// <summary>So much of a timeline is kept while its end is in view; what is older is loaded again when somebody scrolls there.</summary>
    private const int MostEntries = 1_000;

    private readonly List<Entry> _entries = [];

    /// <summary>The server's counts hold what happened up to here.</summary>
    private long _countedTo;

    /// <summary>The part of the log that the timeline shows: from here, if there is any, up to there, without gaps.</summary>
    private long? _shownFrom;
    private long _shownTo;

    public string Id { get; } = id;

    /// <summary>What it is called in commands: the handle, or for a direct conversation the other person's name.</summary>
    public string Name { get; private set; } = "";

    /// <summary>As it stands in the sidebar: <c>#lobby</c>, <c>@ben</c>.</summary>
    public string Label { get; private set; } = "";

    public string Title { get; private set; } = "";

    public string Topic { get; private set; } = "";

    public bool IsDirect { get; private set; }

    /// <summary>A room with a name of its own, not a conversation between people.</summary>
    public bool IsPublicPlace { get; private set; }

    public long MemberCount { get; private set; }

    public long LastSeq { get; private set; }

    public long Unread { get; private set; }

    public long Mentions { get; private set; }

    /// <summary>What was read before the room was opened; the timeline shows a line behind it. Null for none.</summary>
    public long? NewAfter { get; private set; }

    public long LastReadSeq { get; private set; }

    /// <summary>What was begun to be written here, and left.</summary>
    public string Draft { get; set; } = "";

    /// <summary>The other person of a direct conversation.</summary>
    public Person? Other { get; private set; }

    public Dictionary<string, Person> People { get; } = new(StringComparer.Ordinal);

    /// <summary>Who types, and until when that is shown.</summary>
    public Dictionary<string, (Person Who, DateTimeOffset Until)> Typing { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the end of the timeline has been loaded.</summary>
    public bool IsLoaded { get; private set; }

    public bool HasBefore { get; private set; }

    /// <summary>What is shown, from top to bottom; messages that are on their way stand at the end.</summary>
    public IReadOnlyList<Entry> Entries => _entries;

    /// <summary>Where the part begins that is shown; what comes before is to be loaded.</summary>
    public long FirstSeq => _shownFrom ?? LastSeq + 1;

    public Message? Find(long seq) => _entries.OfType<Spoken>().FirstOrDefault(entry => entry.Seq == seq)?.Message;

    /// <summary>The newest message that somebody could mean; null for none.</summary>
    public Message? Newest(Func<Message, bool> match) =>
        _entries.OfType<Spoken>().Select(entry => entry.Message).LastOrDefault(message => message is { Seq: > 0, Deleted: false } && match(message));

    /// <summary>Takes over what the server says of the room.</summary>
    public void Describe(JsonElement room)
    {
        var people = room.Items("people").Select(Person.From).ToList();
        foreach (var person in people)
            People[person.Id] = person;
        IsDirect = room.Text("kind") is "direct";
        IsPublicPlace = room.Text("kind") is not ("direct" or "group");
        Other = IsDirect ? people.FirstOrDefault() : null;
        Rename(room, people);
        MemberCount = room.Number("memberCount");
        LastReadSeq = Math.Max(LastReadSeq, room.Number("lastReadSeq"));
        // What was told already counts more than an answer that was on its way meanwhile.
        if (room.Number("lastSeq") < LastSeq)
            return;
        LastSeq = _countedTo = room.Number("lastSeq");
        (Unread, Mentions) = (room.Number("unread"), room.Number("mentions"));
    }

    public void Rename(JsonElement room, List<Person> people)
    {
        var title = Harmless.Line(room.Text("title"));
        Name = IsPublicPlace ? Harmless.Line(room.Text("name")) : Other?.Username ?? room.Text("name");
        Title = title.Length > 0 ? title : Other?.Name ?? string.Join(", ", people.Select(person => person.Name));
        Label = IsPublicPlace ? $"#{Name}" : Other is not null ? $"@{Other.Username}" : $"&{Title}";
        Topic = Harmless.Line(room.Text("topic"));
    }

    /// <summary>The reader has all messages before them, or has read to there elsewhere.</summary>
    public void ReadTo(long seq)
    {
        LastReadSeq = Math.Max(LastReadSeq, seq);
        if (LastReadSeq >= LastSeq)
            (Unread, Mentions) = (0, 0);
    }

    /// <summary>The reader comes to the room: what is new is marked.</summary>
    public void Enter() => NewAfter = Unread > 0 ? LastReadSeq : null;

    /// <summary>A page of the log from before what is shown.</summary>
    public void Load(JsonElement page)
    {
        var events = page.Items("events").Where(happened => _shownFrom is null || happened.Number("seq") < _shownFrom).ToList();
        _entries.InsertRange(0, events.Select(Shown).OfType<Entry>());
        if (events.Count > 0)
        {
            _shownFrom = events[0].Number("seq");
            _shownTo = Math.Max(_shownTo, events[^1].Number("seq"));
        }

        HasBefore = page.Member("hasBefore").ValueKind == JsonValueKind.True;
        IsLoaded = true;
    }

    /// <summary>What is shown does not lead to what comes next.</summary>
    public void Unload(long lastSeq)
    {
        _entries.RemoveAll(entry => entry.Seq > 0);
        (_shownFrom, _shownTo) = (null, lastSeq);
        (LastSeq, IsLoaded, HasBefore) = (lastSeq, false, false);
    }

    /// <summary>Takes the next event of the log.</summary>
    public void Apply(string name, JsonElement happened, Person me)
    {
        var seq = happened.Number("seq");
        var counted = seq <= _countedTo;
        LastSeq = Math.Max(LastSeq, seq);
        switch (name)
        {
            case "receive_message":
                Receive(Message.From(happened.Member("message")), me, counted);
                break;
            case "message_edited" or "message_deleted":
                Change(Message.From(happened.Member("message")));
                break;
            case "messages_restored":
                foreach (var message in happened.Items("messages"))
                    Change(Message.From(message));
                break;
            case "messages_purged":
                foreach (var deleted in happened.Items("messageSeqs").Select(item => item.GetInt64()))
                    Change(deleted, message => message with { Text = "", Deleted = true, Reactions = [] });
                break;
            case "reaction_added" or "reaction_removed":
                Change(happened.Number("messageSeq"), message => message with { Reactions = Reaction.All(happened) });
                break;
            case "join_room_announcement":
                MemberCount += counted ? 0 : 1;
                var who = Person.From(happened.Member("user"));
                People[who.Id] = who;
                break;
            case "leave_room_announcement":
                MemberCount -= counted ? 0 : 1;
                People.Remove(happened.Member("user").Text("id"));
                break;
            case "room_updated" or "group_converted":
                IsPublicPlace |= name is "group_converted";
                Rename(happened.Member("details"), [.. People.Values.Where(person => !person.Is(me))]);
                break;
        }

        // A page that was loaded meanwhile may hold it already.
        if (seq <= _shownTo)
            return;
        _shownFrom ??= seq;
        _shownTo = seq;
        if (Shown(happened) is { } entry)
            Append(entry);
    }

    /// <summary>Somebody is called otherwise now, also in what they have said.</summary>
    public void Rename(Person person)
    {
        if (People.ContainsKey(person.Id))
            People[person.Id] = person;
        if (Other is not null && Other.Is(person))
            (Other, Name, Label, Title) = (person, person.Username, $"@{person.Username}", person.Name);
        for (var i = 0; i < _entries.Count; i++)
        {
            if (_entries[i] is Spoken { Message: var message } && message.Author.Is(person))
                _entries[i] = new Spoken(message with { Author = person });
        }
    }

    /// <summary>A message that was typed here and is on its way.</summary>
    public void Sending(Message message) => _entries.Add(new Spoken(message));

    public void Failed(string clientId, string why)
    {
        var at = _entries.FindIndex(entry => entry is Spoken { Message.Seq: 0 } spoken && string.Equals(spoken.Message.ClientId, clientId, StringComparison.Ordinal));
        if (at >= 0)
            _entries[at] = new Spoken(((Spoken)_entries[at]).Message with { Failure = why });
    }

    /// <summary>The program has something to say, to this reader alone.</summary>
    public void Note(string text, DateTimeOffset at) => _entries.Add(new Noted(0, at, text));

    private void Receive(Message message, Person me, bool counted)
    {
        var mine = message.Author.Is(me);
        if (mine)
            _entries.RemoveAll(entry => entry is Spoken { Message.Seq: 0 } own && string.Equals(own.Message.ClientId, message.ClientId, StringComparison.Ordinal));
        Typing.Remove(message.Author.Id);
        People[message.Author.Id] = message.Author;
        if (mine || counted)
            return;
        Unread++;
        if (me.IsMeantBy(message.Text))
            Mentions++;
    }

    /// <summary>How an event is shown here, if it is: between two people nobody comes or goes.</summary>
    private Entry? Shown(JsonElement happened) =>
        IsDirect && happened.Text("type") is "join_room_announcement" ? null : Entry.From(happened);

    /// <summary>Puts an entry in its place: before what is still on its way.</summary>
    private void Append(Entry entry)
    {
        var at = _entries.Count;
        while (at > 0 && _entries[at - 1] is Spoken { Message.Seq: 0 })
            at--;
        _entries.Insert(at, entry);
        if (_entries.Count <= MostEntries * 2)
            return;
        _entries.RemoveRange(0, MostEntries);
        _shownFrom = _entries.First(kept => kept.Seq > 0).Seq;
        HasBefore = true;
    }

    private void Change(Message changed) => Change(changed.Seq, _ => changed);

    private void Change(long seq, Func<Message, Message> change)
    {
        var at = _entries.FindIndex(entry => entry is Spoken && entry.Seq == seq);
        if (at >= 0)
            _entries[at] = new Spoken(change(((Spoken)_entries[at]).Message));
    }
}
