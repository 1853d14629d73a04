using System.Net;

namespace Parlor.Server.Terminal;

/// <summary>Somebody at the other end of a line: what they are sent are lines, encoded and ended as their protocol wants.</summary>
internal interface ITextClient
{
    IPAddress? Address { get; }

    /// <summary>Whether nobody on the way can read along.</summary>
    bool IsSecure { get; }

    /// <summary>
    /// Sends; never waits. A client that does not read what waits for it is cut off, which the one who writes does not notice.
    /// </summary>
    /// <param name="bytes">Whole lines. They may be shared with other clients, and MUST NOT change afterwards.</param>
    void Write(ReadOnlyMemory<byte> bytes);

    /// <summary>Ends the connection once all that was written is on its way.</summary>
    void Close();
}
