namespace Parlor.Cli.Chat;

/// <summary>Whether somebody is at the screen, and writes: what others learn of that. It runs on the <see cref="Loop"/>.</summary>
internal sealed class Activity(ChatClient client, ChatModel model, TimeProvider clock, CancellationToken cancel)
{
    /// <summary>How often a good client says that its user types.</summary>
    private static readonly TimeSpan TypingEvery = TimeSpan.FromSeconds(3);

    /// <summary>Untouched for so long, the device is idle; touched, it says so again after a part of that.</summary>
    private static readonly TimeSpan IdleAfter = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ActiveEvery = TimeSpan.FromMinutes(3);

    private DateTimeOffset _typingSaid;
    private DateTimeOffset _touched = clock.GetUtcNow();
    private DateTimeOffset _activeSaid;

    /// <summary>Whether nobody has been here for a while.</summary>
    public bool IsIdle { get; private set; }

    /// <summary>Somebody writes here: the others learn of it, and the device is not idle.</summary>
    public void Touched(bool typing)
    {
        var now = _touched = clock.GetUtcNow();
        if (!model.IsConnected)
            return;
        if (IsIdle || now - _activeSaid > ActiveEvery)
        {
            (IsIdle, _activeSaid) = (false, now);
            _ = client.Tell("activity", new { idle = false }, cancel);
        }

        if (!typing || model.Current is not { } room || now - _typingSaid < TypingEvery)
            return;
        _typingSaid = now;
        _ = client.Tell("typing", new { room = room.Id }, cancel);
    }

    /// <summary>Called once a second.</summary>
    public void Tick()
    {
        if (IsIdle || !model.IsConnected || clock.GetUtcNow() - _touched < IdleAfter)
            return;
        IsIdle = true;
        _ = client.Tell("activity", new { idle = true }, cancel);
    }
}
