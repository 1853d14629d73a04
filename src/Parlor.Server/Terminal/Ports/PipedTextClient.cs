using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace Parlor.Server.Terminal.Ports;

/// <summary>A client behind Kestrel's pipes: with TLS in between, or where there is no other way.</summary>
internal sealed class PipedTextClient(ConnectionContext connection) : TcpTextClient(connection.RemoteEndPoint), IAsyncDisposable
{
    private PipeWriter Output => connection.Transport.Output;

    public override bool IsSecure { get; } = connection.Features.Get<ITlsHandshakeFeature>() is not null;

    /// <summary>Carries lines to the session until there are no more, and ends it.</summary>
    public async Task Serve(ITextSession session, int longestLine)
    {
        try
        {
            var reader = new LineReader(connection.Transport.Input, longestLine);
            while (await reader.Read(connection.ConnectionClosed) is { } line)
                await session.Take(line);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            // The client is gone, or was cut off.
        }

        await session.End(CutBecause);
    }

    public async ValueTask DisposeAsync()
    {
        await SeeOff();
        await Output.CompleteAsync();
    }

    // The pipe's reader does the sending.
    internal override int TrySend(ReadOnlySpan<byte> bytes) => 0;

    internal override async ValueTask Send(ReadOnlyMemory<byte> bytes) => await Output.WriteAsync(bytes);

    protected override void StopReading() => connection.Transport.Input.CancelPendingRead();

    protected override void HangUp(string why) => connection.Abort(new ConnectionAbortedException(why));
}
