using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Terminal.Lines;

/// <summary>What an attacker, or a broken program, can do to a port for line chat: nothing to others.</summary>
public sealed class LineLimitTests
{
    [Fact]
    public async Task So_many_connections_come_from_one_address_and_one_that_goes_makes_room()
    {
        await using var server = await LineClient.StartServer(("Lines:MostPerAddress", "2"));
        await server.SignUp("ada");
        await using var first = await LineClient.LogIn(server, "ada");
        await using (await LineClient.LogIn(server, "ada"))
        {
            await using var third = await LineClient.Connect(server);
            Assert.Equal("! There are too many connections from your address.\n", await third.Rest());
        }

        await first.Send("/quit");
        await first.Rest();
        await using var fourth = await LineClient.LogIn(server, "ada");
    }

    [Fact]
    public async Task Lines_over_the_rate_are_refused_and_those_after_a_pause_are_not()
    {
        await using var server = await LineClient.StartServer(("Lines:LineBurst", "5"), ("Lines:LinesPerSecond", "2"));
        var ada = await server.SignUp("ada");
        await ada.Post("/api/v1/rooms", new { name = "lobby", visibility = "public" });
        await using var client = await LineClient.Connect(server);
        await client.Send("/login ada correct horse battery");
        await client.Until("in lobby now.\n");
        for (var i = 0; i < 4; i++)
            await client.Gets($"{i}", $"[lobby] ada: {i}");
        await client.Gets("4", "! Too many lines at once; wait a moment. That one was not taken.");
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        await client.Gets("5", "[lobby] ada: 5");
        await client.Gets("6", "[lobby] ada: 6");
        await client.Gets("7", "! Too many lines at once; wait a moment. That one was not taken.");
        Assert.Equal(6, (await ada.Get("/api/v1/rooms/lobby/messages")).GetProperty("messages").GetArrayLength());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_is_thrown_at_the_port_others_go_on(int seed)
    {
        await using var server = await LineClient.StartServer(("Lines:MostPerAddress", "1000"), ("Lines:Guests", "true"));
        var ada = await server.SignUp("ada");
        await ada.Post("/api/v1/rooms", new { name = "lobby", visibility = "public" });
        await using var good = await LineClient.LogIn(server, "ada");
        var random = new Random(seed);
        for (var round = 0; round < 25; round++)
        {
            await using var bad = round % 2 == 0 ? await LineClient.Connect(server) : await LineClient.LogIn(server, "ada");
            await Throw(bad, Garbage(random));
            if (random.Next(2) == 0)
                bad.EndInput();
        }

        await good.Send("still here");
        await good.Until("[lobby] ada: still here\n");
    }

    private static async Task Throw(LineClient at, byte[] garbage)
    {
        try
        {
            await at.SendBytes(garbage);
        }
        catch (System.Net.Sockets.SocketException)
        {
            // It was thrown out meanwhile.
        }
    }

    private static byte[] Garbage(Random random)
    {
        var bytes = new byte[random.Next(4) == 0 ? 200_000 : random.Next(2_000)];
        random.NextBytes(bytes);
        string[] words = ["/", "//", "/login ", "/signup", "/guest x", "/msg ada ", "/join lobby", "/history 99999999999", "/reply ", "\r", "\0", "\n"];
        for (var at = 0; at < bytes.Length; at += 1 + random.Next(60))
        {
            var word = System.Text.Encoding.UTF8.GetBytes(words[random.Next(words.Length)]);
            word.AsSpan(0, Math.Min(word.Length, bytes.Length - at)).CopyTo(bytes.AsSpan(at));
            if (random.Next(3) == 0)
                bytes[at] = (byte)'\n';
        }

        return bytes;
    }
}
