using Parlor.Cli.Chat;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Cli.Chat;

/// <summary>What becomes of what is written on the screen.</summary>
public sealed class WritingTests : IAsyncLifetime
{
    private readonly FakeClock _clock = new();
    private TestServer _server = null!;
    private Someone _ben = null!;
    private OnTerminal _ada = null!;
    private ChatView _view = null!;
    private Writing _writing = null!;
    private Room _lobby = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.Start();
        await _server.SignUp("ada");
        _ben = await _server.SignUp("ben");
        await _ben.Post("/api/v1/rooms", new { name = "lobby", visibility = "public" });
        await _ben.Post("/api/v1/rooms/lobby/filters", new { pattern = "darn", action = "warn" });
        await _ben.Post("/api/v1/rooms/lobby/filters", new { pattern = "heck", action = "warn" });
        _ada = await OnTerminal.LogIn(_server.Address, "ada");
        await _ada.Next<Connected>();
        await _ada.Call("join_room", new { room = "lobby" });
        var model = new ChatModel(Person.From((await _ada.Api.Get("/me", CancellationToken.None)).GetProperty("user")), _clock);
        _lobby = model.Put((await _ada.Api.Get("/rooms/lobby", CancellationToken.None)).GetProperty("room"));
        _view = new ChatView(model, new LineEditor(), new Scroll(), _clock);
        _writing = new Writing(_ada.Client, model, _view, _clock, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _ada.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_message_that_a_filter_warns_of_can_be_sent_anyway_once()
    {
        await _writing.Post(_lobby, new OutgoingMessage("lobby", "darn it"));
        var shown = Assert.IsType<Spoken>(_lobby.Entries[^1]).Message;
        Assert.Equal("“darn” is not welcome here. /anyway sends it all the same.", shown.Failure);
        Assert.Empty(await Stored());

        await _writing.SendAnyway();
        Assert.Equal(["darn it"], await Stored());

        await _writing.SendAnyway();
        Assert.Equal("There is nothing that a filter warned about.", _view.Notice);
        Assert.Equal(["darn it"], await Stored());
    }

    [Fact]
    public async Task A_change_that_a_filter_warns_of_can_be_made_anyway()
    {
        var message = Message.From((await _ada.Say("well")).GetProperty("message"));
        await _writing.Edit(_lobby, message, "heck");
        Assert.Equal("“heck” is not welcome here. /anyway sends it all the same.", _view.Notice);
        Assert.Equal(["well"], await Stored());

        await _writing.SendAnyway();
        Assert.Equal(["heck"], await Stored());
    }

    [Fact]
    public async Task A_change_that_is_refused_for_another_reason_cannot()
    {
        var message = Message.From((await _ada.Say("well")).GetProperty("message"));
        await _writing.Edit(_lobby, message with { Seq = 99 }, "better");
        Assert.NotEmpty(_view.Notice);
        await _writing.SendAnyway();
        Assert.Equal("There is nothing that a filter warned about.", _view.Notice);
        Assert.Equal(["well"], await Stored());
    }

    private async Task<string[]> Stored()
    {
        var page = await _ben.Get("/api/v1/rooms/lobby/messages");
        return [.. page.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("text").GetString()!)];
    }
}
