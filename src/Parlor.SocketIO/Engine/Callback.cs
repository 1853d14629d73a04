using Microsoft.Extensions.Logging;

namespace Parlor.SocketIO.Engine;

/// <summary>Calls an application back so that what it throws is logged and goes no further.</summary>
internal static class Callback
{
    public static void Run<T>(ILogger log, string name, Action<T>? callback, T argument)
    {
        try
        {
            callback?.Invoke(argument);
        }
        catch (Exception error)
        {
            log.HandlerFailed(error, name);
        }
    }
}
