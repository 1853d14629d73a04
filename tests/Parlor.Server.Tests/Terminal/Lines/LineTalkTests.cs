using System.Net;
using System.Text;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Terminal.Lines;

/// <summary>Talking over raw TCP, among others who do and those who came by Socket.IO.</summary>
public sealed class LineTalkTests : IAsyncLifetime
{
    private TestServer _server = null!;
    private Someone _ada = null!;
    private Someone _ben = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await LineClient.StartServer();
        _ada = await _server.SignUp("ada");
        _ben = await _server.SignUp("ben");
        await _ada.Post("/api/v1/rooms", new { name = "lobby", visibility = "public" });
        await _ben.Send(HttpMethod.Put, "/api/v1/rooms/lobby/members/ben", new { }, HttpStatusCode.Created);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task What_is_said_here_is_heard_there_and_the_other_way_round()
    {
        await using var ada = await LineClient.LogIn(_server, "ada");
        await using var ben = await LiveClient.Connect(_server.Address, _ben);
        await ada.Gets("Grüße, 世界 👋", "[lobby] ada: Grüße, 世界 👋");
        var heard = (await ben.NextOf("receive_message")).GetProperty("message");
        Assert.Equal(("Grüße, 世界 👋", "ada"), (heard.Text("text"), heard.GetProperty("author").Text("username")));

        await ben.Done("send_message", new { room = "lobby", text = "hello\n[lobby] ada: not me", clientId = "1" });
        await ada.Says("[lobby] ben: hello", "  [lobby] ada: not me");
        await ben.Done("send_message", new { room = "lobby", text = "a\e[31mb\u009bc\u202ed\te\u2028f\u007f\rg", clientId = "2" });
        await ada.Says("[lobby] ben: a\uFFFD[31mb\uFFFDc\uFFFDd\te\uFFFDf\uFFFD", "  g");
        await ben.Done("edit_message", new { room = "lobby", seq = heard.Number("seq") + 1, text = "better" });
        await ada.Says($"[lobby] * ben changed #{heard.Number("seq") + 1}: better");
        await ben.Done("delete_message", new { room = "lobby", seq = heard.Number("seq") + 1 });
        await ada.Says($"[lobby] * ben deleted #{heard.Number("seq") + 1}");
        await ben.Done("add_reaction", new { room = "lobby", seq = heard.Number("seq"), emoji = "👍" });
        await ada.Says($"[lobby] * ben reacted 👍 to #{heard.Number("seq")}");
    }

    [Fact]
    public async Task Of_somebody_whom_one_has_blocked_it_is_told_that_they_say_something_and_not_what()
    {
        const string Blocks = "/api/v1/me/blocks/ben";
        const string Quiet = "[lobby] * ben, whom you have blocked, said something";
        await _ben.Post("/api/v1/rooms/lobby/messages", new { text = "one", clientId = "1" });
        await _ada.Send(HttpMethod.Put, Blocks, null, HttpStatusCode.NoContent);
        await using var ada = await LineClient.Connect(_server);
        await ada.Send("/login ada correct horse battery");
        await ada.Until($"You are in lobby now.\n{Quiet}\n");

        var two = (await _ben.Post("/api/v1/rooms/lobby/messages", new { text = "two", clientId = "2" })).GetProperty("message").Number("seq");
        await ada.Says(Quiet);
        await _ben.Send(HttpMethod.Patch, $"/api/v1/rooms/lobby/messages/{two}", new { text = "changed" }, HttpStatusCode.OK);
        await ada.Gets("/history 1", Quiet);

        await _ada.Send(HttpMethod.Delete, Blocks, null, HttpStatusCode.NoContent);
        // A command ends when all that was stored before it is known here.
        await ada.Send("/numbers off");
        await ada.Gets("/history 1", "[lobby] ben: changed");
        await _ben.Post("/api/v1/rooms/lobby/messages", new { text = "three", clientId = "3" });
        await ada.Says("[lobby] ben: three");
        await _ada.Send(HttpMethod.Put, Blocks, null, HttpStatusCode.NoContent);
        await _ben.Post("/api/v1/rooms/lobby/messages", new { text = "four", clientId = "4" });
        await ada.Says(Quiet);
    }

    [Fact]
    public async Task Lines_end_with_LF_or_CRLF_and_come_in_any_pieces()
    {
        await using var ada = await LineClient.LogIn(_server, "ada");
        await ada.SendBytes("with cr lf\r\n"u8.ToArray());
        await ada.Says("[lobby] ada: with cr lf");
        foreach (var one in Encoding.UTF8.GetBytes("ä€👋\r\n"))
        {
            await ada.SendBytes(one);
            await _ada.Get("/api/v1/me");
        }

        await ada.Says("[lobby] ada: ä€👋");
        await ada.Gets("\r\n\n  \nafter nothing", "[lobby] ada: after nothing");
        await ada.Gets("//help is a word", "[lobby] ada: /help is a word");
        await ada.Gets("  indented", "[lobby] ada:   indented");
    }

