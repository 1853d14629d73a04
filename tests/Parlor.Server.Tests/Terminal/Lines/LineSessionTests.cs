using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Parlor.Server.Rooms;
using Parlor.Server.Terminal;
using Parlor.Server.Terminal.Lines;
using Parlor.Server.Terminal.Ports;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Terminal.Lines;

/// <summary>A session apart from any transport, and for one room alone.</summary>
public sealed class LineSessionTests
{
    [Fact]
    public async Task For_a_session_of_one_room_there_are_no_others()
    {
        await using var server = await LineClient.StartServer();
        var ada = await server.SignUp("ada");
        var ben = await server.SignUp("ben");
        await ada.Post("/api/v1/rooms", new { name = "lobby", visibility = "public" });
        await ada.Post("/api/v1/rooms", new { name = "games", visibility = "public" });
        await ben.Send(HttpMethod.Put, "/api/v1/rooms/lobby/members/ben", new { }, HttpStatusCode.Created);
        var games = server.Services.GetRequiredService<RoomAccess>().RequireVisible(long.Parse(ada.Id, System.Globalization.CultureInfo.InvariantCulture), "games");
        var heard = new Listener();
        var session = new LineSession(server.Services.GetRequiredService<LineServices>(), heard, games.Id);

        session.Start();
        await Type(session, "/login ben correct horse battery");
        Assert.EndsWith("Your rooms: games\nYou are in games now.\n[games] * ben has joined\n", heard.TakeText(), StringComparison.Ordinal);
        Assert.Equal("* games\n", await Answer("/rooms"));
        Assert.Equal("! There is no such room.\n", await Answer("/join lobby"));
        Assert.Equal("! There is no such room.\n", await Answer("/room lobby"));
        Assert.Equal("! There is no such room.\n", await Answer("/who lobby"));
        Assert.Equal("! This port is for one room alone.\n", await Answer("/msg ada psst"));
        Assert.Equal("! This port is for one room alone.\n", await Answer("/create mine"));

        await ada.Post("/api/v1/rooms/lobby/messages", new { text = "unheard", clientId = "1" });
        await ada.Post("/api/v1/rooms/games/messages", new { text = "heard", clientId = "2" });
        Assert.Equal("[games] ada: heard\n[games] * ben reacted 👍 to #3\n", await Answer("/react 3 👍"));
        await session.End();
        Assert.Single((await ben.Get("/api/v1/me/sessions")).GetProperty("sessions").EnumerateArray());

        async Task<string> Answer(string line)
        {
            await Type(session, line);
            return heard.TakeText();
        }
    }

    private static Task Type(LineSession session, string line) => session.Take(new TextLine(Encoding.UTF8.GetBytes(line)));

    private sealed class Listener : ITextClient
    {
        private readonly Lock _lock = new();
        private readonly StringBuilder _text = new();

        public IPAddress? Address => IPAddress.Loopback;

        public bool IsSecure => true;

        public void Write(ReadOnlyMemory<byte> bytes)
        {
            lock (_lock)
                _text.Append(Encoding.UTF8.GetString(bytes.Span));
        }

        public void Close()
        {
            // Nothing is open.
        }

        public string TakeText()
        {
            lock (_lock)
            {
                var text = _text.ToString();
                _text.Clear();
                return text;
            }
        }
    }
}
