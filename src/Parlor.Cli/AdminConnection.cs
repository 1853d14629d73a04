using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Parlor.Server;
using Parlor.Server.Administration;

namespace Parlor.Cli;

/// <summary>
/// The administration of a server, as its operator: through the socket in its data folder where it runs, and otherwise through a server
/// that is started for as long as the command takes and listens nowhere else.
/// </summary>
internal sealed class AdminConnection : IAsyncDisposable
{
    private const string Base = "http://localhost/api/v1/admin";

    private readonly HttpClient _http;
    private readonly WebApplication? _own;

    private AdminConnection(string socket, WebApplication? own)
    {
        _own = own;
        _http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancel) => new NetworkStream(await Connect(socket, cancel), ownsSocket: true),
        });
    }

    /// <exception cref="SettingException">There is no server's data where the settings say, or it cannot be used.</exception>
    public static async Task<AdminConnection> Open(IConfiguration configuration, CancellationToken cancel)
    {
        var settings = Settings.From(configuration);
        var socket = LocalDoor.SocketIn(settings.Data);
        if (!Directory.Exists(settings.Data))
            throw new SettingException("Data", $"'{Path.GetFullPath(settings.Data)}' does not exist; name the folder of your server with --data.");
        if (await IsAnswering(socket, cancel))
            return new AdminConnection(socket, own: null);

        // Nobody reads what a server that lives for a moment has to say; what goes wrong comes back as the answer.
        var quiet = new ConfigurationBuilder().AddConfiguration(configuration)
            .AddInMemoryCollection([new("Logging:LogLevel:Default", "None"), new("Logging:LogLevel:Microsoft", "None")])
            .Build();
        var app = ParlorServer.Build(settings, quiet, listen: false);
        await app.StartAsync(cancel);
        return new AdminConnection(socket, app);
    }

    public Task<JsonElement> Get(string path, CancellationToken cancel) => Send(HttpMethod.Get, path, null, cancel);

    /// <summary>Asks for something, and gives back the answer's JSON; nothing where there is none.</summary>
    /// <exception cref="AdminRefusal">The server said no.</exception>
    public async Task<JsonElement> Send(HttpMethod method, string path, object? body, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(method, Base + path) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await _http.SendAsync(request, cancel);
        var json = answer.StatusCode == HttpStatusCode.NoContent ? default : await answer.Content.ReadFromJsonAsync<JsonElement>(cancel);
        return answer.IsSuccessStatusCode ? json : throw new AdminRefusal(json.GetProperty("detail").GetString()!);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_own is null)
            return;
        await _own.StopAsync();
        await _own.DisposeAsync();
    }

    private static async Task<bool> IsAnswering(string socket, CancellationToken cancel)
    {
        try
        {
            (await Connect(socket, cancel)).Dispose();
            return true;
        }
        catch (Exception none) when (none is SocketException or ArgumentException)
        {
            // No file, a file that a killed server left, or a path that is too long for one.
            return false;
        }
    }

    private static async Task<Socket> Connect(string socket, CancellationToken cancel)
    {
        var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await connection.ConnectAsync(new UnixDomainSocketEndPoint(socket), cancel);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}

/// <summary>The server refused a command, for a reason that whoever gave it is told.</summary>
internal sealed class AdminRefusal(string message) : Exception(message);
