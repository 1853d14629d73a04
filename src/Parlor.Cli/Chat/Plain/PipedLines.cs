using System.Text.Json;

namespace Parlor.Cli.Chat;

/// <summary><c>echo hi | parlor chat --room lobby</c>: each line of the input is a message.</summary>
internal static class PipedLines
{
    /// <summary>So many lines are read ahead of the acknowledgements.</summary>
    private const int MostUnanswered = 50;

    /// <summary>Ends when all lines are acknowledged.</summary>
    /// <exception cref="ChatProblem">One was refused; those after it are not sent any more.</exception>
    public static async Task Run(ChatClient client, ChatModel model, ChatOptions options, TextReader input, CancellationToken cancel)
    {
        var room = await FirstRoom(client, model, options, cancel);
        // Nobody looks at what happens besides, but it has to be taken.
        var draining = Drain(client, cancel);
        var unanswered = new Queue<Task<JsonElement>>();
        while (await input.ReadLineAsync(cancel) is { } line)
        {
            if (string.IsNullOrWhiteSpace(line))
                continue;
            unanswered.Enqueue(client.Send(new OutgoingMessage(room.Id, line)));
            if (unanswered.Count >= MostUnanswered)
                await unanswered.Dequeue();
            // A refusal is told before the rest goes out.
            while (unanswered.TryPeek(out var first) && first.IsCompleted)
                await unanswered.Dequeue();
        }

        while (unanswered.TryDequeue(out var answer))
            await answer.WaitAsync(cancel);
        _ = draining;
    }

    private static async Task<Room> FirstRoom(ChatClient client, ChatModel model, ChatOptions options, CancellationToken cancel)
    {
        await foreach (var update in client.Updates.ReadAllAsync(cancel))
        {
            model.Apply(update);
            if (update is Connected)
                return await PlainRoom.Enter(client, model, options.Room!, cancel);
            if (update is Lost lost)
                throw new ChatProblem(ChatProblem.Unreachable, lost.Why);
        }

        throw ChatProblem.NoConnection();
    }

    private static async Task Drain(ChatClient client, CancellationToken cancel)
    {
        try
        {
            await foreach (var _ in client.Updates.ReadAllAsync(cancel))
            {
            }
        }
        catch (Exception end) when (end is OperationCanceledException or ChatProblem)
        {
            // Whoever waits for an acknowledgement is told by that.
        }
    }
}
