using Parlor.Bench.Load.Cases;
using Parlor.Bench.Load.Crowd;
using Parlor.Bench.Load.Lines;
using Parlor.Bench.Load.Servers;
using Parlor.Bench.Report;
using Parlor.Bench.Servers;

namespace Parlor.Bench.Load;

/// <summary>What the options ask for.</summary>
internal static class Plan
{
    public static Case<ServerUnderTest>[] Cases(Options options)
    {
        var cases = new List<Case<ServerUnderTest>>();
        if (options.Cases.Contains("posts", StringComparer.Ordinal))
        {
            cases.AddRange(options.Senders.Select(senders => new PostsCase(options, senders, shared: false)));
            if (options.Senders.Contains(ServerUnderTest.SharedBy))
                cases.Add(new PostsCase(options, ServerUnderTest.SharedBy, shared: true));
        }

        if (options.Cases.Contains("fan-out", StringComparer.Ordinal))
            cases.Add(new FanOutCase(options));
        if (options.Cases.Contains("lines-fan-out", StringComparer.Ordinal))
            cases.Add(new LineFanOutCase(options, Wording.Lines));
        if (options.Cases.Contains("irc-fan-out", StringComparer.Ordinal))
            cases.Add(new LineFanOutCase(options, Wording.Irc));
        if (options.Cases.Contains("lines-posts", StringComparer.Ordinal))
            cases.AddRange([new LinePostsCase(options, shared: false), new LinePostsCase(options, shared: true)]);
        if (options.Cases.Contains("lines-memory", StringComparer.Ordinal))
            cases.Add(new LineMemoryCase());
        if (options.Cases.Contains("cold-start", StringComparer.Ordinal))
            cases.Add(new ColdStartCase());
        if (options.Cases.Contains("large-room", StringComparer.Ordinal))
            cases.Add(new LargeRoomCase());
        if (options.Cases.Contains("many-rooms", StringComparer.Ordinal))
            cases.Add(new ManyRoomsCase());
        if (options.Cases.Contains("reconnect", StringComparer.Ordinal))
            cases.Add(new ReconnectCase());
        if (options.Cases.Contains("presence", StringComparer.Ordinal))
            cases.Add(new PresenceCase());
        return [.. cases];
    }

    public static ServerUnderTest[] Servers(Options options, PostgresDatabases? postgres, Case<ServerUnderTest>[] cases)
    {
        var servers = new List<ServerUnderTest>();
        var program = options.Server ?? (options.Database is "none" ? "" : Path.Combine(Repository.Publish("src/Parlor.Cli"), "parlor"));
        if (options.Database is "sqlite" or "both")
            servers.Add(new ParlorServer(options, program, postgres: null));
        if (postgres is not null)
            servers.Add(new ParlorServer(options, program, postgres));
        if (options.Peers)
            servers.AddRange([new NodePeer(options), new FloorPeer(options), new NgircdPeer(options)]);
        return [.. servers.Where(server => cases.Any(measured => measured.CanRun(server)))];
    }

    /// <summary>What each of our servers is measured against: its peers, which run in the same rounds.</summary>
    public static Ratio[] Ratios(ServerUnderTest[] servers) =>
    [
        .. from server in servers
           where server is not Peer
           from peer in servers
           where peer is Peer
           select new Ratio(server, peer),
    ];
}
