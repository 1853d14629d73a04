using System.Text.Json;
using System.Text.RegularExpressions;

namespace Parlor.SocketIO.Tests.Docs.Samples;

/// <summary>What <c>docs/socketio/namespaces-and-rooms.md</c> shows.</summary>
internal static class RoomSamples
{
    public static void Rooms(SocketIOServer io) => io.OnConnection(socket =>
    {
        socket.On("join", (string room) => socket.Join("chat:" + room));
        socket.On("leave", (string room) => socket.Leave("chat:" + room));
        socket.On("say", (string room, string text) => socket.To("chat:" + room).Emit("said", text));
    });

    public static void Operators(SocketIOServer io, string id)
    {
        io.Emit("news", "to everyone");
        io.To("a", "b").Emit("news", "to the members of a and of b, once each");
        io.To("a").Except("b").Emit("news", "to the members of a who are not in b");
        io.To(id).Emit("news", "to one socket");
        io.Local.Emit("news", "to the clients of this server alone");
    }

    public static async Task Many(SocketIOServer io)
    {
        io.In("guests").SocketsJoin("lobby");
        io.In("guests").SocketsLeave("vip");
        foreach (RemoteSocket guest in await io.In("guests").FetchSockets())
            guest.Emit("hello", guest.Handshake.Address?.ToString());
        io.In("guests").DisconnectSockets(close: true);
    }

    public static void RoomEvents(SocketIOServer io, Action<string> log)
    {
        var adapter = (InMemoryAdapter)io.Main.Adapter;
        adapter.RoomEvents.OnCreated(room => log($"{room} has its first member"));
        adapter.RoomEvents.OnDeleted(room => log($"{room} is empty"));
    }

    public static void Static(SocketIOServer io)
    {
        Namespace admin = io.Of("/admin");
        admin.RequireAuthorization("admins");
        admin.OnConnection(socket => socket.On("restart", _ => admin.Emit("restarting")));
    }

    public static void Dynamic(SocketIOServer io)
    {
        ParentNamespace tenants = io.Of(new Regex("^/tenant-[0-9]+$", RegexOptions.NonBacktracking));
        tenants.OnConnection(socket => socket.Namespace.Emit("joined", socket.Id));
        tenants.Emit("news", "to the clients of every tenant");
    }

    public static void ByRule(SocketIOServer io, HashSet<string> known)
    {
        io.Of((string name, JsonElement auth) => ValueTask.FromResult(known.Contains(name)));
    }

    public static void Middleware(SocketIOServer io)
    {
        io.Use(async (socket, next) =>
        {
            if (socket.Handshake.Query.ContainsKey("beta"))
                throw new ConnectionRefusedException("the beta is over", new { Code = "gone" });
            await next();
        });
    }
}
