namespace Parlor.SocketIO;

/// <summary>What can be set up for the sockets that connect: of a server's main namespace, of a namespace, or of all that a rule admits.</summary>
public abstract class NamespaceSetup : Broadcaster
{
    private protected NamespaceSetup()
    {
    }

    private protected abstract ConnectionSteps Steps { get; }

    /// <summary>
    /// Adds a step that every socket passes before it is connected, in the order of adding. It calls its second argument to
    /// let the socket go on; it throws <see cref="ConnectionRefusedException"/> to refuse it, and a step that ends without
    /// calling refuses too. It may take its time: other clients do not wait for it.
    /// </summary>
    public void Use(Func<Socket, Func<Task>, Task> middleware)
    {
        ArgumentNullException.ThrowIfNull(middleware);
        Steps.Middlewares = [.. Steps.Middlewares, middleware];
    }

    /// <inheritdoc cref="OnConnection(Func{Socket, Task})"/>
    public void OnConnection(Action<Socket> handler) => OnConnection(Handlers.Async(handler));

    /// <summary>
    /// Adds what happens with a new socket. It runs once the answer to CONNECT is queued, so events that it emits follow
    /// that answer; nothing from this client is looked at before its synchronous part is done, so handlers and rooms set up
    /// there miss nothing. A returned task is not waited for.
    /// </summary>
    public void OnConnection(Func<Socket, Task> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        Steps.Handlers = [.. Steps.Handlers, handler];
    }

    /// <summary>
    /// Lets only those connect whose <see cref="Socket.User"/> meets the policies of ASP.NET Core; without any, whoever is
    /// authenticated. It is checked after the middlewares, so that one of them may say who the user is, and again whenever
    /// the user has expired and was renewed. Others get <c>connect_error</c> with <c>Unauthorized</c> or <c>Forbidden</c>.
    /// </summary>
    public void RequireAuthorization(params ReadOnlySpan<string> policies) => Steps.Authorization.Require(policies);

    /// <summary>
    /// Lets an event reach its handlers only if the socket's user meets the policies at that moment; without any, if the user
    /// is authenticated. Otherwise it is dropped, and a client that asked for an acknowledgement gets
    /// <c>{"error":"forbidden"}</c>.
    /// </summary>
    public void RequireAuthorizationFor(string eventName, params ReadOnlySpan<string> policies) =>
        Steps.Authorization.RequireFor(eventName, policies);

    /// <summary>
    /// Adds what happens when <see cref="Socket.UserExpires"/> has come: the handler may renew <see cref="Socket.User"/> and
    /// <see cref="Socket.UserExpires"/>, having asked the client perhaps. A socket that is not renewed is disconnected with
    /// <see cref="DisconnectReason.UserExpired"/>.
    /// </summary>
    public void OnUserExpired(Func<Socket, Task> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        Steps.UserExpired = [.. Steps.UserExpired, handler];
    }
}
