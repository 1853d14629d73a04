using Parlor.Cli.Chat;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Cli.Chat;

/// <summary>What the terminal client makes of what it is told.</summary>
public sealed class ChatModelTests
{
    private readonly FakeClock _clock = new();
    private readonly ChatModel _model;
    private readonly Room _lobby;

    public ChatModelTests()
    {
        _model = new ChatModel(Said.Ada, _clock);
        _model.Apply(new Connected([Said.Room(lastSeq: 5), Said.Room("11", "games"), Said.Direct("12", Said.Ben)]));
        _lobby = _model.Find("lobby")!;
        _lobby.Load(Said.Page(hasBefore: false));
    }

    [Fact]
    public void Rooms_come_before_conversations_and_are_found_by_any_of_their_names()
    {
        Assert.Equal(["#games", "#lobby", "@ben"], _model.Rooms.Select(room => room.Label));
        Assert.Equal("12", _model.Find("@ben")!.Id);
        Assert.Equal("12", _model.Find("BEN")!.Id);
        Assert.Same(_lobby, _model.Find("#Lobby"));
        Assert.Same(_lobby, _model.Find("10"));
        Assert.Null(_model.Find("nowhere"));
    }

    [Fact]
    public void What_others_say_is_unread_until_it_is_read()
    {
        _model.Apply(Said.Message(6, Said.Ben, "hello"));
        _model.Apply(Said.Message(7, Said.Ben, "@ada, are you there?"));
        _model.Apply(Said.Message(8, Said.Ada, "yes"));
        Assert.Equal((2, 1), (_lobby.Unread, _lobby.Mentions));
        _model.Apply(Said.Event("room_read", new { room = "10", seq = 8 }));
        Assert.Equal((0, 0), (_lobby.Unread, _lobby.Mentions));
    }

    [Fact]
    public void What_the_servers_count_holds_already_is_not_counted_again()
    {
        _model.Apply(new Connected([Said.Room(lastSeq: 7, unread: 2)]));
        _model.Apply(Said.Message(6, Said.Ben, "one"));
        _model.Apply(Said.Message(7, Said.Ben, "two"));
        _model.Apply(Said.Message(8, Said.Ben, "three"));
        Assert.Equal(3, _lobby.Unread);
    }

    [Fact]
    public void A_message_on_its_way_stands_at_the_end_until_it_comes_back()
    {
        _lobby.Sending(new Message(0, Said.Ada, "mine", _clock.GetUtcNow(), "mine"));
        _model.Apply(Said.Message(6, Said.Ben, "other", clientId: "other"));
        Assert.Equal(["other", "mine"], Texts());
        _model.Apply(Said.Message(7, Said.Ada, "mine", clientId: "mine"));
        Assert.Equal(["other", "mine"], Texts());
        Assert.Equal([6, 7], _lobby.Entries.Select(entry => entry.Seq));
    }

    [Fact]
    public void Messages_change_where_they_stand()
    {
        _model.Apply(Said.Message(6, Said.Ben, "helo"));
        _model.Apply(Said.Message(7, Said.Ben, "again"));
        _model.Apply(Said.Changed("message_edited", 8, 6, Said.Ben, "hello"));
        _model.Apply(Said.Event("reaction_added", new { room = "10", seq = 9, type = "reaction_added", messageSeq = 7, emoji = "🎉", reactions = new[] { new { emoji = "🎉", count = 1 } } }));
        Assert.Equal(["hello", "again"], Texts());
        Assert.Equal([new Reaction("🎉", 1)], _lobby.Find(7)!.Reactions);
        _model.Apply(Said.Event("messages_purged", new { room = "10", seq = 10, type = "messages_purged", by = Said.Person(Said.Ada), user = Said.Person(Said.Ben), messageSeqs = new[] { 6, 7 } }));
        Assert.All(_lobby.Entries.OfType<Spoken>(), entry => Assert.True(entry.Message.Deleted));
    }

