namespace Parlor.SocketIO.Engine;

/// <summary>
/// The layer above a connection. Called by one party at a time, in the order in which things arrived. What is handed over
/// is never written to again and may be kept.
/// </summary>
internal interface IEngineReceiver
{
    void OnText(ReadOnlyMemory<byte> message);

    void OnBinary(ReadOnlyMemory<byte> message);

    void OnClose(string reason);
}
