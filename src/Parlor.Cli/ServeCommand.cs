using System.CommandLine;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Parlor.Server;

namespace Parlor.Cli;

/// <summary><c>parlor serve</c>: runs the server until it is told to stop.</summary>
internal static class ServeCommand
{
    private const int WrongSetting = 2;

    public static Command Create()
    {
        var url = new Option<string?>("--url") { Description = "Where to listen, such as http://localhost:5000." };
        var data = new Option<string?>("--data") { Description = "The folder that holds everything the server keeps." };
        var postgres = new Option<string?>("--postgres") { Description = "A PostgreSQL connection string; without it, SQLite." };
        var set = new Option<string[]>("--set") { Description = "Any other setting, as Name=value; may be given more than once." };

        var command = new Command("serve", "Runs the chat server.") { url, data, postgres, set };
        command.SetAction((parsed, cancel) =>
        {
            var flags = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
            Put(flags, "Url", parsed.GetValue(url));
            Put(flags, "Data", parsed.GetValue(data));
            Put(flags, "Postgres", parsed.GetValue(postgres));
            return Run(flags, parsed.GetValue(set) ?? [], cancel);
        });
        return command;
    }

    private static async Task<int> Run(Dictionary<string, string?> flags, string[] assignments, CancellationToken cancel)
    {
        try
        {
            foreach (var assignment in assignments)
            {
                if (assignment.Split('=', 2) is not [var name, var value])
                    throw new SettingException($"Flag --set: '{assignment}' is not of the form Name=value.");
                flags[name] = value;
            }

            var configuration = Configuration(flags);
            var settings = Settings.From(configuration);
            await using var app = ParlorServer.Build(settings, configuration);
            await app.StartAsync(cancel);
            Console.WriteLine($"Parlor listens at {string.Join(" ", app.Urls)}");
            await app.WaitForShutdownAsync(cancel);
            return 0;
        }
        catch (Exception wrong) when (wrong is SettingException or IOException { InnerException: AddressInUseException or SocketException })
        {
            // Kestrel wraps a port in use into an IOException; for whoever starts the server both are one line, not a stack.
            await Console.Error.WriteLineAsync(wrong.Message);
            return WrongSetting;
        }
    }

    /// <summary>The later wins: the file beside the program, the file in the working folder, the environment, the flags.</summary>
    private static IConfiguration Configuration(Dictionary<string, string?> flags) => new ConfigurationBuilder()
        .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
        .AddJsonFile(Path.GetFullPath("appsettings.json"), optional: true)
        .AddEnvironmentVariables("PARLOR_")
        .AddInMemoryCollection(flags)
        .Build();

    private static void Put(Dictionary<string, string?> flags, string name, string? value)
    {
        if (value is not null)
            flags[name] = value;
    }
}
