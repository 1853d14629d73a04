using System.CommandLine;

namespace Parlor.Cli.Chat;

/// <summary><c>parlor chat</c>: talk from a terminal, or from a script.</summary>
internal static class ChatCommand
{
    private const int MostHistory = 200;

    public static Command Create()
    {
        var server = new Option<string>("--server")
        {
            Description = "Where people reach the server.",
            DefaultValueFactory = _ => "http://localhost:5000",
        };
        var room = new Option<string?>("--room") { Description = "The room to begin in, by its name; @NAME for a conversation with somebody." };
        var user = new Option<string?>("--user") { Description = "Who you are; the password is asked for, or taken from PARLOR_PASSWORD." };
        var token = new Option<string?>("--token") { Description = "An access token in place of a log-in." };
        var follow = new Option<bool>("--follow") { Description = "Prints what is said as lines, in that room or in all." };
        var json = new Option<bool>("--json") { Description = "With --follow: prints each event as a line of JSON." };
        var history = new Option<int>("--history") { Description = $"With --follow and --room: first prints so many messages, {MostHistory} at most." };
        history.Validators.Add(given =>
        {
            if (given.GetValue(history) is < 0 or > MostHistory)
                given.AddError($"--history takes 0 to {MostHistory}.");
        });
        var logOut = new Option<bool>("--logout") { Description = "Ends the session that is kept for the server, and forgets it." };

        var command = new Command("chat", "Talks in the rooms of a server: on the whole screen, or over pipes.")
        {
            server, room, user, token, follow, json, history, logOut,
        };
        command.SetAction((parsed, cancel) => Guarded(
            parsed.GetValue(server)!,
            address =>
            {
                var options = new ChatOptions(
                    address, parsed.GetValue(room), parsed.GetValue(user), parsed.GetValue(token), parsed.GetValue(json), parsed.GetValue(history));
                return parsed.GetValue(logOut) ? LogOut(options, cancel) : Run(options, parsed.GetValue(follow), cancel);
            },
            cancel));
        return command;
    }

    private static async Task LogOut(ChatOptions options, CancellationToken cancel)
    {
        var was = await SignIn.Out(options.Server, cancel);
        Console.WriteLine(was ? $"Signed out of {options.Server.Authority}." : $"There was no session at {options.Server.Authority}.");
    }

    private static async Task Run(ChatOptions options, bool follow, CancellationToken cancel)
    {
        var piped = Console.IsInputRedirected && !follow;
        if (piped && options.Room is null)
            throw new ChatProblem("invalid", "Say with --room where the lines go, or read with --follow.");
        if (!piped && !follow && Console.IsOutputRedirected)
            throw new ChatProblem("invalid", "The screen needs a terminal; use --follow to print lines.");

        using var api = await SignIn.As(options, cancel);
        var me = Person.From((await api.Get("/me", cancel)).Member("user"));
        var model = new ChatModel(me, TimeProvider.System);
        await using var client = new ChatClient(api, me.Id, TimeProvider.System);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var connection = client.Run(end.Token);
        try
        {
            if (piped)
            {
                using var input = new StreamReader(Console.OpenStandardInput());
                await PipedLines.Run(client, model, options, input, end.Token);
            }
            else if (follow)
            {
                await Follow.Run(client, model, api, options, bytes => StandardOutput.Write(bytes), end.Token);
            }
            else if (OperatingSystem.IsWindows())
            {
                throw new ChatProblem("invalid", "The screen needs a terminal of Unix, such as in WSL; pipes work everywhere.");
            }
            else
            {
                using var screen = new FullScreen(client, model, api, options, end.Token);
                await screen.Run();
            }
        }
        finally
        {
            await end.CancelAsync();
            await connection.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    /// <summary>Gives what goes wrong one line and an exit code; being stopped, and a reader that has gone, are ends like others.</summary>
    private static async Task<int> Guarded(string server, Func<Uri, Task> act, CancellationToken cancel)
    {
        try
        {
            if (!Uri.TryCreate(server, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
                throw new ChatProblem("invalid", $"'{server}' is not the address of a server, such as http://localhost:5000.");
            await act(address);
            return ExitCode.Done;
        }
        catch (ChatProblem problem)
        {
            await Console.Error.WriteLineAsync(Harmless.Line(problem.Message));
            return ExitCode.Refused;
        }
        catch (Exception end) when (end is IOException || (end is OperationCanceledException && cancel.IsCancellationRequested))
        {
            return ExitCode.Done;
        }
    }
}
