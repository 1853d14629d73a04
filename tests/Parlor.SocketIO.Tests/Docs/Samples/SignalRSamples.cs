using Microsoft.AspNetCore.SignalR;

namespace Parlor.SocketIO.Tests.Docs.Samples;

/// <summary>What <c>docs/socketio/from-signalr.md</c> shows: a hub, and the same without.</summary>
internal sealed class ChatHub : Hub
{
    public override Task OnConnectedAsync() => Clients.Caller.SendAsync("welcome", Context.ConnectionId);

    public Task Join(string room) => Groups.AddToGroupAsync(Context.ConnectionId, room);

    public Task Say(string room, string text) => Clients.OthersInGroup(room).SendAsync("said", text);

    public string Sign(string text) => $"{Context.ConnectionId}: {text}";
}

internal static class WithoutHub
{
    public static void Map(SocketIOServer io)
    {
        io.OnConnection(socket =>
        {
            socket.Emit("welcome", socket.Id);
            socket.On("join", (string room) => socket.Join(room));
            socket.On("say", (string room, string text) => socket.To(room).Emit("said", text));
            socket.On("sign", (string text) => $"{socket.Id}: {text}");
        });
    }
}
