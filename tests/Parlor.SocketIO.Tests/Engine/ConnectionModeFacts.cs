using Microsoft.AspNetCore.Server.Kestrel.Core;
using Parlor.SocketIO.Tests.Namespaces;

namespace Parlor.SocketIO.Tests.Engine;

// What holds over HTTP holds in connection mode: the same facts, with WebSockets taken off their connections.
#pragma warning disable MA0048

public class BinaryInConnectionMode : BinaryTests
{
    private protected override Action<ListenOptions> Listen => static listen => listen.UseSocketIO();
}

public class ConnectionErrorsInConnectionMode : ConnectionErrorTests
{
    private protected override Action<ListenOptions> Listen => static listen => listen.UseSocketIO();
}

public class CookiesInConnectionMode : CookieTests
{
    private protected override Action<ListenOptions> Listen => static listen => listen.UseSocketIO();
}

public class DisconnectsInConnectionMode : DisconnectTests
{
    private protected override Action<ListenOptions> Listen => static listen => listen.UseSocketIO();
}

public class EarlyFramesInConnectionMode : EarlyFrameTests
{
    private protected override Action<ListenOptions> Listen => static listen => listen.UseSocketIO();
}

public class EventsInConnectionMode : EventTests
{
    private protected override Action<ListenOptions> Listen => static listen => listen.UseSocketIO();
}

public class HandshakesInConnectionMode : HandshakeTests
{
    private protected override Action<ListenOptions> Listen => static listen => listen.UseSocketIO();
}

public class HeartbeatsInConnectionMode : HeartbeatTests
{
    private protected override Action<ListenOptions> Listen => static listen => listen.UseSocketIO();
}

public class LimitsInConnectionMode : LimitTests
{
    private protected override Action<ListenOptions> Listen => static listen => listen.UseSocketIO();
}

public class OverflowPoliciesInConnectionMode : OverflowPolicyTests
{
    private protected override Action<ListenOptions> Listen => static listen => listen.UseSocketIO();
}

public class ShutdownsInConnectionMode : ShutdownTests
{
    private protected override Action<ListenOptions> Listen => static listen => listen.UseSocketIO();
}

public class SlowClientsInConnectionMode : SlowClientTests
{
    private protected override Action<ListenOptions> Listen => static listen => listen.UseSocketIO();
}

public class UpgradesInConnectionMode : UpgradeTests
{
    private protected override Action<ListenOptions> Listen => static listen => listen.UseSocketIO();
}

public class WebSocketsInConnectionMode : WebSocketTests
{
    private protected override Action<ListenOptions> Listen => static listen => listen.UseSocketIO();
}
