using Parlor.SocketIO.Tests.Engine;
using Parlor.SocketIO.Tests.Namespaces;

namespace Parlor.SocketIO.Tests.Transport;

// What holds with Kestrel's own transport holds with ours: the same facts, over HTTP and in connection mode.
#pragma warning disable MA0048

public sealed class BinaryOverEpoll : BinaryTests
{
    private protected override bool UsesEpoll => true;
}

public sealed class BinaryInConnectionModeOverEpoll : BinaryInConnectionMode
{
    private protected override bool UsesEpoll => true;
}

public sealed class ConnectionErrorsOverEpoll : ConnectionErrorTests
{
    private protected override bool UsesEpoll => true;
}

public sealed class ConnectionErrorsInConnectionModeOverEpoll : ConnectionErrorsInConnectionMode
{
    private protected override bool UsesEpoll => true;
}

public sealed class CookiesOverEpoll : CookieTests
{
    private protected override bool UsesEpoll => true;
}

public sealed class CookiesInConnectionModeOverEpoll : CookiesInConnectionMode
{
    private protected override bool UsesEpoll => true;
}

public sealed class DisconnectsOverEpoll : DisconnectTests
{
    private protected override bool UsesEpoll => true;
}

public sealed class DisconnectsInConnectionModeOverEpoll : DisconnectsInConnectionMode
{
    private protected override bool UsesEpoll => true;
}

public sealed class EarlyFramesOverEpoll : EarlyFrameTests
{
    private protected override bool UsesEpoll => true;
}

public sealed class EarlyFramesInConnectionModeOverEpoll : EarlyFramesInConnectionMode
{
    private protected override bool UsesEpoll => true;
}

public sealed class EventsOverEpoll : EventTests
{
    private protected override bool UsesEpoll => true;
}

public sealed class EventsInConnectionModeOverEpoll : EventsInConnectionMode
{
    private protected override bool UsesEpoll => true;
}

public sealed class HandshakesOverEpoll : HandshakeTests
{
    private protected override bool UsesEpoll => true;
}

public sealed class HandshakesInConnectionModeOverEpoll : HandshakesInConnectionMode
{
    private protected override bool UsesEpoll => true;
}

public sealed class HeartbeatsOverEpoll : HeartbeatTests
{
    private protected override bool UsesEpoll => true;
}

public sealed class HeartbeatsInConnectionModeOverEpoll : HeartbeatsInConnectionMode
{
    private protected override bool UsesEpoll => true;
}

public sealed class LimitsOverEpoll : LimitTests
{
    private protected override bool UsesEpoll => true;
}

public sealed class LimitsInConnectionModeOverEpoll : LimitsInConnectionMode
{
    private protected override bool UsesEpoll => true;
}

public sealed class OverflowPoliciesOverEpoll : OverflowPolicyTests
{
    private protected override bool UsesEpoll => true;
}

public sealed class OverflowPoliciesInConnectionModeOverEpoll : OverflowPoliciesInConnectionMode
{
    private protected override bool UsesEpoll => true;
}

public sealed class ShutdownsOverEpoll : ShutdownTests
{
    private protected override bool UsesEpoll => true;
}

public sealed class ShutdownsInConnectionModeOverEpoll : ShutdownsInConnectionMode
{
    private protected override bool UsesEpoll => true;
}

public sealed class SlowClientsOverEpoll : SlowClientTests
{
    private protected override bool UsesEpoll => true;
}

public sealed class SlowClientsInConnectionModeOverEpoll : SlowClientsInConnectionMode
{
    private protected override bool UsesEpoll => true;
}

public sealed class UpgradesOverEpoll : UpgradeTests
{
    private protected override bool UsesEpoll => true;
}

public sealed class UpgradesInConnectionModeOverEpoll : UpgradesInConnectionMode
{
    private protected override bool UsesEpoll => true;
}

public sealed class WebSocketsOverEpoll : WebSocketTests
{
    private protected override bool UsesEpoll => true;
}

public sealed class WebSocketsInConnectionModeOverEpoll : WebSocketsInConnectionMode
{
    private protected override bool UsesEpoll => true;
}
