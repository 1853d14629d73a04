using Parlor.Bench.Library.Servers;
using Parlor.Bench.Net;
using Parlor.Bench.Servers;

namespace Parlor.Bench.Library.Cases;

/// <summary>A case for the event hosts; servers that cannot do what it needs are left out.</summary>
internal abstract class EventCase(ServerSettings settings, Features needs = Features.None) : Case<EventServer>
{
    public override bool CanRun(EventServer server) => server.Features.HasFlag(needs | settings.Needs);

    protected ServerProcess Start(EventServer server) => server.Start(settings);

    protected Endpoint EndpointOf(ServerProcess process) => process.Endpoint with { Deflate = settings.Deflate };

    /// <summary>Waits until the server has nothing left to do.</summary>
    protected static void WaitUntilIdle(ServerProcess process, EpollLoop loop)
    {
        var (limit, quiet) = (Clock.After(TimeSpan.FromSeconds(20)), TimeSpan.FromMilliseconds(300));
        double before;
        do
        {
            before = process.CpuSeconds;
            loop.PollFor(quiet);
        }
        while (process.CpuSeconds - before > 0.02 && Clock.Now < limit);
    }
}
