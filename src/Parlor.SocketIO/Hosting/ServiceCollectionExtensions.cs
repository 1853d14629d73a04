using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Parlor.SocketIO.Diagnostics;

namespace Parlor.SocketIO;

/// <summary>Adds a server to an application's services.</summary>
public static class ServiceCollectionExtensions
{
    /// <summary>
    /// Adds a <see cref="SocketIOServer"/>, which controllers and services may then ask for, to emit from anywhere.
    /// <see cref="EndpointExtensions.MapSocketIO"/> without options puts it on its path. Options may also come from
    /// <c>services.Configure&lt;SocketIOOptions&gt;(…)</c>; ones that are out of their range stop the application's start.
    /// </summary>
    public static IServiceCollection AddSocketIO(this IServiceCollection services, Action<SocketIOOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<SocketIOOptions>().Configure(options => configure?.Invoke(options)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SocketIOOptions>, OptionsValidator>());
        services.TryAddSingleton(provider => Create(provider, provider.GetRequiredService<IOptions<SocketIOOptions>>().Value));
        return services;
    }

    internal static SocketIOServer Create(IServiceProvider services, SocketIOOptions options) =>
        new(options, Time(services), Log(services), Instruments.For(services), services);

    internal static TimeProvider Time(IServiceProvider services) => services.GetService<TimeProvider>() ?? TimeProvider.System;

    internal static ILogger Log(IServiceProvider services) =>
        services.GetRequiredService<ILoggerFactory>().CreateLogger("Parlor.SocketIO");

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
