using Parlor.SocketIO.Diagnostics;
using Parlor.SocketIO.Engine;

namespace Parlor.SocketIO;

/// <summary>Starts an application's handlers so that what goes wrong in one stays there.</summary>
internal static class Handlers
{
    /// <summary>A handler that is done when it returns, as one that may await.</summary>
    public static Func<T, Task> Async<T>(Action<T> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return argument =>
        {
            handler(argument);
            return Task.CompletedTask;
        };
    }

    /// <summary>Runs the handler's synchronous part now; what it awaits goes on by itself.</summary>
    /// <returns>Completes, and never fails, when the handler is done.</returns>
    public static Task Start<T>(Socket socket, string name, Func<T, Task> handler, T argument) =>
        Start(socket.Namespace.Server, socket, name, handler, argument);

    /// <summary>Likewise, where no socket is concerned.</summary>
    public static Task Start<T>(SocketIOServer server, string name, Func<T, Task> handler, T argument) =>
        Start(server, socket: null, name, handler, argument);

    private static Task Start<T>(SocketIOServer server, Socket? socket, string name, Func<T, Task> handler, T argument)
    {
        try
        {
            Task task = handler(argument);
            return task.IsCompletedSuccessfully ? Task.CompletedTask : ObserveAsync(server, socket, name, task);
        }
        catch (Exception error)
        {
            Report(server, socket, name, error);
            return Task.CompletedTask;
        }
    }

    private static async Task ObserveAsync(SocketIOServer server, Socket? socket, string name, Task task)
    {
        try
        {
            await task;
        }
        catch (Exception error)
        {
            Report(server, socket, name, error);
        }
    }

    private static void Report(SocketIOServer server, Socket? socket, string name, Exception error)
    {
        server.Log.HandlerFailed(error, name);
        Instruments.MarkFailed(error);
        if (socket is not null)
            server.Options.ClientHandlerFailed?.Invoke(socket, name, error);
    }
}
