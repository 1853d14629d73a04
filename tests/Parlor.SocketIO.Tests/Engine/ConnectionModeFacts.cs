using Microsoft.AspNetCore.Server.Kestrel.Core;
using Parlor.SocketIO.Tests.Namespaces;

namespace Parlor.SocketIO.Tests.Engine;

// What holds over HTTP holds in connection mode: the same facts, with WebSockets taken off their connections.
#pragma warning disable MA0048

public sealed class BinaryInConnectionMode : BinaryTests
{
    private protected override Action<ListenOptions> Listen => static listen => listen.UseSocketIO();
}

public sealed class ConnectionErrorsInConnectionMode : ConnectionErrorTests
{
    private protected override Action<ListenOptions> Listen => static listen => listen.UseSocketIO();
}

public sealed class CookiesInConnectionMode : CookieTests
{
    private protected override Action<ListenOptions> Listen => static listen => listen.UseSocketIO();
}

public sealed class DisconnectsInConnectionMode : DisconnectTests
{
    private protected override Action<ListenOptions> Listen => static listen => listen.UseSocketIO();
}

public sealed class EarlyFramesInConnectionMode : EarlyFrameTests
{
    private protected override Action<ListenOptions> Listen => static listen => listen.UseSocketIO();
}

public sealed class EventsInConnectionMode : EventTests
{
    private protected override Action<ListenOptions> Listen => static listen => listen.UseSocketIO();
}

public sealed class HandshakesInConnectionMode : HandshakeTests
{
    private protected override Action<ListenOptions> Listen => static listen => listen.UseSocketIO();
}

public sealed class HeartbeatsInConnectionMode : HeartbeatTests
{
    private protected override Action<ListenOptions> Listen => static listen => listen.UseSocketIO();
}

public sealed class LimitsInConnectionMode : LimitTests
{
    private protected override Action<ListenOptions> Listen => static listen => listen.UseSocketIO();
}

public sealed class OverflowPoliciesInConnectionMode : OverflowPolicyTests
{
    private protected override Action<ListenOptions> Listen => static listen => listen.UseSocketIO();
}

public sealed class ShutdownsInConnectionMode : ShutdownTests
{
    private protected override Action<ListenOptions> Listen => static listen => listen.UseSocketIO();
}

public sealed class SlowClientsInConnectionMode : SlowClientTests
{
    private protected override Action<ListenOptions> Listen => static listen => listen.UseSocketIO();
}

public sealed class UpgradesInConnectionMode : UpgradeTests
{
    private protected override Action<ListenOptions> Listen => static listen => listen.UseSocketIO();
}

public sealed class WebSocketsInConnectionMode : WebSocketTests
{
    private protected override Action<ListenOptions> Listen => static listen => listen.UseSocketIO();
}
