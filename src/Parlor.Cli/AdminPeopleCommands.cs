using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace Parlor.Cli;

/// <summary><c>parlor admin</c>: what it does about people.</summary>
internal static class AdminPeopleCommands
{
    public static Command List()
    {
        var query = new Option<string?>("--query") { Description = "The beginning of a username, or of a word of a name." };
        var role = new Option<string?>("--role") { Description = "guest, member, admin or owner." };
        var state = new Option<string?>("--state") { Description = "active (signed in somewhere), signed_out, locked or banned." };
        var json = AdminCommand.JsonOption();
        return new Command("list", "Lists people.") { query, role, state, json }.Runs((server, parsed, cancel) =>
            AdminList.Print(
                server,
                "/people",
                "people",
                [("query", parsed.GetValue(query)), ("role", parsed.GetValue(role)), ("state", parsed.GetValue(state))],
                parsed.GetValue(json),
                [
                    ("USERNAME", person => person.GetProperty("user").Text("username")),
                    ("NAME", person => person.GetProperty("user").Text("displayName")),
                    ("ROLE", person => person.Text("role")),
                    ("STATE", person => person.Text("state")),
                    ("SESSIONS", person => person.GetProperty("sessions").ToString()),
                    ("LAST SEEN", person => person.Text("lastSeenAt")),
                    ("SINCE", person => person.Text("createdAt")),
                ],
                cancel));
    }

    public static Command Role()
    {
        var (user, yes) = (UserArgument(), AdminCommand.YesOption());
        var role = new Argument<string>("role") { Description = "guest, member, admin or owner." };
        return new Command("role", "Gives a person a role on the server.") { user, role, yes }.Runs(async (server, parsed, cancel) =>
            await Give(server, parsed.GetRequiredValue(user), parsed.GetRequiredValue(role), parsed.GetValue(yes), cancel));
    }

    public static Command MakeOwner()
    {
        var (user, yes) = (UserArgument(), AdminCommand.YesOption());
        return new Command("make-owner", "Makes a person an owner of the server.") { user, yes }.Runs(async (server, parsed, cancel) =>
            await Give(server, parsed.GetRequiredValue(user), "owner", parsed.GetValue(yes), cancel));
    }

    public static Command ResetPassword()
    {
        var user = UserArgument();
        var address = new Option<string>("--address")
        {
            Description = "Where people reach the server; the link begins with it.",
            DefaultValueFactory = _ => "http://localhost:5000",
        };
        return new Command("reset-password", "Makes a link by which a person chooses another password, once within a day.") { user, address }
            .Runs(async (server, parsed, cancel) =>
            {
                var answer = await server.Send(HttpMethod.Post, $"{Person(parsed.GetRequiredValue(user))}/password-link", null, cancel);
                var link = answer.GetProperty("link");
                Console.WriteLine($"{parsed.GetRequiredValue(address).TrimEnd('/')}/password/{link.Text("code")}");
                await Console.Error.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"Whoever has this link chooses the password of {link.GetProperty("user").Text("username")}, once, until {link.Text("expiresAt")}."));
            });
    }

    public static Command SignOut()
    {
        var (user, yes) = (UserArgument(), AdminCommand.YesOption());
        return new Command("sign-out", "Ends every session of a person.") { user, yes }.Runs(async (server, parsed, cancel) =>
        {
            var who = parsed.GetRequiredValue(user);
            AdminCommand.Confirm(parsed.GetValue(yes), $"Sign {who} out everywhere?");
            await server.Send(HttpMethod.Delete, $"{Person(who)}/sessions", null, cancel);
            Console.WriteLine($"{who} is signed out everywhere.");
        });
    }

    public static Command Ban()
    {
        var (user, yes) = (UserArgument(), AdminCommand.YesOption());
        var hours = new Option<int?>("--hours") { Description = "How long; for ever when left out." };
        var reason = new Option<string?>("--reason") { Description = "Why; the person is told, and the audit log." };
        return new Command("ban", "Keeps a person out of the server; their sessions end.") { user, hours, reason, yes }.Runs(async (server, parsed, cancel) =>
        {
            var who = parsed.GetRequiredValue(user);
            AdminCommand.Confirm(parsed.GetValue(yes), $"Ban {who} from the server?");
            var terms = new { seconds = parsed.GetValue(hours) * 60L * 60, reason = parsed.GetValue(reason) };
            var ban = (await server.Send(HttpMethod.Put, $"{Person(who)}/ban", terms, cancel)).GetProperty("ban");
            Console.WriteLine(ban.TryGetProperty("until", out var until) ? $"{who} is banned until {until.GetString()}." : $"{who} is banned.");
        });
    }

    public static Command Unban()
    {
        var user = UserArgument();
        return new Command("unban", "Lets a banned person in again.") { user }.Runs(async (server, parsed, cancel) =>
        {
            var who = parsed.GetRequiredValue(user);
            await server.Send(HttpMethod.Delete, $"{Person(who)}/ban", null, cancel);
            Console.WriteLine($"{who} may come in again.");
        });
    }

    private static async Task Give(AdminConnection server, string user, string role, bool yes, CancellationToken cancel)
    {
        if (role is "admin" or "owner")
            AdminCommand.Confirm(yes, $"Give {user} the role {role} on the whole server?");
        await server.Send(HttpMethod.Put, $"{Person(user)}/role", new { role }, cancel);
        Console.WriteLine($"{user} is {role} now.");
    }

    private static Argument<string> UserArgument() => new("user") { Description = "Whom: a username or an id." };

    private static string Person(string user) => $"/people/{Uri.EscapeDataString(user)}";
}
