using Parlor.Cli.Chat;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Cli.Chat;

/// <summary>The connection of the terminal client, to a real server by a cable that can be cut.</summary>
public sealed class ChatClientTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("parlor-chat-");
    private TestServer _server = null!;
    private Cable _cable = null!;
    private Someone _ben = null!;
    private OnTerminal _ada = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.Start(DatabaseKind.Sqlite, ("Limits:PostsPerSecond", "100000"), ("Limits:PostBurst", "100000"));
        _cable = new Cable(_server.Address);
        await _server.SignUp("ada");
        _ben = await _server.SignUp("ben");
        await _ben.Post("/api/v1/rooms", new { name = "lobby", visibility = "public" });
        _ada = await OnTerminal.LogIn(_cable.Address, "ada", new CredentialFile(_folder.FullName, _cable.Address));
        await _ada.Next<Connected>();
        await _ada.Call("join_room", new { room = "lobby" });
    }

    public async ValueTask DisposeAsync()
    {
        await _ada.DisposeAsync();
        await _cable.DisposeAsync();
        await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Messages_go_both_ways()
    {
        await _ada.Say("hello");
        await BenSays("and hello to you");
        Assert.Equal(["hello", "and hello to you"], await _ada.Texts(2));
    }

    [Fact]
    public async Task What_was_said_while_it_was_away_comes_once_and_in_order()
    {
        await BenSays("one");
        Assert.Equal(["one"], await _ada.Texts(1));
        _cable.Cut();
        await _ada.Next<Lost>();
        await BenSays("two");
        await BenSays("three");
        var sent = _ada.Say("four");
        _cable.Mend();
        await sent;
        await BenSays("five");
        Assert.Equal(["two", "three", "four", "five"], await _ada.Texts(4));
    }

    [Fact]
    public async Task Messages_are_stored_once_and_in_order_however_often_the_cable_is_cut()
    {
        string[] texts = [.. Enumerable.Range(1, 40).Select(i => $"line {i}")];
        var sending = texts.Select(_ada.Say).ToList();
        foreach (var cut in new[] { 3, 9, 10, 25 })
        {
            await sending[cut];
            _cable.Cut();
            _cable.Mend();
        }

        await Task.WhenAll(sending);
        Assert.Equal(texts, await _ada.Texts(texts.Length));
        var stored = (await _ben.Get("/api/v1/rooms/lobby/messages?limit=200")).GetProperty("messages").EnumerateArray();
        Assert.Equal(texts, stored.Select(message => message.GetProperty("text").GetString()!));
    }

    [Fact]
    public async Task A_room_in_which_very_much_was_said_is_to_be_loaded_afresh()
    {
        await BenSays("before");
        await _ada.Texts(1);
        _cable.Cut();
        await _ada.Next<Lost>();
        await Task.WhenAll(Enumerable.Range(0, 1_010).Select(i => BenSays($"{i}")));
        _cable.Mend();
        var reset = await _ada.Next<RoomReset>();
        await BenSays("after");
        Assert.Equal(["after"], await _ada.Texts(1));
        Assert.True(reset.LastSeq > 1_000);
    }

    [Fact]
    public async Task A_token_that_is_too_old_is_replaced_each_time()
    {
        for (var i = 0; i < 3; i++)
        {
            var old = _ada.Api.AccessToken;
            _server.Clock.Advance(TimeSpan.FromMinutes(20));
            _cable.Cut();
            _cable.Mend();
            await _ada.Next<Connected>();
            Assert.NotEqual(old, _ada.Api.AccessToken);
        }

        await _ada.Say("still here");
        Assert.Equal(["still here"], await _ada.Texts(1));
    }

    [Fact]
    public async Task Two_programs_of_one_person_share_a_session_without_ending_it()
    {
        var file = new CredentialFile(_folder.FullName, _cable.Address);
        using var other = new ChatApi(_cable.Address, file.Read()!, file);
        _server.Clock.Advance(TimeSpan.FromMinutes(20));
        await Task.WhenAll(other.Get("/me", CancellationToken.None), _ada.Api.Get("/me", CancellationToken.None));
        _server.Clock.Advance(TimeSpan.FromMinutes(20));
        await other.Get("/me", CancellationToken.None);
        await _ada.Api.Get("/me", CancellationToken.None);
        Assert.Equal(file.Read()!.AccessToken, _ada.Api.AccessToken);
    }

    [Fact]
    public async Task A_session_that_was_ended_elsewhere_ends_the_connection_for_good()
    {
        await _ada.Api.LogOut(CancellationToken.None);
        var end = await Assert.ThrowsAsync<ChatProblem>(() => _ada.Running.WaitAsync(Patience));
        Assert.Equal(ChatProblem.Unauthorized, end.Code);
        var refused = await Assert.ThrowsAsync<ChatProblem>(() => _ada.Say("too late"));
        Assert.Equal(ChatProblem.Unauthorized, refused.Code);
    }

    [Fact]
    public async Task What_is_refused_is_told_with_the_servers_words()
    {
        var problem = await Assert.ThrowsAsync<ChatProblem>(() => _ada.Client.Send(new OutgoingMessage("nowhere", "x")).WaitAsync(Patience));
        Assert.Equal("not_found", problem.Code);
        problem = await Assert.ThrowsAsync<ChatProblem>(() => ChatApi.LogIn(_cable.Address, "ada", "wrong", () => "", CancellationToken.None));
        Assert.Equal(ChatProblem.Unauthorized, problem.Code);
        problem = await Assert.ThrowsAsync<ChatProblem>(() => ChatApi.LogIn(new Uri("http://127.0.0.1:1"), "ada", "x", () => "", CancellationToken.None));
        Assert.Equal(ChatProblem.Unreachable, problem.Code);
    }

    [Fact]
    public void The_session_is_kept_where_its_owner_alone_may_read()
    {
        var kept = Assert.Single(_folder.GetFiles("*.json"));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, kept.UnixFileMode);
    }

    private async Task BenSays(string text) => await _ben.Post("/api/v1/rooms/lobby/messages", new { text, clientId = Guid.NewGuid().ToString() });
}
