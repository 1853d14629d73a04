using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Parlor.Server.Terminal.Ports;
using Parlor.SocketIO;
using Socket = System.Net.Sockets.Socket;

namespace Parlor.Server.Terminal.RoomProcesses;

/// <summary>
/// The process of one room (<c>parlor room</c>): it has the room's port and the room's clients, and for all that is said and asked there a
/// link to the server. It keeps nothing, and ends when its link does.
/// </summary>
public static class RoomProcess
{
    /// <summary>Clients at one time; more are refused.</summary>
    private const int MostConnections = 12_000;

    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(2);

    /// <summary>Serves the room until the link ends.</summary>
    /// <param name="socket">The path of the server's socket.</param>
    /// <param name="secret">What is shown there.</param>
    /// <param name="listen">Where to listen.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="SocketException">The server is not there.</exception>
    /// <exception cref="SettingException"><paramref name="listen"/> is no address.</exception>
    public static async Task Run(string socket, string secret, string listen, CancellationToken cancel)
    {
        var address = DedicatedAddress.Parse("Rooms", listen);
        var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await connection.ConnectAsync(new UnixDomainSocketEndPoint(socket), cancel);
        await using var link = new RoomLink(new NetworkStream(connection, ownsSocket: true), RoomLink.LargestAnswer);
        link.Send(LinkFrameType.Hello, payload: Encoding.UTF8.GetBytes(secret));
        if (await link.Read(cancel) is not { Type: LinkFrameType.Welcome })
            return;

        var clients = new RoomClients(link);
        await using var app = Build(address, clients);
        try
        {
            await app.StartAsync(cancel);
        }
        catch (IOException busy)
        {
            link.Send(LinkFrameType.Failed, payload: Encoding.UTF8.GetBytes(busy.Message));
            await link.End(StopLimit);
            return;
        }

        var port = new Uri(app.Urls.First()).Port;
        link.Send(LinkFrameType.Listening, payload: Encoding.UTF8.GetBytes($"{address.Host}:{port}"));
        try
        {
            while (await link.Read(cancel) is { } frame)
                clients.Take(frame);
        }
        catch (Exception ended) when (ended is OperationCanceledException or LinkException)
        {
            // Told to end, or the server is not what it was: either way there is nothing left to serve.
        }

        clients.CloseAll();
        using var patience = new CancellationTokenSource(StopLimit);
        await app.StopAsync(patience.Token);
    }

    private static WebApplication Build(TextAddress address, RoomClients clients)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.Sources.Clear();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IHostLifetime>(new LinkedLifetime());
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = MostConnections;
            address.AddTo(kestrel, listen => listen.Use(next => new PortSniffer(next, clients.ServeLines).Serve));
        });
        var app = builder.Build();
        clients.Attach(app.MapSocketIO());
        return app;
    }

    /// <summary>The host lives as long as the link, whatever is typed at the server's terminal.</summary>
    private sealed class LinkedLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

/// <summary>Where a room's process listens.</summary>
internal static class DedicatedAddress
{
    /// <summary>Reads an address as <see cref="TextAddress.Parse"/> does; a port alone is of this machine.</summary>
    /// <exception cref="SettingException">It is none.</exception>
    public static TextAddress Parse(string setting, string value) =>
        value.Length == 0 ? throw new SettingException(setting, "is missing: an address such as localhost:5101.")
        : TextAddress.Parse(setting, value.All(char.IsAsciiDigit) ? $"localhost:{value}" : value);
}
