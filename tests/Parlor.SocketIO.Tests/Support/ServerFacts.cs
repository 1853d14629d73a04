using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Parlor.SocketIO.Tests.Support;

/// <summary>Facts that hold wherever clients connect: derived classes put something else in front of the server.</summary>
public abstract class ServerFacts
{
    private protected virtual Action<ListenOptions>? Listen => null;

    private protected virtual bool UsesEpoll => false;

    private protected Task<TestServer> StartServerAsync(
        Action<SocketIOOptions>? socketIO = null,
        Action<EngineOptions>? engine = null,
        TimeProvider? time = null,
        Action<IServiceCollection>? services = null) => TestServer.StartAsync(socketIO, engine, time, Listen, services, UsesEpoll);
}
