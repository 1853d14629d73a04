using System.Buffers;
using Microsoft.AspNetCore.Connections;

namespace Parlor.Server.Terminal.RoomProcesses;

/// <summary>
/// Tells by what a client says first which protocol it speaks: a request line is HTTP's, and anything else, or silence, is line chat, where
/// the server speaks first.
/// </summary>
internal sealed class PortSniffer(ConnectionDelegate http, ConnectionDelegate lines)
{
    /// <summary>How long a client has to say something.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(200);

    private static readonly byte[][] Methods =
        [.. new[] { "GET ", "POST ", "HEAD ", "OPTIONS ", "PUT ", "DELETE ", "PATCH " }.Select(System.Text.Encoding.ASCII.GetBytes)];

    public async Task Serve(ConnectionContext connection) =>
        await (await IsHttp(connection) ? http : lines)(connection);

    private static async Task<bool> IsHttp(ConnectionContext connection)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(connection.ConnectionClosed);
        silence.CancelAfter(Silence);
        var input = connection.Transport.Input;
        while (true)
        {
            try
            {
                var read = await input.ReadAsync(silence.Token);
                var verdict = Judge(read.Buffer);
                // Nothing is taken: whoever serves the connection reads it from its beginning.
                input.AdvanceTo(read.Buffer.Start, verdict is null ? read.Buffer.End : read.Buffer.Start);
                if (verdict is { } isHttp)
                    return isHttp;
                if (read.IsCompleted)
                    return false;
            }
            catch (Exception silent) when (silent is OperationCanceledException or IOException)
            {
                return false;
            }
        }
    }

    /// <returns>Null while it may still become either.</returns>
    private static bool? Judge(ReadOnlySequence<byte> said)
    {
        Span<byte> first = stackalloc byte[8];
        first = first[..(int)Math.Min(said.Length, first.Length)];
        said.Slice(0, first.Length).CopyTo(first);
        var isOpen = false;
        foreach (var method in Methods)
        {
            if (first.StartsWith(method))
                return true;
            isOpen |= method.AsSpan().StartsWith(first);
        }

        return isOpen ? null : false;
    }
}
