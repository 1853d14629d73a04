using Parlor.Bench.Library.Clients;
using Parlor.Bench.Servers;

namespace Parlor.Bench.Library.Servers;

/// <summary>What not every server can do.</summary>
[Flags]
internal enum Features
{
    None = 0,
    Namespaces = 1,
    Tls = 2,
    Deflate = 4,

    /// <summary>Collects garbage when asked for <c>/collect</c>.</summary>
    Collects = 8,

    /// <summary>Tells at <c>/allocated</c> how many bytes it has allocated.</summary>
    CountsAllocations = 16,
}

/// <summary>How a case wants the server to run.</summary>
internal sealed record ServerSettings
{
    public bool Tls { get; init; }

    public bool Deflate { get; init; }

    /// <summary>Besides the main one.</summary>
    public int Namespaces { get; init; }

    public Features Needs =>
        (Tls ? Features.Tls : Features.None)
        | (Deflate ? Features.Deflate : Features.None)
        | (Namespaces > 0 ? Features.Namespaces : Features.None);
}

/// <summary>A server that speaks the events of this program: what is published goes to everyone, an echo is acknowledged.</summary>
internal abstract class EventServer(Options options) : Contender
{
    private static readonly Dictionary<string, string> Production = new(StringComparer.Ordinal)
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["NODE_ENV"] = "production",
    };

    public abstract Protocol Protocol { get; }

    public abstract Features Features { get; }

    /// <summary>What it is and runs on, with versions; known once it is prepared.</summary>
    public abstract string Version { get; }

    /// <summary>The program and its arguments, for a port.</summary>
    protected abstract IEnumerable<string> Command(int port);

    public ServerProcess Start(ServerSettings settings)
    {
        var certificate = settings.Tls ? new TestCertificate(options.Data) : null;
        return ServerProcess.Start(
            address => [.. Command(address.Port), .. Arguments(settings, certificate)],
            Production,
            Path.Combine(options.Data, "server.log"),
            certificate?.Certificate);
    }

    private static IEnumerable<string> Arguments(ServerSettings settings, TestCertificate? certificate)
    {
        if (certificate is not null)
            yield return $"--certificate={certificate.CertificateFile}";
        if (certificate is not null)
            yield return $"--key={certificate.KeyFile}";
        if (settings.Deflate)
            yield return "--deflate=true";
        if (settings.Namespaces > 0)
            yield return $"--namespaces={settings.Namespaces}";
    }
}
