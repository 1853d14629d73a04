using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Docs;

/// <summary>What the README and the guide show is compiled, and what they point to is there.</summary>
public sealed class GuideTests
{
    [Fact]
    public async Task Every_piece_of_CSharp_is_an_excerpt_of_a_file_that_is_compiled()
    {
        string[] sources =
        [
            .. Directory.GetFiles(Repository.PathTo("tests", "Parlor.SocketIO.Tests", "Docs", "Samples"), "*.cs"),
            Repository.PathTo("samples", "Chat", "Program.cs"),
        ];
        string[] compiled = [.. await Task.WhenAll(sources.Select(async file => Flat(await File.ReadAllTextAsync(file))))];
        foreach (string file in Markdown.Files)
        {
            string text = await File.ReadAllTextAsync(file);
            foreach (string block in Markdown.Blocks(text, "csharp"))
            {
                bool isExcerpt = Array.Exists(compiled, source => source.Contains(Flat(block), StringComparison.Ordinal));
                Assert.True(isExcerpt, $"{file}: not in Docs/Samples or samples/Chat:\n{block}");
            }
        }
    }

    [Fact]
    public async Task Every_link_leads_to_a_file()
    {
        foreach (string file in Markdown.Files)
        {
            string text = await File.ReadAllTextAsync(file);
            foreach (string target in Markdown.Links(text).Where(target => !target.Contains("://", StringComparison.Ordinal)))
            {
                string path = Path.Combine(Path.GetDirectoryName(file)!, target.Split('#')[0]);
                Assert.True(target.StartsWith('#') || Path.Exists(path), $"{file}: {target}");
            }
        }
    }

    // Indentation and empty lines are a page's own business.
    private static string Flat(string code) =>
        string.Join('\n', code.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}