    [Fact]
    public async Task What_is_too_long_or_no_text_gets_an_error_and_is_not_sent()
    {
        await using var ada = await LineClient.LogIn(_server, "ada");
        var longest = new string('x', 4096);
        await ada.Gets(longest, "[lobby] ada: " + longest);
        await ada.Gets(longest + "y", "! A line is at most 4 KiB long; nothing of this one was kept.");
        await ada.Gets(new string('z', 300_000), "! A line is at most 4 KiB long; nothing of this one was kept.");
        await ada.SendBytes([(byte)'a', 0xC3, 0x28, (byte)'\n']);
        await ada.Says("! That line is not UTF-8; nothing of it was kept.");
        await ada.SendBytes([(byte)'a', 0, (byte)'b', (byte)'\n']);
        await ada.Says("! text holds characters that are not text.");
        await ada.Gets("still here", "[lobby] ada: still here");
        Assert.Equal(2, (await _ada.Get("/api/v1/rooms/lobby/messages")).GetProperty("messages").GetArrayLength());
    }

    [Fact]
    public async Task A_direct_message_is_heard_by_its_two_people_alone()
    {
        await using var ada = await LineClient.LogIn(_server, "ada");
        await using var ben = await LineClient.LogIn(_server, "ben");
        await _server.SignUp("eve");
        await using var eve = await LineClient.LogIn(_server, "eve");
        await ada.Gets("/msg ben psst", "[@ben] ada: psst");
        await ben.Says("[@ada] ada: psst");
        await ben.Gets("/msg @ada what?", "[@ada] ben: what?");
        await ada.Says("[@ben] ben: what?");
        await ben.Gets("/room @ada", "You are in @ada now.", "[@ada] ada: psst", "[@ada] ben: what?");
        await ben.Gets("nothing", "[@ada] ben: nothing");
        Assert.Empty(await eve.Settle());
        await eve.Gets("/msg nobody x", "! There is no such person.");
        await eve.Gets("/msg eve x", "! A direct conversation is with somebody else.");
        await eve.Gets("/msg ben", "! That is typed so: /msg USER TEXT");
    }

    [Fact]
    public async Task Whoever_comes_reads_what_was_said_last_and_then_all_that_is_new()
    {
        await using var ben = await LineClient.LogIn(_server, "ben");
        for (var i = 1; i <= 12; i++)
            await ben.Gets($"line {i}", $"[lobby] ben: line {i}");
        await using var ada = await LineClient.Connect(_server);
        await ada.Send("/login ada correct horse battery");
        await ada.Until("Your rooms: lobby (12 new)\nYou are in lobby now.\n");
        await ada.Says([.. Enumerable.Range(3, 10).Select(i => $"[lobby] ben: line {i}")]);
        await ben.Send("line 13");
        await ada.Says("[lobby] ben: line 13");
        await ada.Gets("/history 2", "[lobby] ben: line 12", "[lobby] ben: line 13");
        await ada.Gets("/history 1000", "! limit must be between 1 and 200.");
        Assert.Equal(1, (await _ada.Get("/api/v1/rooms/lobby")).GetProperty("room").Number("unread"));
    }

    [Fact]
    public async Task Coming_while_others_talk_misses_nothing_and_repeats_nothing()
    {
        await using var ben = await LineClient.LogIn(_server, "ben");
        var talking = Task.Run(async () =>
        {
            for (var i = 1; i <= 300; i++)
                await ben.Gets($"line {i}", $"[lobby] ben: line {i}");
        }, TestContext.Current.CancellationToken);
        for (var visit = 0; visit < 5; visit++)
        {
            await using var ada = await LineClient.Connect(_server);
            await ada.Send("/login ada correct horse battery");
            await ada.Until("now.\n");
            var first = Number(await ada.Next());
            for (var next = first + 1; next <= first + 20 && next <= 300; next++)
                Assert.Equal(next, Number(await ada.Next()));
        }

        await talking;

        static int Number(string line) => int.Parse(line["[lobby] ben: line ".Length..], System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task A_removed_person_hears_no_more_and_is_told_why_they_cannot_talk()
    {
        await using var ben = await LineClient.LogIn(_server, "ben");
        await _ada.Send(HttpMethod.Delete, "/api/v1/rooms/lobby/members/ben", null, HttpStatusCode.NoContent);
        await ben.Says("[lobby] * ben was removed by ada");
        await _ada.Post("/api/v1/rooms/lobby/messages", new { text = "unheard", clientId = "1" });
        await ben.Gets("hello?", "! Only members can do that; join the room first.");
    }

    [Fact]
    public async Task A_slow_reader_is_cut_off_and_the_room_goes_on()
    {
        await using var ben = await LineClient.LogIn(_server, "ben");
        await using var slow = await LineClient.LogIn(_server, "ada");
        await using var ada = await LineClient.LogIn(_server, "ada");
        // A megabyte may wait, and what the system buffers on both sides.
        var lines = string.Join('\n', Enumerable.Repeat(new string('x', 4000), 50));
        for (var batch = 0; batch < 50; batch++)
        {
            await ben.Send($"{lines}\nbatch {batch}");
            await ben.Until($"[lobby] ben: batch {batch}\n");
            await ada.Until($"[lobby] ben: batch {batch}\n");
        }

        Assert.DoesNotContain("batch 49\n", await slow.Rest(), StringComparison.Ordinal);
        await ben.Gets("the end", "[lobby] ben: the end");
        await ada.Says("[lobby] ben: the end");
    }
}
