using System.Text.Json;
using Parlor.SocketIO.Engine;

namespace Parlor.SocketIO;

/// <summary>
/// Handlers with typed arguments: argument 0 becomes the first parameter, and so on; an absent one is the type's default.
/// The value that a handler returns is the acknowledgement.
/// <para>When an argument does not fit its type, the handler is not called. That, and a failure of the handler, is logged,
/// and a client that asked for an acknowledgement gets <c>{"error":"invalid arguments"}</c> or
/// <c>{"error":"internal error"}</c>, so that none waits in vain.</para>
/// </summary>
public static class TypedHandlers
{
    private static readonly RawJson InvalidArguments = new("""{"error":"invalid arguments"}"""u8.ToArray());
    private static readonly RawJson InternalError = new("""{"error":"internal error"}"""u8.ToArray());

    /// <summary>Handles an event without arguments.</summary>
    public static void On(this Socket socket, string eventName, Action handler) =>
        Add(socket, eventName, handler, static e => e, _ => Do(handler));

    /// <summary>Handles an event without arguments, asynchronously.</summary>
    public static void On(this Socket socket, string eventName, Func<Task> handler) =>
        Add(socket, eventName, handler, static e => e, _ => Do(handler()));

    /// <summary>Handles an event without arguments and acknowledges it.</summary>
    public static void On<TAck>(this Socket socket, string eventName, Func<TAck> handler) =>
        Add(socket, eventName, handler, static e => e, _ => Answer(Task.FromResult(handler())));

    /// <summary>Handles an event without arguments and acknowledges it, asynchronously.</summary>
    public static void On<TAck>(this Socket socket, string eventName, Func<Task<TAck>> handler) =>
        Add(socket, eventName, handler, static e => e, _ => Answer(handler()));

    /// <summary>Handles an event with one argument.</summary>
    public static void On<T>(this Socket socket, string eventName, Action<T> handler) =>
        Add(socket, eventName, handler, e => e.Get<T>(0)!, arg => Do(() => handler(arg)));

    /// <summary>Handles an event with one argument, asynchronously.</summary>
    public static void On<T>(this Socket socket, string eventName, Func<T, Task> handler) =>
        Add(socket, eventName, handler, e => e.Get<T>(0)!, arg => Do(handler(arg)));

    /// <summary>Handles an event with one argument and acknowledges it.</summary>
    public static void On<T, TAck>(this Socket socket, string eventName, Func<T, TAck> handler) =>
        Add(socket, eventName, handler, e => e.Get<T>(0)!, arg => Answer(Task.FromResult(handler(arg))));

    /// <summary>Handles an event with one argument and acknowledges it, asynchronously.</summary>
    public static void On<T, TAck>(this Socket socket, string eventName, Func<T, Task<TAck>> handler) =>
        Add(socket, eventName, handler, e => e.Get<T>(0)!, arg => Answer(handler(arg)));

    /// <summary>Handles an event with one argument, with the event itself for its <see cref="SocketEvent.Services"/> and the like.</summary>
    public static void On<T>(this Socket socket, string eventName, Func<T, SocketEvent, Task> handler) =>
        Add(socket, eventName, handler, WithEvent<T>, args => Do(handler(args.Argument, args.Event)));

    /// <summary>Handles an event with one argument, with the event itself, and acknowledges it.</summary>
    public static void On<T, TAck>(this Socket socket, string eventName, Func<T, SocketEvent, Task<TAck>> handler) =>
        Add(socket, eventName, handler, WithEvent<T>, args => Answer(handler(args.Argument, args.Event)));

    /// <summary>Handles an event with two arguments.</summary>
    public static void On<T1, T2>(this Socket socket, string eventName, Action<T1, T2> handler) =>
        Add(socket, eventName, handler, Two<T1, T2>, args => Do(() => handler(args.First, args.Second)));

    /// <summary>Handles an event with two arguments, asynchronously.</summary>
    public static void On<T1, T2>(this Socket socket, string eventName, Func<T1, T2, Task> handler) =>
        Add(socket, eventName, handler, Two<T1, T2>, args => Do(handler(args.First, args.Second)));

