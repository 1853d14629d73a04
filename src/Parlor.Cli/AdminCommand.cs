using System.CommandLine;
using System.Net.Sockets;
using Parlor.Server;

namespace Parlor.Cli;

/// <summary><c>parlor admin</c>: what the administration pages do, for the operator at a shell.</summary>
internal static class AdminCommand
{
    public static Command Create() => new("admin", "Administers a server, running or not, by its data folder.")
    {
        AdminPeopleCommands.List(),
        AdminPeopleCommands.Role(),
        AdminPeopleCommands.MakeOwner(),
        AdminPeopleCommands.ResetPassword(),
        AdminPeopleCommands.SignOut(),
        AdminPeopleCommands.Ban(),
        AdminPeopleCommands.Unban(),
        AdminServerCommands.SignUp(),
        AdminServerCommands.Rooms(),
    };

    /// <summary>Gives a command its settings, a connection to the server, and one line for what goes wrong.</summary>
    public static Command Runs(this Command command, Func<AdminConnection, ParseResult, CancellationToken, Task> act)
    {
        var settings = new ConfigurationFlags();
        settings.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            try
            {
                await using var server = await AdminConnection.Open(settings.Read(parsed), cancel);
                await act(server, parsed, cancel);
                return ExitCode.Done;
            }
            catch (AdminRefusal refused)
            {
                await Console.Error.WriteLineAsync(refused.Message);
                return ExitCode.Refused;
            }
            catch (Exception wrong) when (wrong is SettingException or HttpRequestException or IOException or SocketException)
            {
                await Console.Error.WriteLineAsync(wrong.Message);
                return ExitCode.WrongSetting;
            }
        });
        return command;
    }

    public static Option<bool> YesOption() => new("--yes", "-y") { Description = "Does it without asking." };

    public static Option<bool> JsonOption() => new("--json") { Description = "Prints JSON, for other programs." };

    /// <summary>Asks whether to go on. Where nobody can be asked, such as in a pipe, the answer is no.</summary>
    /// <exception cref="AdminRefusal">No.</exception>
    public static void Confirm(bool yes, string question)
    {
        if (yes)
            return;
        if (Console.IsInputRedirected)
            throw new AdminRefusal($"{question} Nobody can be asked here: say so with --yes.");
        Console.Error.Write($"{question} [y/N] ");
        if (Console.ReadLine()?.Trim() is not ("y" or "Y" or "yes"))
            throw new AdminRefusal("Nothing was done.");
    }
}
