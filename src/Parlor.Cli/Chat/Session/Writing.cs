namespace Parlor.Cli.Chat;

/// <summary>What the person writes, until it is stored: whoever quits waits for it. It runs on the <see cref="Loop"/>.</summary>
internal sealed class Writing(ChatClient client, ChatModel model, ChatView view, TimeProvider clock, CancellationToken cancel)
{
    private int _unsent;
    private bool _leaving;
    private Func<Task>? _anyway;

    /// <summary>Whether the person wants to leave, and nothing keeps them.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Leaves, when what was written has been sent; at once, when asked for the second time.</summary>
    public void Quit()
    {
        IsOver = _unsent == 0 || _leaving;
        _leaving = true;
        view.Notice = "Waiting until what you wrote is sent; once more to leave without.";
    }

    /// <summary>Posts a message: it is shown at once, and what became of it when that is known.</summary>
    public async Task Post(Room room, OutgoingMessage message)
    {
        var shown = new Message(0, model.Me, Harmless.Lines(message.Text), clock.GetUtcNow(), message.ClientId) { ReplyTo = message.ReplyTo };
        room.Sending(shown);
        _unsent++;
        try
        {
            var answer = await client.Send(message);
            if (answer.Has("held"))
                room.Failed(message.ClientId, "it waits until a moderator has looked at it.");
        }
        catch (ChatProblem refused)
        {
            var again = message with { Warned = true, ClientId = Guid.NewGuid().ToString() };
            room.Failed(message.ClientId, Refusal(refused, () => Post(room, again)));
            _leaving = false;
        }
        catch (OperationCanceledException)
        {
            // The program ends.
        }
        finally
        {
            _unsent--;
            IsOver |= _leaving && _unsent == 0;
        }
    }

    /// <summary>Gives a message another text.</summary>
    public async Task Edit(Room room, Message message, string text, bool warned = false)
    {
        try
        {
            await client.Call("edit_message", new { room = room.Id, seq = message.Seq, text, warned }, cancel);
        }
        catch (ChatProblem refused)
        {
            view.Notice = Refusal(refused, () => Edit(room, message, text, warned: true));
        }
    }

    /// <summary>Does once more what a filter has warned about.</summary>
    public Task SendAnyway()
    {
        if (_anyway is not { } anyway)
        {
            view.Notice = "There is nothing that a filter warned about.";
            return Task.CompletedTask;
        }

        _anyway = null;
        return anyway();
    }

    /// <summary>Why something was refused; after a warning, also how to do it anyway.</summary>
    private string Refusal(ChatProblem refused, Func<Task> anyway)
    {
        var why = Harmless.Line(refused.Message);
        if (refused.Code is not "conflict")
            return why;
        _anyway = anyway;
        return why + " /anyway sends it all the same.";
    }
}