    /// <summary>Handles an event with two arguments and acknowledges it.</summary>
    public static void On<T1, T2, TAck>(this Socket socket, string eventName, Func<T1, T2, TAck> handler) =>
        Add(socket, eventName, handler, Two<T1, T2>, args => Answer(Task.FromResult(handler(args.First, args.Second))));

    /// <summary>Handles an event with two arguments and acknowledges it, asynchronously.</summary>
    public static void On<T1, T2, TAck>(this Socket socket, string eventName, Func<T1, T2, Task<TAck>> handler) =>
        Add(socket, eventName, handler, Two<T1, T2>, args => Answer(handler(args.First, args.Second)));

    /// <summary>Handles an event with three arguments.</summary>
    public static void On<T1, T2, T3>(this Socket socket, string eventName, Action<T1, T2, T3> handler) =>
        Add(socket, eventName, handler, Three<T1, T2, T3>, args => Do(() => handler(args.First, args.Second, args.Third)));

    /// <summary>Handles an event with three arguments, asynchronously.</summary>
    public static void On<T1, T2, T3>(this Socket socket, string eventName, Func<T1, T2, T3, Task> handler) =>
        Add(socket, eventName, handler, Three<T1, T2, T3>, args => Do(handler(args.First, args.Second, args.Third)));

    /// <summary>Handles an event with three arguments and acknowledges it.</summary>
    public static void On<T1, T2, T3, TAck>(this Socket socket, string eventName, Func<T1, T2, T3, TAck> handler) =>
        Add(socket, eventName, handler, Three<T1, T2, T3>, args => Answer(Task.FromResult(handler(args.First, args.Second, args.Third))));

    /// <summary>Handles an event with three arguments and acknowledges it, asynchronously.</summary>
    public static void On<T1, T2, T3, TAck>(this Socket socket, string eventName, Func<T1, T2, T3, Task<TAck>> handler) =>
        Add(socket, eventName, handler, Three<T1, T2, T3>, args => Answer(handler(args.First, args.Second, args.Third)));

    private static void Add<TArgs>(
        Socket socket, string eventName, Delegate given, Func<SocketEvent, TArgs> bind, Func<TArgs, Task<Outcome>> handle)
    {
        ArgumentNullException.ThrowIfNull(socket);
        ArgumentNullException.ThrowIfNull(given);
        socket.Add(eventName, new Listener(given, e => RunAsync(socket, e, bind, handle)));
    }

    private static async Task RunAsync<TArgs>(
        Socket socket, SocketEvent received, Func<SocketEvent, TArgs> bind, Func<TArgs, Task<Outcome>> handle)
    {
        TArgs arguments;
        try
        {
            arguments = bind(received);
        }
        catch (Exception error) when (error is JsonException or NotSupportedException)
        {
            socket.Namespace.Server.Log.ArgumentsRefused(error, received.Name);
            received.Ack?.Send(InvalidArguments);
            return;
        }

        try
        {
            Outcome outcome = await handle(arguments);
            if (outcome.IsAnswer)
                received.Ack?.Send(outcome.Value);
        }
        catch
        {
            received.Ack?.Send(InternalError);
            throw;
        }
    }

    private static Task<Outcome> Do(Action action)
    {
        action();
        return Task.FromResult(default(Outcome));
    }

    private static async Task<Outcome> Do(Task task)
    {
        await task;
        return default;
    }

    private static async Task<Outcome> Answer<T>(Task<T> answer) => new(IsAnswer: true, await answer);

    private static (T Argument, SocketEvent Event) WithEvent<T>(SocketEvent e) => (e.Get<T>(0)!, e);

    private static (T1 First, T2 Second) Two<T1, T2>(SocketEvent e) => (e.Get<T1>(0)!, e.Get<T2>(1)!);

    private static (T1 First, T2 Second, T3 Third) Three<T1, T2, T3>(SocketEvent e) => (e.Get<T1>(0)!, e.Get<T2>(1)!, e.Get<T3>(2)!);

    private readonly record struct Outcome(bool IsAnswer, object? Value);
}
