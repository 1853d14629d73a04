using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Parlor.Server.Data;

namespace Parlor.Server.Administration;

/// <summary>
/// The socket in the data folder through which the operator's own programs (<c>parlor admin</c>) reach the running server. Whoever can open
/// it can read the database as well, so it takes no password: its folder is for the owner of the data folder alone.
/// </summary>
public static partial class LocalDoor
{
    private const string Scheme = "http://unix:";

    private const string Folder = "admin";

    /// <summary>Where the socket of a data folder is.</summary>
    public static string SocketIn(string dataFolder) => Path.Combine(Path.GetFullPath(dataFolder), Folder, "admin.sock");

    /// <summary>Whether an address is a local door's, and no concern of people.</summary>
    public static bool IsAddress(string url) => url.StartsWith(Scheme, StringComparison.Ordinal);

    /// <summary>Whether a request came through it.</summary>
    public static bool IsUsedBy(HttpContext context) =>
        context.Features.Get<IConnectionSocketFeature>()?.Socket.LocalEndPoint is UnixDomainSocketEndPoint;

    /// <summary>Has the server listen at the socket too. The folder must have been taken: one that a killed server left is removed.</summary>
    /// <param name="app">The server.</param>
    /// <param name="alone">Whether it listens nowhere else.</param>
    /// <exception cref="SettingException">It would listen nowhere: the path is too long for a socket.</exception>
    internal static void OpenLocalDoor(this WebApplication app, bool alone)
    {
        var socket = SocketIn(app.Services.GetRequiredService<DataFolder>().Path);
        if (!PrivateSocket.IsPossible(socket))
        {
            if (alone)
                throw new SettingException("Data", $"'{socket}' is too long for the path of a socket.");
            LogTooLong(app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(LocalDoor)), socket);
            return;
        }

        PrivateSocket.MakeRoom(socket);
        app.Urls.Add(Scheme + socket);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The path {Socket} is too long for the path of a socket: parlor admin cannot be used")]
    private static partial void LogTooLong(ILogger logger, string socket);
}
