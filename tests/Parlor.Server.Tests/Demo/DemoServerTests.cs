using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Parlor.Demo;
using Parlor.Server.Administration;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Demo;

public sealed class DemoOnSqliteTests() : DemoSpecification(DatabaseKind.Sqlite);

public sealed class DemoOnPostgresTests() : DemoSpecification(DatabaseKind.Postgres);

/// <summary>A server that the demo has filled, as its clients find it.</summary>
public abstract class DemoSpecification(DatabaseKind database) : IAsyncLifetime
{
    /// <summary>A small company of the shortest history is enough to see that everything is there.</summary>
    private static readonly DemoOptions Small = new()
    {
        People = 12,
        Months = 1,
        Until = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero),
        Password = "tide and time",
    };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("parlor-demo-");
    private Dictionary<string, string?> _settings = [];

    public async ValueTask InitializeAsync() => _settings = new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["Url"] = "http://127.0.0.1:0",
        ["Data"] = Path.Combine(_folder.FullName, "data"),
        ["Postgres"] = database == DatabaseKind.Postgres ? await PostgresCluster.CreateDatabase() : "",
        ["Logging:LogLevel:Default"] = "None",
    };

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task What_was_told_is_there_over_HTTP_with_logs_without_gaps()
    {
        var report = await Fill();
        await using var app = ParlorServer.Build(Settings, Configuration, TimeProvider.System);
        await app.StartAsync(TestContext.Current.CancellationToken);
        var maren = await LogIn(app.Urls.Single(url => !LocalDoor.IsAddress(url)));

        var rooms = (await maren.Get("/api/v1/rooms")).GetProperty("rooms").EnumerateArray().ToList();
        Assert.Contains(rooms, room => room.Number("unread") > 0);
        Assert.Contains(rooms, room => room.Number("mentions") > 0);
        Assert.Contains(rooms, room => room.Text("kind") is "direct");
        Assert.Contains(rooms, room => room.Text("kind") is "group");
        Assert.Contains(rooms, room => room.TryGetProperty("archivedAt", out _));
        Assert.Contains(rooms, room => room.GetProperty("announceOnly").GetBoolean());

        var messages = 0;
        foreach (var room in rooms)
            messages += await CheckLog(maren, room);
        Assert.InRange(messages, report.Messages / 2, report.Messages);

        var me = await maren.Get("/api/v1/me");
        Assert.Equal("owner", me.GetProperty("user").Text("role"));
        using var face = await maren.Http.GetAsync(new Uri(me.GetProperty("user").Text("avatarUrl")!, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal("image/png", face.Content.Headers.ContentType?.MediaType);
        await app.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_server_with_people_is_left_alone()
    {
        await using (var server = ParlorServer.Build(Settings, Configuration, TimeProvider.System))
        {
            await server.StartAsync(TestContext.Current.CancellationToken);
            using var http = new HttpClient { BaseAddress = new Uri(server.Urls.Single(url => !LocalDoor.IsAddress(url))) };
            using var signUp = await http.PostAsJsonAsync("/api/v1/accounts", new { username = "robin", password = "correct horse battery" }, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Created, signUp.StatusCode);
            await server.StopAsync(TestContext.Current.CancellationToken);
        }

        var before = Files();
        await Assert.ThrowsAsync<DemoException>(Fill);
        Assert.Equal(before, Files());
    }

    [Fact]
    public async Task A_server_that_nobody_has_signed_up_at_is_fresh()
    {
        await using (var server = ParlorServer.Build(Settings, Configuration, TimeProvider.System))
            await server.StartAsync(TestContext.Current.CancellationToken);
        Assert.True((await Fill()).Messages > 0);
    }

    [Fact]
    public async Task A_password_that_is_too_short_is_refused_by_name()
    {
        var refused = await Assert.ThrowsAsync<DemoException>(() => DemoServer.Fill(Settings, Configuration, Small with { Password = "short" }));
        Assert.Contains("--password", refused.Message, StringComparison.Ordinal);
    }

    private IConfiguration Configuration => new ConfigurationBuilder().AddInMemoryCollection(_settings).Build();

    private Settings Settings => Settings.From(Configuration);

    private Task<DemoReport> Fill() => DemoServer.Fill(Settings, Configuration, Small);

    /// <summary>Reads a room's whole log, page by page.</summary>
    /// <returns>How many messages are in it.</returns>
    private static async Task<int> CheckLog(Someone reader, JsonElement room)
    {
        var (seq, messages) = (0L, 0);
        while (true)
        {
            var page = await reader.Get($"/api/v1/rooms/{room.Text("id")}/events?after={seq}&limit=200");
            foreach (var happened in page.GetProperty("events").EnumerateArray())
            {
                Assert.Equal(++seq, happened.Number("seq"));
                messages += happened.TryGetProperty("message", out _) ? 1 : 0;
            }

            if (!page.GetProperty("hasAfter").GetBoolean())
                break;
        }

        Assert.Equal(room.Number("lastSeq"), seq);
        return messages;
    }

    private static async Task<Someone> LogIn(string url)
    {
        var http = new HttpClient { BaseAddress = new Uri(url) };
        using var answer = await http.PostAsJsonAsync("/api/v1/sessions", new { username = "maren", password = Small.Password });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var token = body.Text("accessToken")!;
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return new Someone(body.GetProperty("user").Text("id")!, "maren", token, http);
    }

    /// <summary>What lies in the data folder, but for what reading a database leaves beside it.</summary>
    private List<string> Files() =>
    [
        .. Directory.EnumerateFiles(_folder.FullName, "*", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith("-shm", StringComparison.Ordinal) && !file.EndsWith("-wal", StringComparison.Ordinal))
            .Select(file => $"{file} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)))}").Order(),
    ];
}
