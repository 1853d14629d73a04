using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using Parlor.Demo;
using Parlor.Server;

namespace Parlor.Cli;

/// <summary><c>parlor demo</c>: fills a fresh server with a small company, to look around in.</summary>
internal static class DemoCommand
{
    private const int PasswordLength = 14;

    /// <summary>Letters and digits that nobody takes for others.</summary>
    private const string PasswordCharacters = "abcdefghjkmnpqrstuvwxyz23456789";

    public static Command Create()
    {
        var settings = new ConfigurationFlags();
        var seed = new Option<int>("--seed") { Description = "Another number, another history.", DefaultValueFactory = _ => 1 };
        var people = new Option<int>("--people") { Description = "How many work there.", DefaultValueFactory = _ => 24 };
        var months = new Option<int>("--months") { Description = "How far the history goes back.", DefaultValueFactory = _ => 4 };
        var until = new Option<DateTimeOffset?>("--until") { Description = "When it ends, such as 2026-11-26T15:20Z; now, when left out." };
        var password = new Option<string?>("--password") { Description = "Everybody's password; a random one, when left out." };

        var command = new Command("demo", "Fills a fresh server with a small company: people, rooms, months of talk.") { seed, people, months, until, password };
        settings.AddTo(command);
        command.SetAction((parsed, _) => Run(settings, parsed, new DemoOptions
        {
            Seed = parsed.GetValue(seed),
            People = parsed.GetValue(people),
            Months = parsed.GetValue(months),
            Until = parsed.GetValue(until) ?? DateTimeOffset.UtcNow,
            Password = parsed.GetValue(password) ?? RandomNumberGenerator.GetString(PasswordCharacters, PasswordLength),
        }));
        return command;
    }

    private static async Task<int> Run(ConfigurationFlags flags, ParseResult parsed, DemoOptions options)
    {
        try
        {
            var configuration = flags.Read(parsed);
            var settings = Settings.From(configuration);
            var made = await DemoServer.Fill(settings, configuration, options);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"""
                A company has moved in: {made.Usernames.Count} people, {made.Rooms} rooms and conversations, {made.Messages:N0} messages since {made.Since:d MMMM yyyy} ({made.Took.TotalSeconds:N1} s).
                Log in as {made.Usernames[0]}, whose server it is, or as {string.Join(", ", made.Usernames.Skip(1).Take(4))} …
                Everybody's password: {options.Password}
                Start it: parlor serve {(settings.Postgres.Length > 0 ? "--postgres …" : $"--data {settings.Data}")}
                """));
            return ExitCode.Done;
        }
        catch (DemoException refused)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return ExitCode.Refused;
        }
        catch (SettingException wrong)
        {
            await Console.Error.WriteLineAsync(wrong.Message);
            return ExitCode.WrongSetting;
        }
    }
}
