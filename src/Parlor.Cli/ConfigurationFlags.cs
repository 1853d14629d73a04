using System.CommandLine;
using Microsoft.Extensions.Configuration;
using Parlor.Server;

namespace Parlor.Cli;

/// <summary>The settings of a command that opens a server's data: its flags, over the environment, over the files.</summary>
internal sealed class ConfigurationFlags
{
    private readonly Option<string?> _data = new("--data") { Description = "The folder that holds everything the server keeps." };
    private readonly Option<string?> _postgres = new("--postgres") { Description = "A PostgreSQL connection string; without it, SQLite." };
    private readonly Option<string[]> _set = new("--set") { Description = "Any other setting, as Name=value; may be given more than once." };

    public void AddTo(Command command)
    {
        command.Add(_data);
        command.Add(_postgres);
        command.Add(_set);
    }

    /// <exception cref="SettingException">An assignment is not one.</exception>
    public IConfiguration Read(ParseResult parsed, params (string Name, string? Value)[] others)
    {
        var flags = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        Put(flags, "Data", parsed.GetValue(_data));
        Put(flags, "Postgres", parsed.GetValue(_postgres));
        foreach (var (name, value) in others)
            Put(flags, name, value);
        foreach (var assignment in parsed.GetValue(_set) ?? [])
        {
            if (assignment.Split('=', 2) is not [var name, var value])
                throw new SettingException($"Flag --set: '{assignment}' is not of the form Name=value.");
            flags[name] = value;
        }

        // The later wins: the file beside the program, the file in the working folder, the environment, the flags.
        return new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
            .AddJsonFile(Path.GetFullPath("appsettings.json"), optional: true)
            .AddEnvironmentVariables("PARLOR_")
            .AddInMemoryCollection(flags)
            .Build();
    }

    private static void Put(Dictionary<string, string?> flags, string name, string? value)
    {
        if (value is not null)
            flags[name] = value;
    }
}
