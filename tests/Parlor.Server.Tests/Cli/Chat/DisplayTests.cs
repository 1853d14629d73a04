using Parlor.Cli.Chat;

namespace Parlor.Server.Tests.Cli.Chat;

/// <summary>Widths, lines, and what the terminal is sent.</summary>
public sealed class DisplayTests
{
    [Theory]
    [InlineData("abc", 3)]
    [InlineData("日本語", 6)]
    [InlineData("e\u0301", 1)]
    [InlineData("👍", 2)]
    [InlineData("❤️", 2)]
    [InlineData("👩‍👩‍👧", 2)]
    [InlineData("🇸🇪", 2)]
    [InlineData("ｗｉｄｅ", 8)]
    [InlineData("한글", 4)]
    [InlineData("│─●", 3)]
    public void Width_is_counted_in_cells(string text, int cells) => Assert.Equal(cells, CellWidth.Of(text));

    [Fact]
    public void What_does_not_fit_ends_in_an_ellipsis()
    {
        Assert.Equal("日本…", CellWidth.Fit("日本語語", 5));
        Assert.Equal("", CellWidth.Fit("abc", 0));
    }

    [Fact]
    public void Lines_break_between_words_and_inside_of_long_ones()
    {
        Assert.Equal(["one two", "three"], Wrap.Lines("one two three", 8));
        Assert.Equal(["abcdef", "gh ij"], Wrap.Lines("abcdefgh ij", 6));
        Assert.Equal(["日本", "語"], Wrap.Lines("日本語", 5));
        Assert.Equal(["one", "", "two"], Wrap.Lines("one\n\ntwo", 10));
        Assert.Equal([""], Wrap.Lines("", 10));
    }

    [Fact]
    public void What_others_write_cannot_steer_the_terminal()
    {
        Assert.Equal("\uFFFD[31mred\uFFFD", Harmless.Lines("\e[31mred\u0007"));
        Assert.Equal("\uFFFD2J", Harmless.Lines("\u009B2J"));
        Assert.Equal("a\uFFFDb", Harmless.Line("a\u202Eb"));
        Assert.Equal("one two", Harmless.Line("one\r\ntwo"));
        Assert.Equal("one\ntwo", Harmless.Lines("one\u2028two"));
        Assert.Equal("👩‍👧 naïve", Harmless.Line("👩‍👧 naïve\u200B"));
    }

    [Fact]
    public void Only_what_has_changed_is_sent()
    {
        var screen = new Screen();
        Draw(screen, "hello");
        Assert.Contains("hello", screen.Flush(), StringComparison.Ordinal);
        Draw(screen, "hullo");
        Assert.Equal("\e[?25l\e[1;2H\e[0mu\e[0m\e[1;1H\e[?25h", screen.Flush());
        Draw(screen, "hullo");
        Assert.Equal("\e[?25l\e[0m\e[1;1H\e[?25h", screen.Flush());
        screen.Invalidate();
        Draw(screen, "hullo");
        Assert.Contains("\e[2J", screen.Flush(), StringComparison.Ordinal);
    }

    [Fact]
    public void Wide_characters_take_two_cells_and_none_is_cut_in_half()
    {
        var screen = new Screen();
        screen.Begin(5, 1);
        Assert.Equal(4, screen.Write(0, 0, "日本語"));
        Assert.Equal("日本", screen.ToString());
        screen.Begin(5, 1);
        screen.Write(0, 0, "a日b", width: 2);
        Assert.Equal("a", screen.ToString());
    }

    [Fact]
    public void Without_colour_what_matters_is_still_bold()
    {
        var style = new Style(Ink.Green, Bold: true);
        Assert.Equal("\e[0;1;32m", style.Sgr(colour: true));
        Assert.Equal("\e[0;1m", style.Sgr(colour: false));
    }

    private static void Draw(Screen screen, string text)
    {
        screen.Begin(10, 2);
        screen.Write(0, 0, text);
    }
}
