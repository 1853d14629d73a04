using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Parlor.Server.Terminal.Ports;

/// <summary>
/// TLS and plain text at one port: a TLS client speaks first, and what it says begins as no text does. One that is silent for a moment
/// waits to be greeted.
/// </summary>
internal static class TlsOrPlain
{
    /// <summary>How long a client is waited for that may want TLS.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    /// <summary>The type of the record that holds a ClientHello (RFC 8446, section 5.1).</summary>
    private const byte Handshake = 22;

    /// <summary>For <see cref="TextProtocol.Configure"/>.</summary>
    /// <param name="tls">The certificate.</param>
    /// <param name="clock">The time.</param>
    public static Action<ListenOptions, ConnectionDelegate> Both(HttpsConnectionAdapterOptions tls, TimeProvider clock) => (listen, serve) =>
    {
        listen.Use(secure => async connection =>
        {
            if (await WantsTls(connection.Transport.Input, clock))
                await secure(connection);
            else
                await serve(connection);
        });
        listen.UseHttps(tls);
    };

    private static async Task<bool> WantsTls(PipeReader input, TimeProvider clock)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        try
        {
            var read = await input.ReadAsync(patience.Token);
            var wantsTls = read.Buffer.FirstSpan is [Handshake, ..];
            input.AdvanceTo(read.Buffer.Start);
            return wantsTls;
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return false;
        }
    }
}
