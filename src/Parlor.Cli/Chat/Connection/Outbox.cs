using System.Text.Json;
using System.Threading.Channels;

namespace Parlor.Cli.Chat;

/// <summary>A message to post. Sent again under the same id, it is stored once.</summary>
/// <param name="Room">The room's id or name.</param>
/// <param name="ReplyTo">The number of the message that it answers.</param>
internal sealed record OutgoingMessage(string Room, string Text, long? ReplyTo = null)
{
    public string ClientId { get; init; } = Guid.NewGuid().ToString();

    /// <summary>The author was shown the server's warning about a word, and posts all the same.</summary>
    public bool Warned { get; init; }
}

/// <summary>
/// Messages on their way, one after the other, so that they are stored in the order of typing. What is not acknowledged when the connection
/// is lost goes out again with the next one; what is over a limit waits as long as the server says.
/// </summary>
internal sealed class Outbox(Func<string, object, CancellationToken, Task<JsonElement>> call, TimeProvider clock)
{
    private const int MostWaiting = 200;
    private static readonly TimeSpan ShortPause = TimeSpan.FromMilliseconds(200);

    private readonly Lock _lock = new();
    private readonly Channel<Waiting> _waiting = Channel.CreateBounded<Waiting>(MostWaiting);
    private TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Waiting? _current;
    private volatile Exception? _over;

    public Task<JsonElement> Add(OutgoingMessage message)
    {
        if (_over is { } why)
            return Task.FromException<JsonElement>(why);
        var waiting = new Waiting(message);
        return _waiting.Writer.TryWrite(waiting)
            ? waiting.Answer.Task
            : Task.FromException<JsonElement>(new ChatProblem("too_large", "Too many messages wait to be sent; wait a moment."));
    }

    /// <summary>There is a connection: what waits goes out.</summary>
    public void Open()
    {
        lock (_lock)
            _open.TrySetResult();
    }

    public void Close()
    {
        lock (_lock)
        {
            if (_open.Task.IsCompleted)
                _open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public async Task Run(CancellationToken cancel)
    {
        await foreach (var waiting in _waiting.Reader.ReadAllAsync(cancel))
        {
            _current = waiting;
            while (!await TrySend(waiting, cancel))
            {
            }
        }
    }

    /// <summary>Nothing goes out any more: whoever waits is told.</summary>
    public void Fail(Exception why)
    {
        _over = why;
        _waiting.Writer.TryComplete();
        _current?.Answer.TrySetException(why);
        while (_waiting.Reader.TryRead(out var waiting))
            waiting.Answer.TrySetException(why);
    }

    /// <returns>Whether that message is done with, this way or that.</returns>
    private async Task<bool> TrySend(Waiting waiting, CancellationToken cancel)
    {
        Task open;
        lock (_lock)
            open = _open.Task;
        await open.WaitAsync(cancel);
        var message = waiting.Message;
        try
        {
            var answer = await call(
                "send_message",
                new { room = message.Room, text = message.Text, clientId = message.ClientId, replyTo = message.ReplyTo, warned = message.Warned },
                cancel);
            waiting.Answer.TrySetResult(answer);
            return true;
        }
        catch (ChatProblem lost) when (lost.Code is ChatProblem.Unreachable || lost.IsPassing)
        {
            await Task.Delay(lost.RetryAfter ?? ShortPause, clock, cancel);
            return false;
        }
        catch (ChatProblem refused)
        {
            waiting.Answer.TrySetException(refused);
            return true;
        }
    }

    private sealed record Waiting(OutgoingMessage Message)
    {
        public TaskCompletionSource<JsonElement> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
