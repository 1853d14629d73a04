using System.Text;
using Parlor.Server.Terminal.Irc;

namespace Parlor.Server.Tests.Terminal.Irc;

public sealed class IrcMessageTests
{
    [Theory]
    [InlineData("PING", "PING", new string[0])]
    [InlineData("ping token", "PING", new[] { "token" })]
    [InlineData(":source JOIN #room", "JOIN", new[] { "#room" })]
    [InlineData("PRIVMSG #room :two  words", "PRIVMSG", new[] { "#room", "two  words" })]
    [InlineData("PRIVMSG #room ::-)", "PRIVMSG", new[] { "#room", ":-)" })]
    [InlineData("TOPIC #room :", "TOPIC", new[] { "#room", "" })]
    [InlineData("  USER  a   b ", "USER", new[] { "a", "b" })]
    [InlineData("@a=b;c :source TAGMSG x", "TAGMSG", new[] { "x" })]
    public void A_line_is_taken_apart(string line, string command, string[] parameters)
    {
        var message = IrcMessage.Parse(line)!;
        Assert.Equal(command, message.Command);
        Assert.Equal(parameters, message.Parameters);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("@tag")]
    [InlineData(":source")]
    public void Nothing_is_no_message(string line) => Assert.Null(IrcMessage.Parse(line));

    [Fact]
    public void Tags_are_unescaped_and_the_last_of_a_name_counts()
    {
        var tags = IrcMessage.Parse(@"@a=1;+b=x\sy\:z\\\r\n\q\;c;a=2;=lost PING x")!.Tags;
        Assert.Equal("2", tags["a"]);
        Assert.Equal("x y;z\\\r\nq", tags["+b"]);
        Assert.Equal("", tags["c"]);
        Assert.Equal(3, tags.Count);
    }

    [Fact]
    public void What_is_escaped_reads_back()
    {
        const string Value = "a;b c\\d\r\ne";
        Assert.Equal(Value, IrcMessage.Parse($"@t={IrcMessage.Escaped(Value)} PING x")!.Tags["t"]);
    }

    [Theory]
    [InlineData(0, 510, true)]
    [InlineData(0, 511, false)]
    [InlineData(4096, 510, true)]
    [InlineData(4097, 10, false)]
    [InlineData(100, 511, false)]
    public void Tags_and_the_rest_have_limits_of_their_own(int tags, int rest, bool fits)
    {
        var line = (tags == 0 ? "" : "@" + new string('a', tags - 2) + " ") + new string('x', rest);
        Assert.Equal(fits, IrcMessage.Fits(Encoding.UTF8.GetBytes(line)));
    }

    [Theory]
    [InlineData("short", 8, "short")]
    [InlineData("ab\ud83d\ude00cd", 5, "ab")]
    [InlineData("ab\ud83d\ude00cd", 6, "ab\ud83d\ude00")]
    [InlineData("\u00e9\u00e9\u00e9", 5, "\u00e9\u00e9")]
    public void The_beginning_of_a_text_ends_with_a_whole_character(string text, int longest, string beginning) =>
        Assert.Equal(beginning, MessageText.Beginning(text, longest));

    [Fact]
    public void Whatever_comes_is_parsed_or_is_nothing()
    {
        var random = new Random(20_26);
        const string Alphabet = "@:; =\\+#ab\0\u0001\u00e9\ud83d";
        for (var round = 0; round < 20_000; round++)
        {
            var line = new string([.. Enumerable.Range(0, random.Next(40)).Select(_ => Alphabet[random.Next(Alphabet.Length)])]);
            if (IrcMessage.Parse(line) is { } message)
                Assert.False(string.IsNullOrEmpty(message.Command));
        }
    }
}
