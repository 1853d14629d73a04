using System.Text;
using Parlor.Server.Accounts.TwoFactor;

namespace Parlor.Server.Tests.Accounts.TwoFactor;

public sealed class TotpTests
{
    private static readonly byte[] Key = Encoding.ASCII.GetBytes("12345678901234567890");

    /// <summary>RFC 6238, appendix B, SHA-1: the last six of its eight digits.</summary>
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long time, string code)
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(time);
        Assert.Equal(code, Totp.Code(Key, Totp.StepAt(at)));
        Assert.Equal(Totp.StepAt(at), Totp.StepOf(code, Key, at));
        Assert.Equal(Totp.StepAt(at), Totp.StepOf($" {code[..3]} {code[3..]} ", Key, at));
    }

    [Fact]
    public void A_clock_may_differ_by_one_step_either_way_and_no_more()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1234567890);
        var step = Totp.StepAt(now);
        foreach (var off in new[] { -1, 0, 1 })
            Assert.Equal(step + off, Totp.StepOf(Totp.Code(Key, step + off), Key, now));
        foreach (var off in new[] { -2, 2 })
            Assert.Null(Totp.StepOf(Totp.Code(Key, step + off), Key, now));
    }

    [Theory]
    [InlineData("")]
    [InlineData("05924")]
    [InlineData("0005924")]
    [InlineData("٠٠٥٩٢٤")]
    [InlineData("00592x")]
    public void What_is_not_six_digits_is_no_code(string code) =>
        Assert.Null(Totp.StepOf(code, Key, DateTimeOffset.FromUnixTimeSeconds(1234567890)));

    [Theory]
    [InlineData("MY", "f")]
    [InlineData("MZXQ", "fo")]
    [InlineData("MZXW6YTBOI", "foobar")]
    public void Keys_are_read_as_the_standard_writes_them(string text, string bytes) =>
        Assert.Equal(bytes, Encoding.ASCII.GetString(Base32.Decode(text)));

    [Fact]
    public void Other_letters_are_no_key() => Assert.Throws<FormatException>(() => Base32.Decode("MZX1"));
}
