using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Parlor.Bench.Hosts;

/// <summary>What the hosts written in C# share: an application as <c>dotnet new web</c> makes it, quiet, at one port.</summary>
internal static class BenchHost
{
    /// <summary>Listens at <c>--port</c>; with TLS, if <c>--certificate</c> and <c>--key</c> name files in PEM.</summary>
    public static WebApplicationBuilder CreateBuilder(string[] args, Action<ListenOptions>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var settings = builder.Configuration;
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, settings.GetValue<int>("port"), listen =>
        {
            if (settings["certificate"] is { } certificate)
                listen.UseHttps(X509Certificate2.CreateFromPemFile(certificate, settings["key"]));
            configure?.Invoke(listen);
        }));
        return builder;
    }

    /// <summary>What the generator asks a server about itself.</summary>
    public static void MapMeasures(this WebApplication app)
    {
        app.MapGet("/healthz", () => Results.Ok());
        app.MapGet("/allocated", () => Results.Text($"{GC.GetTotalAllocatedBytes(precise: true)}"));
        app.MapGet("/collect", () =>
        {
            // Aggressive: memory that is free afterwards goes back to the system.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            return Results.Text($"{GC.GetTotalMemory(forceFullCollection: false)}");
        });
    }
}
