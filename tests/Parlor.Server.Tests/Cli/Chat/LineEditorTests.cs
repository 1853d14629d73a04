using Parlor.Cli.Chat;

namespace Parlor.Server.Tests.Cli.Chat;

/// <summary>The line that somebody writes.</summary>
public sealed class LineEditorTests
{
    private readonly LineEditor _editor = new();

    [Fact]
    public void Text_goes_in_at_the_cursor()
    {
        Type("hllo");
        Press(KeyName.Home);
        Press(KeyName.Right);
        Type("e");
        Assert.Equal(("hello", 2), (_editor.Text, _editor.Cursor));
        Assert.Equal("hello", Press(KeyName.Enter));
        Assert.Equal("", _editor.Text);
    }

    [Fact]
    public void The_cursor_goes_over_whole_characters()
    {
        Type("e\u0301👩‍👩‍👧x");
        Press(KeyName.Left);
        Press(KeyName.Backspace);
        Assert.Equal("e\u0301x", _editor.Text);
        Press(KeyName.Backspace);
        Assert.Equal("x", _editor.Text);
    }

    [Fact]
    public void Words_are_stepped_over_and_removed()
    {
        Type("one two  three");
        _editor.Press(new Key(KeyName.Left, Control: true));
        Assert.Equal(9, _editor.Cursor);
        _editor.Press(Key.Ctrl('w'));
        Assert.Equal("one three", _editor.Text);
        _editor.Press(Key.Ctrl('k'));
        Assert.Equal("one ", _editor.Text);
        _editor.Press(Key.Ctrl('u'));
        Assert.Equal("", _editor.Text);
    }

    [Fact]
    public void What_was_written_before_comes_back_and_what_was_begun_is_kept()
    {
        Type("first");
        Press(KeyName.Enter);
        Type("second");
        Press(KeyName.Enter);
        Type("beg");
        Press(KeyName.Up);
        Press(KeyName.Up);
        Press(KeyName.Up);
        Assert.Equal("first", _editor.Text);
        Press(KeyName.Down);
        Assert.Equal("second", _editor.Text);
        Press(KeyName.Down);
        Press(KeyName.Down);
        Assert.Equal("beg", _editor.Text);
    }

    [Fact]
    public void Tab_goes_around_the_choices_and_any_other_key_takes_one()
    {
        _editor.Complete = (text, cursor) => new Completion(text.LastIndexOf(' ') + 1, ["@ada ", "@adam "]);
        _editor.Replace("hi ad");
        Press(KeyName.Tab);
        Assert.Equal("hi @ada ", _editor.Text);
        Press(KeyName.Tab);
        Assert.Equal("hi @adam ", _editor.Text);
        Press(KeyName.BackTab);
        Assert.Equal("hi @ada ", _editor.Text);
        Type("!");
        Assert.Equal("hi @ada !", _editor.Text);
    }

    [Fact]
    public void A_text_has_several_lines_by_pasting_or_with_alt()
    {
        _editor.Press(new Key(KeyName.Paste, "one\ntwo\e[31m"));
        _editor.Press(new Key(KeyName.Enter, Alt: true));
        Assert.Equal("one\ntwo\uFFFD[31m\n", _editor.Text);
    }

    [Fact]
    public void It_takes_no_more_than_a_message_may_have()
    {
        _editor.Press(new Key(KeyName.Paste, new string('x', 16_000)));
        Type("y");
        Assert.Equal(16_000, _editor.Text.Length);
    }

    private string? Press(KeyName name) => _editor.Press(new Key(name));

    private void Type(string text)
    {
        foreach (var letter in text)
            _editor.Press(Key.Typed(letter.ToString()));
    }
}
