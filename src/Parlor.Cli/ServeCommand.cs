using System.CommandLine;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Parlor.Server;
using Parlor.Server.Administration;

namespace Parlor.Cli;

/// <summary><c>parlor serve</c>: runs the server until it is told to stop.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var url = new Option<string?>("--url") { Description = "Where to listen, such as http://localhost:5000." };
        var room = new Option<string[]>("--room") { Description = "A room with a port and a process of its own, as name=5101; may be given more than once." };
        var settings = new ConfigurationFlags();
        var command = new Command("serve", "Runs the chat server.") { url, room };
        settings.AddTo(command);
        command.SetAction((parsed, cancel) => Run(
            () => settings.Read(parsed, [("Url", parsed.GetValue(url)), .. (parsed.GetValue(room) ?? []).Select(Room)]), cancel));
        return command;
    }

    private static (string Name, string? Value) Room(string assignment) => assignment.Split('=', 2) is [{ Length: > 0 } name, var listen]
        ? ($"Rooms:{name}", listen)
        : throw new SettingException($"Flag --room: '{assignment}' is not of the form name=port.");

    private static async Task<int> Run(Func<IConfiguration> configure, CancellationToken cancel)
    {
        try
        {
            var configuration = configure();
            await using var app = ParlorServer.Build(Settings.From(configuration), configuration);
            await app.StartAsync(cancel);
            Console.WriteLine($"Parlor listens at {string.Join(" ", app.Urls.Where(url => !LocalDoor.IsAddress(url)))}");
            await app.WaitForShutdownAsync(cancel);
            return ExitCode.Done;
        }
        catch (Exception wrong) when (wrong is SettingException or IOException { InnerException: AddressInUseException or SocketException })
        {
            // Kestrel wraps a port in use into an IOException; for whoever starts the server both are one line, not a stack.
            await Console.Error.WriteLineAsync(wrong.Message);
            return ExitCode.WrongSetting;
        }
    }
}
