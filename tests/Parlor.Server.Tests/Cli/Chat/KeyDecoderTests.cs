using System.Text;
using Parlor.Cli.Chat;

namespace Parlor.Server.Tests.Cli.Chat;

/// <summary>What a terminal sends, as keys.</summary>
public sealed class KeyDecoderTests
{
    [Theory]
    [InlineData("\e[A", nameof(KeyName.Up), false, false)]
    [InlineData("\eOB", nameof(KeyName.Down), false, false)]
    [InlineData("\e[1;3A", nameof(KeyName.Up), true, false)]
    [InlineData("\e[1;5D", nameof(KeyName.Left), false, true)]
    [InlineData("\e[5~", nameof(KeyName.PageUp), false, false)]
    [InlineData("\e[6~", nameof(KeyName.PageDown), false, false)]
    [InlineData("\e[H", nameof(KeyName.Home), false, false)]
    [InlineData("\e[4~", nameof(KeyName.End), false, false)]
    [InlineData("\e[3~", nameof(KeyName.Delete), false, false)]
    [InlineData("\e[Z", nameof(KeyName.BackTab), false, false)]
    [InlineData("\r", nameof(KeyName.Enter), false, false)]
    [InlineData("\e\r", nameof(KeyName.Enter), true, false)]
    [InlineData("\x7F", nameof(KeyName.Backspace), false, false)]
    [InlineData("\e[99~", nameof(KeyName.Other), false, false)]
    public void Sequences_are_keys_whole_or_byte_by_byte(string sequence, string name, bool alt, bool control)
    {
        var expected = new Key(Enum.Parse<KeyName>(name), "", alt, control);
        Assert.Equal([expected], new KeyDecoder().Decode(Encoding.UTF8.GetBytes(sequence)));
        Assert.Equal([expected], OneByOne(sequence));
    }

    [Fact]
    public void Text_may_be_split_inside_of_a_character() =>
        Assert.Equal(["a", "ü", "日", "🎉"], OneByOne("aü日🎉").Select(key => key.Text));

    [Fact]
    public void Bytes_that_are_no_text_do_no_harm() =>
        Assert.Equal(["\uFFFD", "a"], new KeyDecoder().Decode([0xFF, (byte)'a']).Select(key => key.Text));

    [Fact]
    public void An_escape_alone_is_the_key_once_nothing_follows()
    {
        var keys = new KeyDecoder();
        Assert.Empty(keys.Decode("\e"u8));
        Assert.True(keys.IsWaiting);
        Assert.Equal([new Key(KeyName.Escape)], keys.Flush());
        Assert.False(keys.IsWaiting);
    }

    [Fact]
    public void Alt_and_control_come_with_letters_and_digits()
    {
        Assert.Equal([new Key(KeyName.Text, "1", Alt: true)], OneByOne("\e1"));
        Assert.Equal([Key.Ctrl('w')], OneByOne("\x17"));
    }

    [Fact]
    public void What_is_pasted_is_one_key_with_its_lines()
    {
        var pasted = Assert.Single(OneByOne("\e[200~one\r\ntwo \e[A\e[201~"));
        Assert.Equal(new Key(KeyName.Paste, "one\ntwo \e[A"), pasted);
    }

    [Fact]
    public void A_sequence_without_an_end_is_given_up()
    {
        var keys = new KeyDecoder().Decode(Encoding.UTF8.GetBytes("\e[" + new string('1', 100) + "~a"));
        Assert.Equal(new Key(KeyName.Other), keys[0]);
        Assert.Equal("a", keys[^1].Text);
    }

    [Fact]
    public void Whatever_comes_in_whatever_pieces_is_taken()
    {
        var random = new Random(5);
        byte[] likely = [0x1B, (byte)'[', (byte)'O', (byte)';', (byte)'~', (byte)'2', (byte)'0', (byte)'A', 0xC3, 0xF0, 0x9F, 0xFF, 3, 13];
        var (keys, editor) = (new KeyDecoder(), new LineEditor());
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = new byte[random.Next(1, 6)];
            for (var at = 0; at < bytes.Length; at++)
                bytes[at] = random.Next(3) == 0 ? (byte)random.Next(256) : likely[random.Next(likely.Length)];
            foreach (var key in random.Next(10) == 0 ? [.. keys.Decode(bytes), .. keys.Flush()] : keys.Decode(bytes))
                editor.Press(key);
            Assert.InRange(editor.Cursor, 0, editor.Text.Length);
        }
    }

    private static List<Key> OneByOne(string text)
    {
        var keys = new KeyDecoder();
        return [.. Encoding.UTF8.GetBytes(text).SelectMany(one => keys.Decode([one]))];
    }
}
