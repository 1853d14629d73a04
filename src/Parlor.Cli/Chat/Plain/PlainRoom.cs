namespace Parlor.Cli.Chat;

/// <summary>Finds the room that a command line names.</summary>
internal static class PlainRoom
{
    /// <summary>The room of that name: one's own, a public one that is joined by this, or for <c>@name</c> the conversation with them.</summary>
    /// <exception cref="ChatProblem">There is none, or it may not be entered.</exception>
    public static async Task<Room> Enter(ChatClient client, ChatModel model, string name, CancellationToken cancel)
    {
        if (model.Find(name) is { } known)
            return known;
        var answer = name.StartsWith('@')
            ? await client.Call("open_direct", new { user = name[1..] }, cancel)
            : await client.Call("join_room", new { room = name.TrimStart('#') }, cancel);
        return model.Put(answer.Member("room"));
    }
}
