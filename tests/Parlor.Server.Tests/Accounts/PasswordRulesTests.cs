using Parlor.Server.Accounts;

namespace Parlor.Server.Tests.Accounts;

public sealed class PasswordRulesTests
{
    private static readonly User Anna = new() { Username = "anna-maria", DisplayName = "Anna Maria B.", Email = "anna@example.org" };

    [Theory]
    [InlineData("tr0ub4do")]
    [InlineData("only lower case words")]
    [InlineData("ohneLeerzeichen")]
    [InlineData("пароль-который-длинный")]
    [InlineData("😀😀😀😀😀😀😀😀")]
    public void Any_characters_will_do(string password) => PasswordRules.Check(password, Anna);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("seven77")]
    [InlineData("😀😀😀😀😀😀😀")]
    [InlineData("password")]
    [InlineData("PassWord")]
    [InlineData("12345678")]
    [InlineData("qwertyuiop")]
    [InlineData("password123")]
    [InlineData("anna-maria")]
    [InlineData("ANNA-MARIA")]
    [InlineData(" anna maria b. ")]
    [InlineData("anna@example.org")]
    public void Short_common_and_own_names_are_refused(string? password)
    {
        var problem = Assert.Throws<Problem>(() => PasswordRules.Check(password, Anna));
        Assert.Equal((ProblemCode.Invalid, "password"), (problem.Code, problem.Field));
    }

    [Fact]
    public void The_longest_password_has_128_characters()
    {
        PasswordRules.Check(string.Concat(Enumerable.Repeat("é😀", 64)), Anna);
        Assert.Throws<Problem>(() => PasswordRules.Check(new string('x', PasswordRules.Longest + 1), Anna));
    }
}
