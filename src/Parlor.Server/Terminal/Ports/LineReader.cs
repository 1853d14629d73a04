using System.IO.Pipelines;

namespace Parlor.Server.Terminal.Ports;

/// <summary>Reads lines from a pipe.</summary>
/// <param name="input">What comes in.</param>
/// <param name="longest">Bytes of a line, its end not counted.</param>
internal sealed class LineReader(PipeReader input, int longest)
{
    private LineSplitter _lines = new(longest);

    /// <summary>The next line; null when the client has said all or is to be closed (<see cref="ITextClient.Close"/>).</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="IOException">The connection is lost.</exception>
    public async ValueTask<TextLine?> Read(CancellationToken cancel)
    {
        while (true)
        {
            var read = await input.ReadAsync(cancel);
            var rest = read.Buffer;
            TextLine? line = null;
            while (line is null && !rest.IsEmpty && !read.IsCanceled)
            {
                var piece = rest.FirstSpan;
                var length = piece.Length;
                line = _lines.Next(ref piece);
                rest = rest.Slice(length - piece.Length);
            }

            input.AdvanceTo(rest.Start);
            if (line is not null || read.IsCanceled || read.IsCompleted)
                return line;
        }
    }
}
