namespace Parlor.SocketIO.Tests.Support;

internal static class Echo
{
    /// <summary>Sends each message back, text as text and binary as binary.</summary>
    public static void To(EngineConnection connection) => connection.OnMessage(message =>
    {
        if (message.IsBinary)
            connection.Send(message.Data);
        else
            connection.Send(message.Text);
    });
}
