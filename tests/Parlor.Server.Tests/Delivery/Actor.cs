using System.Text.Json;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Delivery;

/// <summary>
/// A person with two connected devices, one of which does things while the other looks on, and the model: which rooms they must be
/// in, and which of their messages must be stored. Nobody else changes that, so it does not depend on what others do meanwhile.
/// </summary>
internal sealed class Actor : IAsyncDisposable
{
    private static readonly string[] Emoji = ["👍", "🎉", "❤️"];

    private readonly string[] _rooms;
    private readonly Follower _device;
    private readonly Follower _other;
    private readonly HashSet<string> _in = new(StringComparer.Ordinal);
    private readonly bool _isOwner;
    private int _edits;
    private int _reactions;
    private readonly Dictionary<string, List<Sent>> _sent;

    /// <param name="server">The server's address.</param>
    /// <param name="person">Who it is.</param>
    /// <param name="rooms">The rooms that there are.</param>
    /// <param name="isOwner">Made the rooms, so is in them from the start, and stays.</param>
    public Actor(Uri server, Someone person, string[] rooms, bool isOwner)
    {
        Person = person;
        _rooms = rooms;
        _device = new Follower(server, person);
        _other = new Follower(server, person);
        _sent = rooms.ToDictionary(room => room, _ => new List<Sent>(), StringComparer.Ordinal);
        _isOwner = isOwner;
        if (isOwner)
            _in.UnionWith(rooms);
    }

    public Someone Person { get; }

    public bool IsIn(string room) => _in.Contains(room);

    public int SentIn(string room) => _sent[room].Count;

    public Task Connect() => Task.WhenAll(_device.Connect(), _other.Connect());

    public async Task Do(IEnumerable<Step> steps)
    {
        foreach (var step in steps)
            await Do(step.Deed, _rooms[step.Room]);
    }

    /// <summary>The model's messages stand in the room, each once, under the number that was acknowledged, in the order of sending.</summary>
    public void CheckSent(string room, IReadOnlyList<JsonElement> messages)
    {
        var mine = messages.Where(message => message.GetProperty("author").GetProperty("id").ValueEquals(Person.Id));
        Assert.Equal(_sent[room], mine.Select(message => new Sent(message.Text("clientId")!, message.Number("seq"), message.Text("text")!)));
    }

    /// <summary>What both devices built from events is the room's log.</summary>
    public async Task CheckCopies(string room, IReadOnlyList<JsonElement> log)
    {
        foreach (var device in new[] { _device, _other })
        {
            await device.Synced();
            var copy = await device.Reached(room, log.Count);
            Assert.True(copy.IsLive, $"{Person.Username} is a member, but not caught up");
            StoredRoom.Same(log, copy.Log);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _device.DisposeAsync();
        await _other.DisposeAsync();
    }

    private async Task Do(Deed deed, string room)
    {
        switch (deed)
        {
            case Deed.Send:
                await Send(room, NextId(room));
                break;
            case Deed.SendAgain:
                if (_sent[room].Count > 0)
                    await Send(room, _sent[room][_sent[room].Count / 2].ClientId);
                break;
            case Deed.SendAndLoseConnection:
                await SendAndLoseConnection(room, NextId(room));
                break;
            case Deed.Edit:
                await Change("edit_message", room, $"edited {++_edits}");
                break;
            case Deed.Delete:
                await Change("delete_message", room, "");
                break;
            case Deed.React:
                await React("add_reaction", room);
                break;
            case Deed.TakeBackReaction:
                await React("remove_reaction", room);
                break;
            case Deed.Join:
                Succeeds(await _device.Emit("join_room", new { room }));
                _in.Add(room);
                break;
            case Deed.Leave:
                await Leave(room);
                break;
            case Deed.LoseConnection:
                _device.Lose();
                await _device.Connect();
                break;
            default:
                _other.Lose();
                await _other.Connect();
                break;
        }
    }

    private async Task Leave(string room)
    {
        var answer = await _device.Emit("leave_room", new { room });
        if (_isOwner)
        {
            Assert.Equal("conflict", answer.GetProperty("error").Text("code"));
            return;
        }

        AnswersAsMember(answer, room);
        _in.Remove(room);
    }

    private async Task Send(string room, string clientId)
    {
        var answer = await _device.Emit("send_message", new { room, clientId, text = clientId });
        AnswersAsMember(answer, room);
        if (!IsIn(room))
            return;

        var sent = new Sent(clientId, answer.GetProperty("message").Number("seq"), answer.GetProperty("message").Text("text")!);
        var earlier = _sent[room].Find(one => string.Equals(one.ClientId, clientId, StringComparison.Ordinal));
        if (earlier is null)
            _sent[room].Add(sent);
        else
            Assert.Equal(earlier, sent);
    }

    /// <summary>Gives the message in the middle another text, or none; one that is deleted stays so.</summary>
    private async Task Change(string deed, string room, string text)
    {
        if (_sent[room].Count == 0)
            return;
        var at = _sent[room].Count / 2;
        var before = _sent[room][at];
        var answer = await _device.Emit(deed, new { room, seq = before.Seq, text });
        if (IsIn(room) && before.Text.Length == 0 && text.Length > 0)
        {
            Assert.Equal("not_found", answer.GetProperty("error").Text("code"));
            return;
        }

        AnswersAsMember(answer, room);
        if (IsIn(room))
            _sent[room][at] = before with { Text = text };
    }

    /// <summary>To whatever the room's newest messages are, others' among them: which is up to chance, as is whether it is deleted.</summary>
    private async Task React(string deed, string room)
    {
        var emoji = Emoji[_reactions++ % Emoji.Length];
        var newest = _device.Newest(room);
        var answer = await _device.Emit(deed, new { room, seq = newest, emoji });
        if (!IsIn(room))
            Assert.Equal("forbidden", answer.GetProperty("error").Text("code"));
        else if (!answer.GetProperty("ok").GetBoolean())
            Assert.Equal("not_found", answer.GetProperty("error").Text("code"));
    }

    /// <summary>Whether the message arrived cannot be known; sent again, it must be stored once.</summary>
    private async Task SendAndLoseConnection(string room, string clientId)
    {
        var answer = _device.Emit("send_message", new { room, clientId, text = clientId });
        _device.Lose();
        await Task.WhenAny(answer);
        await _device.Connect();
        await Send(room, clientId);
    }

    private void AnswersAsMember(JsonElement answer, string room)
    {
        if (IsIn(room))
            Succeeds(answer);
        else
            Assert.Equal("forbidden", answer.GetProperty("error").Text("code"));
    }

    private static void Succeeds(JsonElement answer) => Assert.True(answer.GetProperty("ok").GetBoolean(), answer.ToString());

    private string NextId(string room) => $"{Person.Username}-{room}-{_sent[room].Count}";

    private sealed record Sent(string ClientId, long Seq, string Text);
}
