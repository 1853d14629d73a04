using Parlor.Cli.Chat;

namespace Parlor.Server.Tests.Cli.Chat;

/// <summary>Names of emoji, as they are written in other chats.</summary>
public sealed class ShortcodesTests
{
    [Theory]
    [InlineData("done :tada:", "done 🎉")]
    [InlineData(":+1::tada:", "👍🎉")]
    [InlineData("at 12:30:45, :nothing: of it", "at 12:30:45, :nothing: of it")]
    [InlineData("https://host:5000/x:fire:y", "https://host:5000/x:fire:y")]
    public void Names_become_emoji_where_they_stand_alone(string typed, string sent) => Assert.Equal(sent, Shortcodes.Replaced(typed));

    [Fact]
    public void A_name_is_found_by_its_beginning() => Assert.Equal(["🎉"], Shortcodes.BeginningWith("tad"));
}
