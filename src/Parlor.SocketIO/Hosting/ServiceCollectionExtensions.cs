using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Parlor.SocketIO.Diagnostics;
using Parlor.SocketIO.Transport;

namespace Parlor.SocketIO;

/// <summary>Adds a server to an application's services.</summary>
public static class ServiceCollectionExtensions
{
    /// <summary>
    /// Adds a <see cref="SocketIOServer"/>, which controllers and services may then ask for, to emit from anywhere.
    /// <see cref="EndpointExtensions.MapSocketIO"/> without options puts it on its path. Options may also come from
    /// <c>services.Configure&lt;SocketIOOptions&gt;(…)</c>; ones that are out of their range stop the application's start.
    /// <para>On Linux, Kestrel's TCP connections are served by a transport of this library, as
    /// <see cref="WebHostBuilderExtensions.UseEpollTransport"/> describes, unless <see cref="SocketIOOptions.EpollTransport"/> is turned
    /// off or the application has brought a transport of its own.</para>
    /// </summary>
    public static IServiceCollection AddSocketIO(this IServiceCollection services, Action<SocketIOOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<SocketIOOptions>().Configure(options => configure?.Invoke(options)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SocketIOOptions>, OptionsValidator>());
        if (!services.Any(IsForeignTransport))
            services.AddEpollTransport();
        services.TryAddSingleton(provider => Create(provider, provider.GetRequiredService<IOptions<SocketIOOptions>>().Value));
        return services;
    }

    /// <summary>Where there is epoll.</summary>
    internal static void AddEpollTransport(this IServiceCollection services)
    {
        if (!OperatingSystem.IsLinux())
            return;
        // Kestrel adds its own only where there is none yet, and asks the last one first.
        services.TryAddSingleton<IConnectionListenerFactory, SocketTransportFactory>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConnectionListenerFactory, EpollTransportFactory>());
    }

    internal static SocketIOServer Create(IServiceProvider services, SocketIOOptions options) =>
        new(options, Time(services), Log(services), Instruments.For(services), services);

    internal static TimeProvider Time(IServiceProvider services) => services.GetService<TimeProvider>() ?? TimeProvider.System;

    internal static ILogger Log(IServiceProvider services) =>
        services.GetRequiredService<ILoggerFactory>().CreateLogger("Parlor.SocketIO");

    private static bool IsForeignTransport(ServiceDescriptor service) =>
        service.ServiceType == typeof(IConnectionListenerFactory)
        && service.ImplementationType != typeof(SocketTransportFactory)
        && service.ImplementationType != typeof(EpollTransportFactory);

    private sealed class OptionsValidator : IValidateOptions<SocketIOOptions>
    {
        public ValidateOptionsResult Validate(string? name, SocketIOOptions options)
        {
            try
            {
                options.ValidateAll();
                return ValidateOptionsResult.Success;
            }
            catch (InvalidOperationException error)
            {
                return ValidateOptionsResult.Fail(error.Message);
            }
        }
    }
}
