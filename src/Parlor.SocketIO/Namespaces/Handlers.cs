using Parlor.SocketIO.Diagnostics;
using Parlor.SocketIO.Engine;

namespace Parlor.SocketIO;

/// <summary>Starts an application's handlers so that what goes wrong in one stays there.</summary>
internal static class Handlers
{
    /// <summary>Runs the handler's synchronous part now; what it awaits goes on by itself.</summary>
    /// <returns>Completes, and never fails, when the handler is done.</returns>
    public static Task Start<T>(Socket socket, string name, Func<T, Task> handler, T argument)
    {
        try
        {
            Task task = handler(argument);
            return task.IsCompletedSuccessfully ? Task.CompletedTask : ObserveAsync(socket, name, task);
        }
        catch (Exception error)
        {
            Report(socket, name, error);
            return Task.CompletedTask;
        }
    }

    private static async Task ObserveAsync(Socket socket, string name, Task task)
    {
        try
        {
            await task;
        }
        catch (Exception error)
        {
            Report(socket, name, error);
        }
    }

    private static void Report(Socket socket, string name, Exception error)
    {
        SocketIOServer server = socket.Namespace.Server;
        server.Log.HandlerFailed(error, name);
        Instruments.MarkFailed(error);
        server.Options.ClientHandlerFailed?.Invoke(socket, name, error);
    }
}
