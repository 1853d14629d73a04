using System.Net;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Http;

public sealed class HealthTests
{
    [Fact]
    public async Task A_running_server_says_that_it_is_alive_and_ready()
    {
        await using var server = await TestServer.Start();
        Assert.Equal("alive\n", await server.Http.GetStringAsync("/healthz"));
        Assert.Equal("ready\n", await server.Http.GetStringAsync("/readyz"));
    }

    [Fact]
    public async Task Metrics_tell_what_was_stored_and_who_is_connected()
    {
        await using var server = await TestServer.Start();
        var ada = await server.SignUp("ada");
        await ada.Post("/api/v1/rooms", new { name = "lobby", visibility = "public" });
        await using var client = await LiveClient.Connect(server.Address, ada);

        var metrics = (await server.Http.GetStringAsync("/metrics")).Split('\n');

        Assert.Contains("# TYPE parlor_events_total counter", metrics);
        Assert.Contains("parlor_events_total 1", metrics);
        Assert.Contains("parlor_connections 1", metrics);
        Assert.Contains(metrics, line => line.StartsWith("process_resident_memory_bytes ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("GET", "/api/v1/nothing")]
    [InlineData("POST", "/nothing")]
    public async Task What_is_not_there_is_not_found(string method, string path)
    {
        await using var server = await TestServer.Start();
        using var answer = await server.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("\"code\":\"not_found\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
