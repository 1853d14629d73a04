using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Api;

/// <summary>What the package offers changes only where somebody says so.</summary>
public sealed class PublicApiTests
{
    /// <summary>Set to write the file instead of comparing with it (<c>make api</c>).</summary>
    private const string Write = "PARLOR_WRITE_API";

    private static readonly string File = Repository.PathTo("tests", "Parlor.SocketIO.Tests", "Api", "PublicApi.txt");

    [Fact]
    public async Task The_public_API_is_the_one_that_was_agreed_on()
    {
        string actual = ApiText.Of(typeof(SocketIOServer).Assembly);
        if (Environment.GetEnvironmentVariable(Write) is { Length: > 0 })
            await System.IO.File.WriteAllTextAsync(File, actual);
        string[] agreed = WithTypes(await System.IO.File.ReadAllTextAsync(File));
        string[] found = WithTypes(actual);
        string[] changes = [.. agreed.Except(found).Select(line => "- " + line), .. found.Except(agreed).Select(line => "+ " + line)];
        Assert.True(
            changes.Length == 0,
            $"The public API differs from Api/PublicApi.txt. If that is meant, run make api and commit the file.\n{string.Join('\n', changes)}");
    }

    // A member is told apart from one that looks the same in another type.
    private static string[] WithTypes(string text)
    {
        string type = "";
        var lines = new List<string>();
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith(' '))
                lines.Add($"{type} > {line.Trim()}");
            else
                lines.Add(type = line);
        }

        return [.. lines];
    }
}
