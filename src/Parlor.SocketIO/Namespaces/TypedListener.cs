using System.Text.Json;
using Parlor.SocketIO.Engine;

namespace Parlor.SocketIO;

/// <summary>Makes listeners of <see cref="TypedHandlers"/>: decodes the arguments, and answers.</summary>
internal static class TypedListener
{
    private static readonly RawJson InvalidArguments = new("""{"error":"invalid arguments"}"""u8.ToArray());
    private static readonly RawJson InternalError = new("""{"error":"internal error"}"""u8.ToArray());

    public static Listener Of(Socket socket, Action handler) =>
        Of(socket, handler, static e => e, _ => Do(handler));

    public static Listener Of(Socket socket, Func<Task> handler) =>
        Of(socket, handler, static e => e, _ => Do(handler()));

    public static Listener Of<TAck>(Socket socket, Func<TAck> handler) =>
        Of(socket, handler, static e => e, _ => Answer(Task.FromResult(handler())));

    public static Listener Of<TAck>(Socket socket, Func<Task<TAck>> handler) =>
        Of(socket, handler, static e => e, _ => Answer(handler()));

    public static Listener Of<T>(Socket socket, Action<T> handler) =>
        Of(socket, handler, e => e.Get<T>(0)!, arg => Do(() => handler(arg)));

    public static Listener Of<T>(Socket socket, Func<T, Task> handler) =>
        Of(socket, handler, e => e.Get<T>(0)!, arg => Do(handler(arg)));

    public static Listener Of<T, TAck>(Socket socket, Func<T, TAck> handler) =>
        Of(socket, handler, e => e.Get<T>(0)!, arg => Answer(Task.FromResult(handler(arg))));

    public static Listener Of<T, TAck>(Socket socket, Func<T, Task<TAck>> handler) =>
        Of(socket, handler, e => e.Get<T>(0)!, arg => Answer(handler(arg)));

    public static Listener Of<T>(Socket socket, Func<T, SocketEvent, Task> handler) =>
        Of(socket, handler, WithEvent<T>, args => Do(handler(args.Argument, args.Event)));

    public static Listener Of<T, TAck>(Socket socket, Func<T, SocketEvent, Task<TAck>> handler) =>
        Of(socket, handler, WithEvent<T>, args => Answer(handler(args.Argument, args.Event)));

    public static Listener Of<T1, T2>(Socket socket, Action<T1, T2> handler) =>
        Of(socket, handler, Two<T1, T2>, args => Do(() => handler(args.First, args.Second)));

    public static Listener Of<T1, T2>(Socket socket, Func<T1, T2, Task> handler) =>
        Of(socket, handler, Two<T1, T2>, args => Do(handler(args.First, args.Second)));

    public static Listener Of<T1, T2, TAck>(Socket socket, Func<T1, T2, TAck> handler) =>
        Of(socket, handler, Two<T1, T2>, args => Answer(Task.FromResult(handler(args.First, args.Second))));

    public static Listener Of<T1, T2, TAck>(Socket socket, Func<T1, T2, Task<TAck>> handler) =>
        Of(socket, handler, Two<T1, T2>, args => Answer(handler(args.First, args.Second)));

    public static Listener Of<T1, T2, T3>(Socket socket, Action<T1, T2, T3> handler) =>
        Of(socket, handler, Three<T1, T2, T3>, args => Do(() => handler(args.First, args.Second, args.Third)));

    public static Listener Of<T1, T2, T3>(Socket socket, Func<T1, T2, T3, Task> handler) =>
        Of(socket, handler, Three<T1, T2, T3>, args => Do(handler(args.First, args.Second, args.Third)));

    public static Listener Of<T1, T2, T3, TAck>(Socket socket, Func<T1, T2, T3, TAck> handler) =>
        Of(socket, handler, Three<T1, T2, T3>, args => Answer(Task.FromResult(handler(args.First, args.Second, args.Third))));

    public static Listener Of<T1, T2, T3, TAck>(Socket socket, Func<T1, T2, T3, Task<TAck>> handler) =>
        Of(socket, handler, Three<T1, T2, T3>, args => Answer(handler(args.First, args.Second, args.Third)));

    private static Listener Of<TArgs>(
        Socket socket, Delegate given, Func<SocketEvent, TArgs> bind, Func<TArgs, Task<Outcome>> handle)
    {
        ArgumentNullException.ThrowIfNull(given);
        return new Listener(given, e => RunAsync(socket, e, bind, handle));
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
