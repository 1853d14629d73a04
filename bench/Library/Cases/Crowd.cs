using Parlor.Bench.Library.Clients;
using Parlor.Bench.Net;

namespace Parlor.Bench.Library.Cases;

/// <summary>Connected clients and the loop that serves them.</summary>
internal sealed class Crowd(Protocol protocol, Endpoint server, IEventReceiver receiver, int namespaces = 0) : IDisposable
{
    /// <summary>Clients whose handshakes run at the same time.</summary>
    private const int ConnectingAtOnce = 32;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly List<IEventClient> _clients = [];

    public EpollLoop Loop { get; } = new();

    public int Count => _clients.Count;

    public IEventClient this[int index] => _clients[index];

    /// <summary>Connects clients until there are so many, and waits for all of them.</summary>
    public void GrowTo(int count)
    {
        while (Count < count)
        {
            var client = protocol.Connect(server, Count, namespaces, receiver);
            Loop.Add(client.Connection);
            _clients.Add(client);
            WaitFor(Count - ConnectingAtOnce);
        }

        for (var i = Math.Max(0, count - ConnectingAtOnce); i < count; i++)
            WaitFor(i);
    }

    private void WaitFor(int client)
    {
        if (client >= 0 && !_clients[client].Ready)
            Loop.PollUntil(() => _clients[client].Ready, Limit, () => $"client {client} was not connected");
    }

    public void Dispose() => Loop.Dispose();
}

/// <summary>For cases in which clients only connect.</summary>
internal sealed class NothingExpected : IEventReceiver
{
    public void OnText(int client, ReadOnlySpan<byte> message, long now) => throw Unexpected(client);

    public void OnBinary(int client, ReadOnlySpan<byte> data, long now) => throw Unexpected(client);

    public void OnUnread(int client, long now) => throw Unexpected(client);

    private static BenchFailure Unexpected(int client) => new($"client {client} received something though nobody had sent anything");
}
