using System.Text;
using Parlor.SocketIO.Engine;

namespace Parlor.SocketIO;

/// <summary>A message that a client sent over a bare Engine.IO connection.</summary>
/// <param name="Data">The bytes; UTF-8 if the message is text. They may be kept.</param>
/// <param name="IsBinary">Whether the client sent it as binary.</param>
public readonly record struct EngineMessage(ReadOnlyMemory<byte> Data, bool IsBinary)
{
    /// <summary>The message as text.</summary>
    public string Text => Encoding.UTF8.GetString(Data.Span);
}

/// <summary>Hands messages to the application's handlers, and then to the layer above, if there is one.</summary>
internal sealed class DelegateReceiver(EngineConnection connection, IEngineReceiver? above) : IEngineReceiver
{
    public Action<EngineMessage>? Message { get; set; }

    public Action<string>? Closed { get; set; }

    public void OnText(ReadOnlyMemory<byte> message)
    {
        Deliver(new EngineMessage(message, IsBinary: false));
        above?.OnText(message);
    }

    public void OnBinary(ReadOnlyMemory<byte> message)
    {
        Deliver(new EngineMessage(message, IsBinary: true));
        above?.OnBinary(message);
    }

    public void OnClose(string reason)
    {
        Callback.Run(connection.Server.Log, "close", Closed, reason);
        above?.OnClose(reason);
    }

    private void Deliver(EngineMessage message) => Callback.Run(connection.Server.Log, "message", Message, message);
}
