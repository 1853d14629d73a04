using System.CommandLine;

namespace Parlor.Cli;

/// <summary><c>parlor admin</c>: what it does about the server and its rooms.</summary>
internal static class AdminServerCommands
{
    public static Command SignUp()
    {
        var policy = new Argument<string?>("policy") { Description = "open, invitation or closed; tells what it is when left out.", Arity = ArgumentArity.ZeroOrOne };
        return new Command("sign-up", "Says who may sign up, from now on.") { policy }.Runs(async (server, parsed, cancel) =>
        {
            var answer = parsed.GetValue(policy) is { } signUp
                ? await server.Send(HttpMethod.Patch, "/settings", new { signUp }, cancel)
                : await server.Get("/settings", cancel);
            Console.WriteLine(answer.GetProperty("settings").Text("signUp"));
        });
    }

    public static Command Rooms()
    {
        var query = new Option<string?>("--query") { Description = "A part of a room's name or title." };
        var visibility = new Option<string?>("--visibility") { Description = "public or private." };
        var state = new Option<string?>("--state") { Description = "open, archived or ownerless." };
        var json = AdminCommand.JsonOption();
        return new Command("rooms", "Lists rooms.") { query, visibility, state, json }.Runs((server, parsed, cancel) =>
            AdminList.Print(
                server,
                "/rooms",
                "rooms",
                [("query", parsed.GetValue(query)), ("visibility", parsed.GetValue(visibility)), ("state", parsed.GetValue(state))],
                parsed.GetValue(json),
                [
                    ("NAME", room => room.Text("name")),
                    ("TITLE", room => room.Text("title")),
                    ("VISIBILITY", room => room.Text("visibility")),
                    ("MEMBERS", room => room.GetProperty("memberCount").ToString()),
                    ("MESSAGES", room => room.GetProperty("messages").ToString()),
                    ("LAST MESSAGE", room => room.Text("lastMessageAt")),
                    ("OWNER", room => room.TryGetProperty("owner", out var owner) ? owner.Text("username") : ""),
                ],
                cancel));
    }
}