    [Fact]
    public void Older_pages_go_in_front_and_nothing_stands_there_twice()
    {
        _lobby.Load(Said.Page(hasBefore: true, Said.Message(4, Said.Ben, "four"), Said.Message(5, Said.Ben, "five")));
        _lobby.Load(Said.Page(hasBefore: false, Said.Message(3, Said.Ben, "three"), Said.Message(4, Said.Ben, "four")));
        Assert.Equal(["three", "four", "five"], Texts());
        Assert.False(_lobby.HasBefore);
    }

    [Fact]
    public void What_comes_before_a_page_or_while_it_is_loaded_stands_there_once()
    {
        var games = _model.Find("games")!;
        _model.Apply(Said.Message(1, Said.Ben, "one", room: "11"));
        games.Load(Said.Page(hasBefore: false, Said.Message(1, Said.Ben, "one", room: "11")));
        _model.Apply(Said.Message(2, Said.Ben, "two", room: "11"));
        Assert.Equal([1, 2], games.Entries.Select(entry => entry.Seq));

        var made = _model.Put(Said.Room("13", "made", lastSeq: 1));
        var join = Said.Event("join_room_announcement", new { room = "13", seq = 1, type = "join_room_announcement", at = "2026-03-01T12:00:00.000Z", user = Said.Person(Said.Ada) });
        made.Load(Said.Page(hasBefore: false, join));
        _model.Apply(join);
        Assert.Equal([1], made.Entries.Select(entry => entry.Seq));
        Assert.Equal(2, made.MemberCount);
    }

    [Theory]
    [InlineData("hey @ada", true)]
    [InlineData("hey @Ada, look", true)]
    [InlineData("hey @adam and @ada-two", false)]
    [InlineData("@adam, no: @ada", true)]
    [InlineData("ada", false)]
    public void A_mention_is_the_whole_name(string text, bool means) => Assert.Equal(means, Said.Ada.IsMeantBy(text));

    [Fact]
    public void A_new_name_stands_also_in_front_of_what_was_said()
    {
        _model.Apply(Said.Message(6, Said.Ben, "hello"));
        _model.Apply(Said.Event("profile_changed", new { user = new { id = "2", username = "benjamin", displayName = "Benjamin" } }));
        Assert.Equal("Benjamin", _lobby.Find(6)!.Author.Name);
        Assert.Equal("12", _model.Find("@benjamin")!.Id);
    }

    [Fact]
    public void Typing_is_shown_for_five_seconds_or_until_the_message()
    {
        _model.Open(_lobby);
        _model.Apply(Said.Event("typing", new { room = "10", user = Said.Person(Said.Ben) }));
        Assert.Equal([Said.Ben], _model.Typing());
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Empty(_model.Typing());
        _model.Apply(Said.Event("typing", new { room = "10", user = Said.Person(Said.Ben) }));
        _model.Apply(Said.Message(6, Said.Ben, "there"));
        Assert.Empty(_model.Typing());
    }

    [Fact]
    public void A_room_that_is_left_is_gone_and_another_is_shown()
    {
        _model.Open(_lobby);
        _model.Apply(Said.Event("leave_room_announcement", new { room = "10", seq = 6, type = "leave_room_announcement", user = Said.Person(Said.Ada) }));
        Assert.Null(_model.Find("lobby"));
        Assert.Equal("#games", _model.Current!.Label);
    }

    [Fact]
    public void Names_and_texts_are_harmless_where_they_come_in()
    {
        _model.Apply(Said.Message(6, Said.Ben with { Name = "B\e[2Jen" }, "x\e]0;title\u0007"));
        var said = Assert.IsType<Spoken>(_lobby.Entries[^1]).Message;
        Assert.DoesNotContain('\e', said.Author.Name + said.Text);
        Assert.DoesNotContain('\u0007', said.Text);
    }

    private IEnumerable<string> Texts() => _lobby.Entries.OfType<Spoken>().Select(entry => entry.Message.Text);
}
