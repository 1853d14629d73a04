using Microsoft.Extensions.Configuration;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests;

public sealed class SettingsTests
{
    [Fact]
    public void Without_any_setting_the_defaults_hold()
    {
        var settings = Read();
        Assert.Equal("http://localhost:5000", settings.Url);
        Assert.Equal("./data", settings.Data);
        Assert.Equal("", settings.Postgres);
        Assert.Equal((30, 120, 10, 60), (
            settings.Limits.SignUpsPerMinute, settings.Limits.LogInsPerMinute, settings.Limits.PostsPerSecond, settings.Limits.PostBurst));
    }

    [Theory]
    [InlineData("Limits:PostsPerSecond", "many")]
    [InlineData("Limits:PostBurst", "0")]
    [InlineData("Limits:SignUpsPerMinute", "-5")]
    [InlineData("Url", "localhost")]
    [InlineData("Url", "ftp://localhost")]
    [InlineData("SignUp", "sometimes")]
    [InlineData("Limits:PostsPerSecnd", "5")]
    [InlineData("Colour", "green")]
    public void A_wrong_setting_is_named_in_one_line(string name, string value)
    {
        var wrong = Assert.Throws<SettingException>(() => Read((name, value)));
        Assert.Contains(name, wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', wrong.Message);
    }

    [Fact]
    public void Every_setting_stands_in_the_table_of_the_manual_and_in_the_shipped_file()
    {
        var manual = File.ReadAllText(Path.Combine(Repository.Root, "docs", "operations.md"));
        var shipped = new ConfigurationBuilder().AddJsonFile(Path.Combine(Repository.Root, "src", "Parlor.Cli", "appsettings.json")).Build();
        Settings.From(shipped);
        var names = new[]
        {
            "Url", "Data", "Postgres", "Name", "SignUp", "Web", "Limits:SignUpsPerMinute", "Limits:LogInsPerMinute", "Limits:PostsPerSecond",
            "Limits:PostBurst", "Lines:Listen", "Lines:Guests", "Lines:MostPerAddress", "Lines:LinesPerSecond",
            "Lines:LineBurst", "Irc:Listen", "Irc:ListenTls", "Irc:Name", "Irc:Guests", "Irc:JoinCreatesRoom", "Irc:Password",
        };
        Assert.All(names, name => Assert.Contains($"`{name}`", manual, StringComparison.Ordinal));
        Assert.All(names.Except(["Web", "Lines:Listen", "Irc:Listen", "Irc:ListenTls"]), name => Assert.NotNull(shipped[name]));
    }

    private static Settings Read(params (string Name, string Value)[] values) => Settings.From(new ConfigurationBuilder()
        .AddInMemoryCollection(values.ToDictionary(pair => pair.Name, string? (pair) => pair.Value)).Build());
}
