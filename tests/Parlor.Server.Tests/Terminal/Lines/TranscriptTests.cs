using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Terminal.Lines;

/// <summary>The transcripts in docs/terminals.md are what a fresh server says.</summary>
public sealed class TranscriptTests
{
    [Fact]
    public async Task The_manual_says_what_the_server_says()
    {
        await using var server = await LineClient.StartServer(("Lines:Guests", "true"));
        var clients = new List<LineClient>();
        foreach (var block in Blocks())
        {
            for (var at = 0; at < block.Count; at++)
            {
                if (block[at].StartsWith("$ ", StringComparison.Ordinal))
                    clients.Add(await LineClient.Connect(server));
                else if (block[at].StartsWith("> ", StringComparison.Ordinal))
                    await clients[^1].Send(block[at][2..]);
                else if (block[at].EndsWith(':') && block[at + 1].StartsWith("> ", StringComparison.Ordinal))
                    Assert.Equal(block[at] + " ", await clients[^1].Until(": "));
                else
                    await clients[^1].Says(block[at]);
            }
        }

        Assert.Equal(3, clients.Count);
        foreach (var client in clients)
            await client.DisposeAsync();
    }

    private static IEnumerable<List<string>> Blocks()
    {
        List<string>? block = null;
        foreach (var line in File.ReadLines(Path.Combine(Repository.Root, "docs", "terminals.md")))
        {
            if (line is "```transcript")
            {
                block = [];
            }
            else if (line is "```" && block is not null)
            {
                yield return block;
                block = null;
            }
            else
            {
                block?.Add(line);
            }
        }
    }
}
