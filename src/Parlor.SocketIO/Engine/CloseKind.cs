namespace Parlor.SocketIO.Engine;

/// <summary>How a session ends.</summary>
internal enum CloseKind
{
    /// <summary>What waits is sent first.</summary>
    Graceful,

    /// <summary>The client said goodbye.</summary>
    ByClient,

    /// <summary>Nothing more can or should be sent.</summary>
    Broken,
}
