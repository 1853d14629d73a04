using Microsoft.Extensions.DependencyInjection;
using Parlor.Server.Data;
using Parlor.Server.Presence;
using Parlor.Server.Realtime;
using Parlor.Server.Terminal;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Terminal.Lines;

/// <summary>Each guest is an account for one connection: what is kept of them must not grow with the number of those who ever came.</summary>
public sealed class LeftGuestsTests
{
    private const int Guests = 100;

    [Fact]
    public async Task Nothing_is_kept_in_memory_of_guests_who_have_left()
    {
        await using var server = await LineClient.StartServer(("Lines:Guests", "true"), ("Lines:MostPerAddress", "1000"));
        var ada = await server.SignUp("ada");
        await ada.Post("/api/v1/rooms", new { name = "lobby", visibility = "public" });
        var (connections, presence, rooms) = (
            server.Services.GetRequiredService<LiveConnections>(),
            server.Services.GetRequiredService<PresenceTracker>(),
            server.Services.GetRequiredService<TextRooms>());

        await Task.WhenAll(Enumerable.Range(0, Guests).Select(number => ComeAndGo(server, number)));

        Assert.Equal((0, 0), connections.Count());
        Assert.Equal(0, rooms.Count);
        // They may be on their way back for a moment; when they were last seen is stored once a second, before a write of ours.
        var left = server.Clock.GetUtcNow();
        server.Clock.Advance(TrackedPerson.Grace);
        while (presence.Count > 0)
        {
            await server.Services.GetRequiredService<Db>().Write(_ => { });
            server.Clock.Advance(TimeSpan.FromSeconds(1));
            Assert.True(server.Clock.GetUtcNow() < left + TimeSpan.FromMinutes(5), $"{presence.Count} are still tracked.");
        }
    }

    private static async Task ComeAndGo(TestServer server, int number)
    {
        await using var guest = await LineClient.Connect(server);
        await guest.Send($"/guest G{number}");
        await guest.Send("/join lobby");
        await guest.Until("You are in lobby now.\n");
        await guest.Send("hello");
        await guest.Send("/quit");
        await guest.Rest();
    }
}
