using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Parlor.Server.Tests.Delivery;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Administration;

/// <summary><c>parlor admin</c>, as the program that an operator starts, beside a server that runs and on the data of one that does not.</summary>
public sealed class AdminProgramTests : IAsyncLifetime
{
    private TestServer _server = null!;
    private Someone _ada = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.Start();
        _ada = await _server.SignUp("ada");
        await _server.SignUp("ben");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Beside_a_running_server_what_it_changes_counts_at_once()
    {
        Assert.Equal((0, "closed\n", ""), await Run("sign-up", "closed"));
        Assert.Equal("closed", (await _server.Http.GetFromJsonAsync<JsonElement>("/api/v1/server")).Text("signUp"));
        Assert.Equal((0, "ben is admin now.\n", ""), await Run("role", "ben", "admin", "--yes"));
        Assert.Equal((0, "ada is signed out everywhere.\n", ""), await Run("sign-out", "ada", "--yes"));
        await _ada.Get("/api/v1/me", HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task What_it_does_is_written_down_as_the_operators()
    {
        await Run("sign-up", "closed");
        await Run("role", "ben", "admin", "--yes");
        await Run("sign-out", "ben", "--yes");
        await Run("reset-password", "ben");
        var acts = (await _ada.Get("/api/v1/server/audit")).GetProperty("entries").EnumerateArray().ToList();
        Assert.Equal(
            ["password_link_made", "sessions_ended", "server_role_given", "settings_changed"], acts.Select(act => act.Text("action")));
        Assert.All(acts, act => Assert.False(act.TryGetProperty("by", out _)));
    }

    [Fact]
    public async Task Whoever_is_banned_is_out_at_once_and_comes_back_when_let_in()
    {
        Assert.Equal((0, "ben is banned.\n", ""), await Run("ban", "ben", "--reason", "Spam", "--yes"));
        Assert.Equal(HttpStatusCode.Forbidden, await LogIn("ben"));
        var ban = Assert.Single((await _ada.Get("/api/v1/server/bans")).GetProperty("bans").EnumerateArray());
        Assert.Equal("Spam", ban.Text("reason"));
        Assert.False(ban.TryGetProperty("by", out _));
        Assert.StartsWith("ben       ben   member  banned", (await Run("list", "--state", "banned")).Output.Split('\n')[1], StringComparison.Ordinal);
        Assert.Equal((0, "ben may come in again.\n", ""), await Run("unban", "ben"));
        Assert.Equal(HttpStatusCode.Created, await LogIn("ben"));
        Assert.Equal((1, "", "That account is not banned.\n"), await Run("unban", "ben"));
        Assert.Equal((1, "", "seconds must be between 60 and 31536000.\n"), await Run("ban", "ben", "--hours", "0", "--yes"));
    }

    [Fact]
    public async Task On_the_data_of_a_stopped_server_it_does_the_same()
    {
        await _server.WhileStopped(async () =>
        {
            Assert.Equal((0, "invitation\n", ""), await Run("sign-up", "invitation"));
            Assert.Equal((0, "ben is owner now.\n", ""), await Run("make-owner", "ben", "-y"));
            Assert.Equal((0, "invitation\n", ""), await Run("sign-up"));
        });

        Assert.Equal("invitation", (await _server.Http.GetFromJsonAsync<JsonElement>("/api/v1/server")).Text("signUp"));
        var people = JsonSerializer.Deserialize<JsonElement>((await Run("list", "--role", "owner", "--json")).Output);
        Assert.Equal(["ada", "ben"], people.EnumerateArray().Select(person => person.GetProperty("user").Text("username")));
    }

    [Fact]
    public async Task Lists_are_columns_for_people()
    {
        await _ada.Post("/api/v1/rooms", new { name = "lobby", title = "The lobby", visibility = "private" });
        var people = (await Run("list")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, people.Length);
        Assert.StartsWith("USERNAME  NAME  ROLE    STATE", people[0], StringComparison.Ordinal);
        Assert.StartsWith("ada       ada   owner   active", people[1], StringComparison.Ordinal);
        var rooms = (await Run("rooms", "--query", "LOBBY")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, rooms.Length);
        Assert.StartsWith("lobby  The lobby  private     1", rooms[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_is_reset_by_a_link()
    {
        var (code, output, note) = await Run("reset-password", "ben", "--address", "https://chat.example.org/");
        Assert.Equal(0, code);
        Assert.Contains("ben", note, StringComparison.Ordinal);
        var link = new Uri(output.Trim());
        Assert.Equal("chat.example.org", link.Host);
        var secret = link.Segments[^1];
        using var chosen = await _server.Http.PostAsJsonAsync($"/api/v1/password-links/{secret}", new { password = "another horse battery" });
        Assert.Equal(HttpStatusCode.NoContent, chosen.StatusCode);
    }

    [Fact]
    public async Task What_cannot_be_done_is_said_in_one_line_and_by_the_exit_code()
    {
        Assert.Equal((1, "", "There is no such person.\n"), await Run("role", "nobody", "member"));
        Assert.Equal((1, "", "That is the server's last owner: make somebody else one first.\n"), await Run("role", "ada", "guest"));
        Assert.Equal((1, "", "role is one of guest, member, admin, owner.\n"), await Run("role", "ben", "king"));
        var (unasked, _, question) = await Run("make-owner", "ben");
        Assert.Equal(1, unasked);
        Assert.Contains("--yes", question, StringComparison.Ordinal);
        var (wrong, _, complaint) = await Start("admin", "list", "--data", Path.Combine(_server.Folder, "nothing"));
        Assert.Equal(2, wrong);
        Assert.Contains("--data", complaint, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_server.Folder, "nothing")));
        var owners = JsonSerializer.Deserialize<JsonElement>((await Run("list", "--role", "owner", "--json")).Output);
        Assert.Equal("ada", Assert.Single(owners.EnumerateArray()).GetProperty("user").Text("username"));
    }

    private async Task<HttpStatusCode> LogIn(string username)
    {
        using var answer = await _server.Http.PostAsJsonAsync("/api/v1/sessions", new { username, password = "correct horse battery" });
        return answer.StatusCode;
    }

    private Task<(int Code, string Output, string Error)> Run(params string[] command) =>
        Start(["admin", .. command, "--data", Path.Combine(_server.Folder, "data")]);

    /// <summary>Starts the program with nobody at its input, as in a pipe.</summary>
    private static async Task<(int Code, string Output, string Error)> Start(params string[] command)
    {
        var start = new ProcessStartInfo(ServerProgram.Executable, command)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PARLOR_", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(name);
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
