namespace Parlor.SocketIO;

/// <summary>What an application has set up by a <see cref="NamespaceSetup"/>.</summary>
internal sealed class ConnectionSteps
{
    public Func<Socket, Func<Task>, Task>[] Middlewares { get; set; } = [];

    public Func<Socket, Task>[] Handlers { get; set; } = [];

    public Func<Socket, Task>[] UserExpired { get; set; } = [];

    public AuthorizationRules Authorization { get; } = new();

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
