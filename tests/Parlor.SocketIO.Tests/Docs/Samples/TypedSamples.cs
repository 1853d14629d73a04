using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;

namespace Parlor.SocketIO.Tests.Docs.Samples;

/// <summary>What <c>docs/socketio/typed-events.md</c> shows.</summary>
internal static class TypedSamples
{
    public static void Records(SocketIOServer io) => io.OnConnection(socket =>
    {
        socket.On("add note", async (NewNote note, SocketEvent e) =>
        {
            Notes notes = e.Services.GetRequiredService<Notes>();
            Note added = await notes.AddAsync(note.Text);
            socket.Broadcast.Emit("note added", added);
            return added;
        });
    });

    public static void SourceGeneration(IServiceCollection services)
    {
        services.AddSocketIO(options => options.JsonSerializerOptions = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            TypeInfoResolver = ChatJson.Default,
        });
    }
}

internal sealed record NewNote(string Text);

internal sealed record Note(int Number, string Text);

[JsonSerializable(typeof(NewNote))]
[JsonSerializable(typeof(Note))]
[JsonSerializable(typeof(int))]
internal sealed partial class ChatJson : JsonSerializerContext;

internal sealed class Notes
{
    private int _last;

    public Task<Note> AddAsync(string text) => Task.FromResult(new Note(++_last, text));
}
