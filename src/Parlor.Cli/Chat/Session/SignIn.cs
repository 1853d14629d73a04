using System.Text;

namespace Parlor.Cli.Chat;

/// <summary>Who is at the terminal: by a token, by the session that was kept, or by name and password.</summary>
internal static class SignIn
{
    /// <exception cref="ChatProblem">Refused; or there is nobody to ask.</exception>
    public static async Task<ChatApi> As(ChatOptions options, CancellationToken cancel)
    {
        if (options.Token is { } token)
            return new ChatApi(options.Server, new Credentials("", token, ""), file: null);

        var file = new CredentialFile(CredentialFile.DefaultFolder, options.Server);
        if (file.Read() is { } kept && (options.User is null || string.Equals(options.User, kept.Username, StringComparison.OrdinalIgnoreCase)))
        {
            var api = new ChatApi(options.Server, kept, file);
            try
            {
                await api.Get("/me", cancel);
                return api;
            }
            catch (ChatProblem over) when (over.Code is ChatProblem.Unauthorized)
            {
                api.Dispose();
            }
        }

        var user = options.User ?? Ask($"Name at {options.Server.Authority}: ", hidden: false, "say who you are with --user");
        var password = Environment.GetEnvironmentVariable("PARLOR_PASSWORD") is { Length: > 0 } given
            ? given
            : Ask("Password: ", hidden: true, "put the password into PARLOR_PASSWORD");
        var fresh = await ChatApi.LogIn(options.Server, user, password, () => Ask("Code: ", hidden: false, "the account has a second factor"), cancel);
        using (await file.Lock(cancel))
            file.Write(fresh);
        return new ChatApi(options.Server, fresh, file);
    }

    /// <summary>Ends the session that is kept, if there is one.</summary>
    /// <returns>Whether there was one.</returns>
    public static async Task<bool> Out(Uri server, CancellationToken cancel)
    {
        var file = new CredentialFile(CredentialFile.DefaultFolder, server);
        if (file.Read() is not { } kept)
            return false;
        using var api = new ChatApi(server, kept, file);
        await api.LogOut(cancel);
        return true;
    }

    /// <summary>Asks at the terminal itself, so that what is piped in and out is left alone.</summary>
    private static string Ask(string question, bool hidden, string otherwise)
    {
        if (Console.IsInputRedirected)
            throw new ChatProblem(ChatProblem.Unauthorized, $"Not signed in, and nobody can be asked here: {otherwise}.");
        Console.Error.Write(question);
        var answer = hidden ? Terminal.ReadHidden() : ReadLine();
        if (hidden)
            Console.Error.WriteLine();
        return answer is { Length: > 0 } ? answer : throw new ChatProblem(ChatProblem.Unauthorized, "Not signed in.");
    }

    /// <summary>Reads a line as the terminal gives it; .NET's own reader would take over the terminal's settings.</summary>
    private static string ReadLine()
    {
        using var input = Terminal.OpenInput();
        var line = new List<byte>();
        while (input.ReadByte() is var read and not (-1 or '\n'))
            line.Add((byte)read);
        return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
    }
}
