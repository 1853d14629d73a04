using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Parlor.Server.Accounts;
using Parlor.Server.Administration;
using Parlor.Server.Data;

namespace Parlor.Server.Tests.Support;

/// <summary>Which database a test's server stores in.</summary>
public enum DatabaseKind
{
    Sqlite,
    Postgres,
}

/// <summary>The whole server in this process: real Kestrel on a free port, a data folder of its own, and a clock that tests move.</summary>
public sealed class TestServer : IAsyncDisposable
{
    /// <summary>Passwords cost the real server time on purpose; hundreds of test accounts have none to spare.</summary>
    private static readonly PasswordHasher<User> CheapHasher = new(Options.Create(new PasswordHasherOptions { IterationCount = 1 }));

    private readonly Dictionary<string, string?> _settings;
    private readonly DirectoryInfo _folder;
    private WebApplication _app = null!;

    private TestServer(Dictionary<string, string?> settings, DirectoryInfo folder)
    {
        _settings = settings;
        _folder = folder;
    }

    public FakeClock Clock { get; } = new();

    /// <summary>A client that is not signed in and keeps cookies, as a browser does.</summary>
    public HttpClient Http { get; private set; } = null!;

    public Uri Address => Http.BaseAddress!;

    public string Folder => _folder.FullName;

    public IServiceProvider Services => _app.Services;

    /// <summary>Starts a server whose limits on sign-ups and log-ins are out of the tests' way, unless they set them.</summary>
    public static async Task<TestServer> Start(DatabaseKind database = DatabaseKind.Sqlite, params (string Name, string Value)[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("parlor-test-");
        var values = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Url"] = "http://127.0.0.1:0",
            ["Data"] = Path.Combine(folder.FullName, "data"),
            ["Postgres"] = database == DatabaseKind.Postgres ? await NewDatabase.OnPostgres() : "",
            ["Limits:SignUpsPerMinute"] = "100000",
            ["Limits:LogInsPerMinute"] = "100000",
            ["Logging:LogLevel:Default"] = "None",
            ["Lines:Listen"] = "",
            ["Irc:Listen"] = "",
            ["Irc:ListenTls"] = "",
        };
        foreach (var (name, value) in settings)
            values[name] = value;
        if (database == DatabaseKind.Sqlite)
            await NewDatabase.CopyTo(values["Data"]!);
        var server = new TestServer(values, folder);
        await server.Run();
        return server;
    }

    /// <summary>Stops the server and starts it again on the same data, at another port.</summary>
    /// <param name="down">How long it is down.</param>
    public async Task Restart(TimeSpan down = default)
    {
        await Stop();
        Clock.Advance(down);
        await Run();
    }

    /// <summary>Stops the server, has something done to its data, and starts it again.</summary>
    public async Task WhileStopped(Func<Task> act)
    {
        await Stop();
        await act();
        await Run();
    }

    /// <summary>Signs a new person up.</summary>
    public async Task<Someone> SignUp(string username)
    {
        using var answer = await Http.PostAsJsonAsync("/api/v1/accounts", new { username, password = "correct horse battery" });
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(answer.IsSuccessStatusCode, body.ToString());
        var http = new HttpClient { BaseAddress = Address };
        var token = body.GetProperty("accessToken").GetString()!;
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return new Someone(body.GetProperty("user").GetProperty("id").GetString()!, username, token, http);
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        _folder.Delete(recursive: true);
        if (_settings["Postgres"] is { Length: > 0 } database)
            await PostgresCluster.Drop(database);
    }

    private async Task Run()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(_settings).Build();
        _app = ParlorServer.Build(Settings.From(configuration), configuration, Clock);
        _app.Services.GetRequiredService<AccountManager>().PasswordHasher = CheapHasher;
        await _app.StartAsync();
        Http = new HttpClient { BaseAddress = new Uri(_app.Urls.Single(url => !LocalDoor.IsAddress(url))) };
    }

    private async Task Stop()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}

/// <summary>A person with an account, and an HTTP client signed in as them.</summary>
public sealed record Someone(string Id, string Username, string Token, HttpClient Http);
