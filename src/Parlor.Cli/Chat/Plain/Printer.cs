using System.Text;
using System.Text.Json;

namespace Parlor.Cli.Chat;

/// <summary>Writes what happens as lines for other programs.</summary>
internal sealed class Printer(Action<byte[]> write, bool json)
{
    /// <summary>Prints a message as <c>[room] name: text</c>, or any event of the log as its JSON.</summary>
    public void Print(string room, JsonElement happened)
    {
        if (json)
            Write(JsonSerializer.Serialize(happened));
        else if (happened.Text("type") is "receive_message")
            Write(Line(room, Message.From(happened.Member("message"))));
    }

    /// <summary>Prints a message that was said before, as the event that it was.</summary>
    public void PrintMessage(string room, JsonElement message) => Write(json
        ? JsonSerializer.Serialize(new { room = message.Text("room"), seq = message.Number("seq"), at = message.Text("at"), type = "receive_message", message })
        : Line(room, Message.From(message)));

    /// <summary>Further lines of a message are indented, so that none can be taken for somebody else's.</summary>
    public static string Line(string room, Message message) =>
        $"[{room}] {message.Author.Name}: {(message.Deleted ? "(deleted)" : message.Text.ReplaceLineEndings("\n  "))}";

    private void Write(string line) => write(Encoding.UTF8.GetBytes(line + "\n"));
}
