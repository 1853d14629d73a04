using System.Text.Json;
using System.Text.Json.Nodes;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Http;

public sealed class OpenApiTests
{
    /// <summary>Set to write the file instead of comparing with it (make openapi).</summary>
    private const string Write = "PARLOR_WRITE_OPENAPI";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    [Fact]
    public async Task The_document_that_the_web_clients_types_come_from_is_the_servers_own()
    {
        await using var server = await TestServer.Start();
        var document = JsonNode.Parse(await server.Http.GetStringAsync("/openapi/v1.json"))!.AsObject();
        // Where this server happens to listen is no part of the contract.
        document.Remove("servers");
        var served = document.ToJsonString(Indented) + "\n";

        var file = Path.Combine(Repository.Root, "web", "openapi.json");
        if (Environment.GetEnvironmentVariable(Write) is { Length: > 0 })
            await File.WriteAllTextAsync(file, served);
        Assert.True(string.Equals(await File.ReadAllTextAsync(file), served, StringComparison.Ordinal), "web/openapi.json is old: run make openapi, then npm --prefix web run types.");
        Assert.StartsWith("3.1", document["openapi"]!.GetValue<string>(), StringComparison.Ordinal);
    }
}
