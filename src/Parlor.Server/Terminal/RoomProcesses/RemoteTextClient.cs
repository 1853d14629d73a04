using System.Net;
using Parlor.Server.Terminal.Ports;

namespace Parlor.Server.Terminal.RoomProcesses;

/// <summary>A line client of a room's process, as the server sees it; the process sees to it that it reads what it is sent.</summary>
internal sealed class RemoteTextClient(RoomFront front, uint number, IPAddress? address) : ITextClient
{
    public IPAddress? Address { get; } = address;

    public bool IsSecure => false;

    public void Write(ReadOnlyMemory<byte> bytes) => front.Send(LinkFrameType.Write, number, bytes);

    public void Close() => front.Send(LinkFrameType.Close, number);
}

/// <summary>What is said to a line client of one room, and what it says; made by a <see cref="StartRoomLines"/>.</summary>
internal interface IRoomLines
{
    /// <summary>Takes the client's next line; the one after it comes when this is done.</summary>
    Task Take(TextLine line);

    /// <summary>The client is gone.</summary>
    Task End();
}

/// <summary>Begins line chat in one room alone; registered as a service by the protocol.</summary>
internal delegate IRoomLines StartRoomLines(ITextClient client, long onlyRoom);
