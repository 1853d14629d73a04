using System.Text.Json;
using Microsoft.AspNetCore.SignalR;

namespace Parlor.Bench.Hosts;

/// <summary>Whatever a client publishes goes to everyone as news; an echo returns what was sent.</summary>
internal sealed class EventHub : Hub
{
    public Task Publish(JsonElement what) => Clients.All.SendAsync("news", what);

    /// <summary>Binary data, which is base64 in this protocol.</summary>
    public Task PublishBytes(byte[] what) => Clients.All.SendAsync("news", what);

    // The hub finds instance methods only.
#pragma warning disable CA1822
    public JsonElement Echo(JsonElement what) => what;
#pragma warning restore CA1822
}
