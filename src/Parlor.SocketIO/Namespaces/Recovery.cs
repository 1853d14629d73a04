using System.Text.Json;
using Parlor.SocketIO.Engine;

namespace Parlor.SocketIO;

/// <summary>Finds the session of a client that comes back (Socket.IO documentation, "Connection state recovery").</summary>
internal static class Recovery
{
    /// <summary>The session that the client asks for by <c>pid</c> and <c>offset</c>; null when it asks for none or there is none.</summary>
    public static async ValueTask<RecoverableSession?> RestoreAsync(Namespace @namespace, JsonElement auth)
    {
        if (@namespace.Server.Options.ConnectionStateRecovery is null || Text(auth, "pid") is not { } pid)
            return null;
        // The client may know of the loss before we do.
        if (@namespace.FindByPid(pid) is { } stale)
        {
            stale.Client.Connection.Close(DisconnectReason.TransportClose, CloseKind.Broken);
            stale.End(DisconnectReason.TransportClose);
        }

        return await @namespace.Adapter.RestoreSession(pid, Text(auth, "offset"));
    }

    private static string? Text(JsonElement auth, string name) =>
        auth.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
