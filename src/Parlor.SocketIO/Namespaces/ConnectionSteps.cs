namespace Parlor.SocketIO;

/// <summary>What a namespace does with a socket that connects.</summary>
internal sealed class ConnectionSteps
{
    public Func<Socket, Func<Task>, Task>[] Middlewares { get; private set; } = [];

    public Func<Socket, Task>[] Handlers { get; private set; } = [];

    /// <summary>
    /// Adds a step that every socket passes before it is connected, in the order of adding. It calls its second argument to
    /// let the socket go on; it throws <see cref="ConnectionRefusedException"/> to refuse it, and a step that ends without
    /// calling refuses too. It may take its time: other clients do not wait for it.
    /// </summary>
    public void Use(Func<Socket, Func<Task>, Task> middleware)
    {
        ArgumentNullException.ThrowIfNull(middleware);
        Middlewares = [.. Middlewares, middleware];
    }

    public void OnConnection(Action<Socket> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        OnConnection(socket =>
        {
            handler(socket);
            return Task.CompletedTask;
        });
    }

    /// <summary>
    /// Adds what happens with a new socket. It runs once the answer to CONNECT is queued, so events that it emits follow
    /// that answer; nothing from this client is looked at before its synchronous part is done, so handlers and rooms set up
    /// there miss nothing. A returned task is not waited for.
    /// </summary>
    public void OnConnection(Func<Socket, Task> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        Handlers = [.. Handlers, handler];
    }

    /// <summary>Whether every step let the socket go on.</summary>
    public static async Task<bool> RunAsync(Socket socket, Func<Socket, Func<Task>, Task>[] steps)
    {
        bool admitted = false;
        await StepAsync(0);
        return admitted;

        Task StepAsync(int next)
        {
            if (next < steps.Length)
                return steps[next](socket, () => StepAsync(next + 1));
            admitted = true;
            return Task.CompletedTask;
        }
    }
}
