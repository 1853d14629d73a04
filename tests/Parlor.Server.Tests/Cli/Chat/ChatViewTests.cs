using Parlor.Cli.Chat;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Cli.Chat;

/// <summary>The picture that the terminal client draws.</summary>
public sealed class ChatViewTests
{
    private readonly FakeClock _clock = new();
    private readonly ChatModel _model;
    private readonly LineEditor _editor = new();
    private readonly Scroll _scroll = new();
    private readonly Screen _screen = new();
    private readonly ChatView _view;
    private readonly Room _lobby;

    public ChatViewTests()
    {
        _model = new ChatModel(Said.Ada, _clock);
        _model.Apply(new Connected([Said.Room(lastSeq: 0), Said.Room("11", "games"), Said.Direct("12", Said.Ben)]));
        _view = new ChatView(_model, _editor, _scroll, _clock);
        _lobby = _model.Find("lobby")!;
        _lobby.Load(Said.Page(hasBefore: false));
        _model.Open(_lobby);
    }

    [Fact]
    public void Rooms_stand_beside_what_was_said_and_the_line_that_is_written_below()
    {
        _model.Apply(Said.Message(1, Said.Ben, "Good morning"));
        _model.Apply(Said.Message(2, Said.Ben, "Has anybody seen the keys? They were on the table yesterday, next to the plant"));
        _model.Apply(Said.Message(3, Said.Ada, "No"));
        _model.Apply(Said.Message(1, Said.Ben, "psst", room: "12"));
        _lobby.ReadTo(3);
        _editor.Replace("Look und");
        Assert.Equal(
            """
             #lobby  The lobby                                            2 members
            1 #games            │
            2 #lobby            │
            3 ○ben            1 │
                                │
                                │ ────────────── Sunday, 1 March 2026 ──────────────
                                │ 12:00 Ben  Good morning
                                │            Has anybody seen the keys? They were on
                                │            the table yesterday, next to the plant
                                │ 12:00 Ada  No
                                                                                ada
            › Look und
            """,
            Draw(72, 12));
        Assert.Equal((11, 10), _screen.Cursor);
    }

    [Fact]
    public void What_is_unread_is_bold_and_the_open_room_reversed()
    {
        _model.Apply(Said.Message(1, Said.Ben, "psst", room: "12"));
        Draw(72, 12);
        Assert.True(_screen.StyleAt(2, 3).Reverse);
        Assert.False(_screen.StyleAt(1, 3).Bold);
        Assert.True(_screen.StyleAt(3, 3).Bold);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 3)]
    [InlineData(20, 5)]
    [InlineData(63, 10)]
    [InlineData(300, 100)]
    public void It_fits_any_size(int width, int height)
    {
        for (var seq = 1; seq < 50; seq++)
            _model.Apply(Said.Message(seq, Said.Ben with { Name = "Somebody with a long name" }, "日本語 a-word-without-an-end-that-goes-on-and-on"));
        _editor.Replace(new string('x', 200));
        var picture = Draw(width, height).Split('\n');
        Assert.Equal(height, picture.Length);
        Assert.All(picture, line => Assert.True(CellWidth.Of(line) <= width));
        Assert.InRange(_screen.Cursor.Column, 0, width - 1);
    }

    [Fact]
    public void Scrolled_up_it_stands_still_while_others_talk_and_goes_back_to_the_end()
    {
        for (var seq = 1; seq <= 60; seq++)
            _model.Apply(Said.Message(seq, Said.Ben, $"message {seq}."));
        Move(7);
        var before = Messages(Draw(80, 12));
        Assert.Equal("message 53.", before[^1]);
        for (var seq = 61; seq <= 70; seq++)
            _model.Apply(Said.Message(seq, Said.Ben, $"message {seq}."));
        Assert.Equal(before, Messages(Draw(80, 12)));
        Move(-8);
        Assert.Equal("message 61.", Messages(Draw(80, 12))[^1]);
        Move(-100);
        Assert.True(_scroll.IsAtEnd);
        Move(1_000);
        Assert.Contains("message 1.", Messages(Draw(80, 12)));
        _scroll.ToEnd();
        Assert.Equal("message 70.", Messages(Draw(80, 12))[^1]);
    }

    [Fact]
    public void Replies_reactions_actions_and_deletions_are_told_apart()
    {
        _model.Apply(Said.Message(1, Said.Ben, "Lunch?"));
        _model.Apply(Said.Message(2, Said.Ada, "Yes", replyTo: 1));
        _model.Apply(Said.Message(3, Said.Ben, "_fetches the coats_"));
        _model.Apply(Said.Event("reaction_added", new { room = "10", seq = 4, type = "reaction_added", messageSeq = 2, emoji = "🎉", reactions = new[] { new { emoji = "🎉", count = 2 } } }));
        _model.Apply(Said.Event("message_deleted", new { room = "10", seq = 5, type = "message_deleted", message = new { seq = 1, author = Said.Person(Said.Ben), text = "", at = "2026-03-01T12:00:00.000Z", deletedAt = "2026-03-01T12:00:00.000Z" } }));
        var picture = Draw(80, 24);
        Assert.Contains("Ben  (deleted)", picture, StringComparison.Ordinal);
        Assert.Contains("↪ Ben: (deleted)", picture, StringComparison.Ordinal);
        Assert.Contains("* Ben fetches the coats", picture, StringComparison.Ordinal);
        Assert.Contains("🎉 2", picture, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_marks_where_the_news_begin()
    {
        _lobby.Apply("receive_message", Said.Message(1, Said.Ben, "old").Body, Said.Ada);
        _lobby.ReadTo(1);
        _model.Open(_model.Find("games")!);
        _model.Apply(Said.Message(2, Said.Ben, "fresh"));
        _model.Open(_lobby);
        var lines = Draw(80, 12).Split('\n').ToList();
        Assert.Contains(" new ", lines[lines.FindIndex(line => line.Contains("fresh", StringComparison.Ordinal)) - 1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_lost_connection_is_told_with_the_seconds_until_the_next_attempt()
    {
        _model.Apply(new Lost("The connection was lost.", TimeSpan.FromSeconds(4)));
        Assert.Contains(" The connection was lost. Next attempt in 4 s", Draw(80, 12), StringComparison.Ordinal);
        _clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Contains(" in 1 s", Draw(80, 12), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_types_is_told()
    {
        _model.Apply(Said.Event("typing", new { room = "10", user = Said.Person(Said.Ben) }));
        Assert.Contains("Ben is typing …", Draw(80, 12), StringComparison.Ordinal);
    }

    private string Draw(int width, int height)
    {
        _view.Draw(_screen, width, height);
        return _screen.ToString();
    }

    private void Move(int rows)
    {
        Draw(80, 12);
        _scroll.Move(rows, _lobby, _view.TimelineOf(80)!, _view.TimelineHeight);
    }

    private static List<string> Messages(string picture) =>
        [.. picture.Split('\n').Select(line => line.IndexOf("message", StringComparison.Ordinal) is >= 0 and var at ? line[at..] : "").Where(text => text.Length > 0)];
}
