using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Parlor.Server.Terminal;
using Parlor.Server.Terminal.Ports;

namespace Parlor.Server.Tests.Terminal.Ports;

/// <summary>Lines out of bytes, however those come.</summary>
public sealed class LineReaderTests
{
    private const int Longest = 8;

    [Theory]
    [InlineData("one\ntwo\r\n\n", "one|two|")]
    [InlineData("12345678\n12345678\r\n123456789\nnext\n", "12345678|12345678|TOO LONG|next")]
    [InlineData("1234567890123456789\r\nnext\n", "TOO LONG|next")]
    [InlineData("a\rb\r\r\n", "a\rb\r")]
    [InlineData("cut", "")]
    public async Task Lines_are_the_same_in_whatever_pieces_they_come(string text, string expected)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        foreach (var size in (int[])[1, 2, 3, bytes.Length])
        {
            var pipe = new Pipe();
            var reading = Read(new LineReader(pipe.Reader, Longest));
            foreach (var piece in bytes.Chunk(size))
                await pipe.Writer.WriteAsync(piece, TestContext.Current.CancellationToken);
            await pipe.Writer.CompleteAsync();
            Assert.Equal(expected, string.Join('|', await reading));
        }
    }

    [Fact]
    public async Task Of_a_line_without_end_nothing_is_kept()
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 64, resumeWriterThreshold: 32));
        var reading = Read(new LineReader(pipe.Reader, Longest));
        // The writer would wait for ever if what is read were kept.
        for (var i = 0; i < 1_000; i++)
            await pipe.Writer.WriteAsync("0123456789"u8.ToArray(), TestContext.Current.CancellationToken);
        pipe.Writer.Write("\nnext\n"u8);
        await pipe.Writer.CompleteAsync();
        Assert.Equal(["TOO LONG", "next"], await reading);
    }

    private static async Task<List<string>> Read(LineReader reader)
    {
        var lines = new List<string>();
        while (await reader.Read(TestContext.Current.CancellationToken) is { } line)
            lines.Add(line.IsTooLong ? "TOO LONG" : Encoding.UTF8.GetString(line.Bytes.Span));
        return lines;
    }
}
