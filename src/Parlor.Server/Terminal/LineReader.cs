using System.Buffers;
using System.IO.Pipelines;

namespace Parlor.Server.Terminal;

/// <summary>Takes lines from what a client sends: they end with LF or CRLF, and are bounded.</summary>
/// <param name="input">What comes in.</param>
/// <param name="longest">Bytes of a line, its end not counted.</param>
internal sealed class LineReader(PipeReader input, int longest)
{
    private bool _isSkipping;

    /// <summary>The next line; the end, when the client has said all or is to be closed (<see cref="ITextClient.Close"/>).</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="IOException">The connection is lost.</exception>
    public async ValueTask<TextLine> Read(CancellationToken cancel)
    {
        while (true)
        {
            var read = await input.ReadAsync(cancel);
            var rest = read.Buffer;
            if (read.IsCanceled)
            {
                input.AdvanceTo(rest.End);
                return TextLine.End;
            }

            if (TakeLine(ref rest) is { } line)
            {
                input.AdvanceTo(rest.Start);
                return line;
            }

            // Of a line that is too long nothing is kept, however long it is.
            _isSkipping |= rest.Length > longest + 1;
            input.AdvanceTo(_isSkipping ? rest.End : rest.Start, rest.End);
            if (read.IsCompleted)
                return TextLine.End;
        }
    }

    private TextLine? TakeLine(ref ReadOnlySequence<byte> rest)
    {
        if (rest.PositionOf((byte)'\n') is not { } end)
            return null;
        var bytes = rest.Slice(0, end);
        rest = rest.Slice(rest.GetPosition(1, end));
        var wasSkipping = _isSkipping;
        _isSkipping = false;
        if (wasSkipping || bytes.Length > longest + 1)
            return TextLine.TooLong;
        var line = bytes.ToArray();
        var length = line is [.., (byte)'\r'] ? line.Length - 1 : line.Length;
        return length > longest ? TextLine.TooLong : new TextLine(line.AsMemory(0, length));
    }
}

/// <summary>What a client sent.</summary>
/// <param name="Bytes">A line without its end.</param>
internal readonly record struct TextLine(ReadOnlyMemory<byte> Bytes)
{
    /// <summary>A line that was longer than it may be; nothing of it is kept.</summary>
    public static TextLine TooLong { get; } = new() { IsTooLong = true };

    /// <summary>Nothing more comes.</summary>
    public static TextLine End { get; } = new() { IsEnd = true };

    public bool IsTooLong { get; private init; }

    public bool IsEnd { get; private init; }
}
