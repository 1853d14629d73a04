using System.Net;
using System.Text.Json;
using Parlor.Server.Data;
using Parlor.SocketIO;

namespace Parlor.Server.Realtime;

/// <summary>The Socket.IO side: lets people in by their access token, keeps track of them, and hands their events to the features.</summary>
public static class SocketGateway
{
    /// <param name="authenticate">Who a token belongs to; null when it is not valid, and a <see cref="Problem"/> when its address is not let in.</param>
    /// <param name="memberships">The rooms a user is a member of.</param>
    public static SocketIOServer MapRealtime(
        this WebApplication app,
        Func<string, IPAddress?, (long UserId, long SessionId)?> authenticate,
        Func<long, IReadOnlyList<long>> memberships)
    {
        var connections = app.Services.GetRequiredService<LiveConnections>();
        var feed = app.Services.GetRequiredService<LiveFeed>();
        var events = app.Services.GetRequiredService<ClientEvents>();
        IConnectionListener[] listeners = [.. app.Services.GetServices<IConnectionListener>()];
        // Clients show who they are when they connect to the namespace, not with the HTTP request.
        var io = app.MapGroup("").AllowAnonymous().MapSocketIO();
        app.Services.GetRequiredService<SocketRooms>().Attach(io.Of("/"), app.Services.GetRequiredService<Telemetry>());

        io.Use(async (socket, next) =>
        {
            await feed.CaughtUp();
            var (userId, sessionId) = Admit(socket.Handshake, authenticate);
            socket.State = new SocketConnection(socket, userId, sessionId);
            await next();
        });

        io.OnConnection(socket =>
        {
            var connection = (Connection)socket.State!;
            socket.OnDisconnect(_ =>
            {
                connections.Remove(connection);
                foreach (var listener in listeners)
                    listener.Disconnected(connection);
            });
            socket.OnAny(happened =>
            {
                foreach (var listener in listeners)
                    listener.Heard(connection);
                events.Dispatch(connection, happened);
            });
            connections.Add(connection, memberships);
            foreach (var listener in listeners)
                listener.Connected(connection);
        });
        return io;
    }

    private static (long UserId, long SessionId) Admit(
        Handshake handshake, Func<string, IPAddress?, (long UserId, long SessionId)?> authenticate)
    {
        try
        {
            return (Token(handshake.Auth) is { } token ? authenticate(token, handshake.Address) : null)
                ?? throw Problem.Unauthorized("The access token is missing, wrong or expired.");
        }
        catch (Problem refusal)
        {
            throw new ConnectionRefusedException(refusal.Message, new { code = refusal.WireCode });
        }
    }

    private static string? Token(JsonElement auth) =>
        auth.ValueKind == JsonValueKind.Object && auth.TryGetProperty("token", out var token) && token.ValueKind == JsonValueKind.String
            ? token.GetString()
            : null;
}
