namespace Parlor.Server.Terminal;

/// <summary>Messages of one client that are being stored: the next is read before the last one is on the disk. For one thread at a time.</summary>
internal sealed class MessagesUnderway
{
    /// <summary>How many there may be; more wait to be read.</summary>
    private const int Most = 32;

    private readonly Queue<Task> _messages = new();

    public bool Any => _messages.Count > 0;

    /// <summary>Adds one that has begun. Ends when there is room for the next.</summary>
    public async Task Add(Task message)
    {
        _messages.Enqueue(message);
        while (_messages.Count > Most || (_messages.TryPeek(out var first) && first.IsCompleted))
            await _messages.Dequeue();
    }

    /// <summary>Ends when all are stored, or refused.</summary>
    public async Task WhenStored()
    {
        while (_messages.TryDequeue(out var message))
            await message;
    }
}
