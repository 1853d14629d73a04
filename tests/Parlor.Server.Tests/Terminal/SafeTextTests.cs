using Parlor.Server.Terminal;

namespace Parlor.Server.Tests.Terminal;

public sealed class SafeTextTests
{
    [Theory]
    [InlineData("plain text, ünd 世界 👋", "plain text, ünd 世界 👋")]
    [InlineData("a\tb", "a\tb")]
    [InlineData("\e[2J", "\uFFFD[2J")]
    [InlineData("a\nb\rc\0d", "a\uFFFDb\uFFFDc\uFFFDd")]
    [InlineData("\u007f\u0085\u009b\u2028\u2029", "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD")]
    [InlineData("\u202a\u202e\u2066\u2069", "\uFFFD\uFFFD\uFFFD\uFFFD")]
    [InlineData("עברית", "עברית")]
    public void Nothing_is_left_that_moves_a_cursor(string text, string safe) => Assert.Equal(safe, SafeText.Line(text));

    [Fact]
    public void Text_is_split_at_each_kind_of_line_end() =>
        Assert.Equal(["a", "b", "c", "", "d\uFFFD"], SafeText.Lines("a\nb\r\nc\r\rd\u009b"));
}
