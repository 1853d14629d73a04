using Parlor.Bench.Net;

namespace Parlor.Bench.Load.Crowd;

/// <summary>Many clients on one loop.</summary>
internal sealed class Connected(Endpoint server) : IDisposable
{
    /// <summary>Handshakes on their way at a time.</summary>
    private const int AtOnce = 64;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly EpollLoop _loop = new();
    private readonly List<CrowdClient> _clients = [];

    public IReadOnlyList<CrowdClient> Clients => _clients;

    /// <summary>Connects one client for each token, and waits until all are let in.</summary>
    public void Connect(IReadOnlyList<string> tokens, Action<CrowdClient>? onConnected = null)
    {
        foreach (var token in tokens)
        {
            var client = new CrowdClient(server, _clients.Count, token) { OnConnected = onConnected };
            _clients.Add(client);
            _loop.Add(client);
            var first = _clients.Count - AtOnce;
            if (first >= 0)
                PollUntil(() => _clients[first].IsConnected, $"client {first} is not let in");
        }

        PollUntil(() => _clients.TrueForAll(client => client.IsConnected), "not everybody is let in");
    }

    public void WaitForAnswers() => PollUntil(() => _clients.TrueForAll(client => client.Answer is not null), "not everybody has an answer");

    public void PollUntil(Func<bool> done, string what) => _loop.PollUntil(done, Limit, () => what);

    public void PollFor(TimeSpan time) => _loop.PollFor(time);

    public void Dispose() => _loop.Dispose();
}
