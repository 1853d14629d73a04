namespace Parlor.Cli.Chat;

/// <summary><c>parlor chat --follow</c>: prints what happens, in one room or in all, until it is stopped.</summary>
internal static class Follow
{
    public static async Task Run(ChatClient client, ChatModel model, ChatApi api, ChatOptions options, Action<byte[]> write, CancellationToken cancel)
    {
        var printer = new Printer(write, options.Json);
        string? only = null;
        var (begun, printedTo) = (false, 0L);
        await foreach (var update in client.Updates.ReadAllAsync(cancel))
        {
            model.Apply(update);
            switch (update)
            {
                case Connected when !begun:
                    begun = true;
                    if (options.Room is null)
                        break;
                    var entered = await PlainRoom.Enter(client, model, options.Room, cancel);
                    only = entered.Id;
                    if (options.History > 0)
                        printedTo = await History(printer, entered, api, options.History, cancel);
                    break;
                case Happened { Body: var body } when body.Has("type") && body.Has("seq"):
                    var room = body.Text("room");
                    if (begun && body.Number("seq") > printedTo && (only is null || string.Equals(room, only, StringComparison.Ordinal)))
                        printer.Print(await Name(model, api, room, cancel), body);
                    break;
                case RoomGone gone when string.Equals(gone.Room, only, StringComparison.Ordinal):
                    throw new ChatProblem("not_found", "The room is not yours any more.");
            }
        }
    }

    /// <summary>Prints the last messages that were there when the room was entered; what comes since follows by itself.</summary>
    /// <returns>The number up to which the log is printed.</returns>
    private static async Task<long> History(Printer printer, Room room, ChatApi api, int count, CancellationToken cancel)
    {
        var lastSeq = room.LastSeq;
        var page = await api.Get($"/rooms/{room.Id}/messages?before={lastSeq + 1}&limit={Math.Min(count, 200)}", cancel);
        foreach (var message in page.Items("messages"))
            printer.PrintMessage(room.Label.TrimStart('#'), message);
        return lastSeq;
    }

    /// <summary>What the room is called; one that was opened meanwhile is looked up.</summary>
    private static async Task<string> Name(ChatModel model, ChatApi api, string room, CancellationToken cancel)
    {
        var known = model.Find(room) ?? model.Put((await api.Get($"/rooms/{room}", cancel)).Member("room"));
        return known.Label.TrimStart('#');
    }
}
