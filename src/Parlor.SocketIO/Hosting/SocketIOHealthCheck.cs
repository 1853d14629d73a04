using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Parlor.SocketIO;

/// <summary>Tells an application's health checks about its server.</summary>
public static class HealthChecksBuilderExtensions
{
    /// <summary>
    /// Adds a check of the server that <see cref="ServiceCollectionExtensions.AddSocketIO"/> added: unhealthy from the moment
    /// when it begins to shut down, so that balancers send nobody any more. Its data are <c>connections</c> and, in the main
    /// namespace, <c>sockets</c>.
    /// </summary>
    public static IHealthChecksBuilder AddSocketIO(this IHealthChecksBuilder builder, string name = "socket.io")
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new HealthCheckRegistration(
            name, provider => new SocketIOHealthCheck(provider.GetRequiredService<SocketIOServer>()), failureStatus: null, tags: null));
    }
}

internal sealed class SocketIOHealthCheck(SocketIOServer server) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var data = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["connections"] = server.Engine.ConnectionCount,
            ["sockets"] = server.Main.SocketCount,
        };
        return Task.FromResult(server.Engine.Shutdown.HasBegun
            ? new HealthCheckResult(context.Registration.FailureStatus, "shutting down", exception: null, data)
            : HealthCheckResult.Healthy(description: null, data));
    }
}
