using Parlor.Server.Accounts;

namespace Parlor.Server.Tests.Accounts;

public sealed class AccountRulesTests
{
    [Theory]
    [InlineData("anna", "anna")]
    [InlineData("Anna", "anna")]
    [InlineData("a-b_c9", "a-b_c9")]
    [InlineData("42", "42")]
    [InlineData("12345678901234", "12345678901234")]
    [InlineData("abcdefghijklmnopqrstuvwxyz012345", "abcdefghijklmnopqrstuvwxyz012345")]
    public void A_username_is_folded_to_lower_case(string typed, string stored) => Assert.Equal(stored, AccountRules.Username(typed));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("abcdefghijklmnopqrstuvwxyz0123456")]
    [InlineData("an na")]
    [InlineData("anna ")]
    [InlineData("änna")]
    [InlineData("anna.b")]
    [InlineData("an\0na")]
    [InlineData("\u212Aelvin")]
    [InlineData("123456789012345")]
    public void What_is_no_username_is_refused(string? typed)
    {
        var problem = Assert.Throws<Problem>(() => AccountRules.Username(typed));
        Assert.Equal((ProblemCode.Invalid, "username"), (problem.Code, problem.Field));
    }

    [Theory]
    [InlineData("  Anna  ", "Anna")]
    [InlineData("Ännchen von Tharau", "Ännchen von Tharau")]
    [InlineData("👩‍🚀", "👩‍🚀")]
    [InlineData("안나", "안나")]
    public void A_display_name_is_trimmed(string typed, string stored) => Assert.Equal(stored, AccountRules.DisplayName(typed));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\u200B\u200B")]
    [InlineData("a\nb")]
    [InlineData("a\0b")]
    [InlineData("a\u2028b")]
    [InlineData("\u202Eanna")]
    [InlineData("a\ud800b")]
    public void What_is_no_display_name_is_refused(string typed)
    {
        var problem = Assert.Throws<Problem>(() => AccountRules.DisplayName(typed));
        Assert.Equal((ProblemCode.Invalid, "displayName"), (problem.Code, problem.Field));
    }

    [Fact]
    public void A_display_name_is_measured_in_characters_and_not_in_their_halves()
    {
        Assert.Equal(128, AccountRules.DisplayName(string.Concat(Enumerable.Repeat("😀", 64))).Length);
        Assert.Throws<Problem>(() => AccountRules.DisplayName(string.Concat(Enumerable.Repeat("😀", 65))));
    }

    [Theory]
    [InlineData("anna@example.org", "anna@example.org")]
    [InlineData(" anna@example.org ", "anna@example.org")]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void An_email_is_trimmed_and_none_is_none(string? typed, string? stored) => Assert.Equal(stored, AccountRules.Email(typed));

    [Theory]
    [InlineData("anna")]
    [InlineData("@example.org")]
    [InlineData("anna@")]
    [InlineData("an na@example.org")]
    [InlineData("anna@example.org\0x")]
    [InlineData("anna@example.org\r\nBcc:all@example.org")]
    public void What_is_no_email_is_refused(string typed)
    {
        var problem = Assert.Throws<Problem>(() => AccountRules.Email(typed));
        Assert.Equal((ProblemCode.Invalid, "email"), (problem.Code, problem.Field));
    }

    [Fact]
    public void An_email_that_no_mail_server_takes_is_refused() =>
        Assert.Throws<Problem>(() => AccountRules.Email(new string('a', AccountRules.LongestEmail) + "@example.org"));
}
