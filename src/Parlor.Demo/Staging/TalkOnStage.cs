using System.Globalization;
using Parlor.Demo.Story;
using Parlor.Server.Messages;
using Parlor.Server.Rooms;

namespace Parlor.Demo.Staging;

/// <summary>
/// What is said. Messages are sent without waiting for the one before to be stored, as by people who type at once: the server keeps
/// their order, and they share its commits. Only a reply waits for what it answers, whose number it needs.
/// </summary>
internal sealed class TalkOnStage(
    PeopleOnStage people, RoomsOnStage rooms, SendMessage send, EditMessage edit, DeleteMessage delete, ReactToMessage react, MarkRead markRead)
{
    /// <summary>Messages on their way at most.</summary>
    private const int MostOnTheirWay = 512;

    private readonly Dictionary<Says, Task<Posted>> _sent = [];
    private readonly Dictionary<Place, List<Says>> _said = [];
    private readonly Queue<Task> _onTheirWay = new();

    public int Count => _sent.Count;

    public async Task Say(Says act)
    {
        var answered = act.ReplyTo is { } says ? await SeqOf(says) : (long?)null;
        var clientId = string.Create(CultureInfo.InvariantCulture, $"demo-{_sent.Count}");
        var sending = send.Execute(people.IdOf(act.By), rooms.IdOf(act.Place), new Draft(act.Text, clientId, answered));
        _sent.Add(act, sending);
        if (!_said.TryGetValue(act.Place, out var said))
            _said[act.Place] = said = [];
        said.Add(act);
        await Send(sending);
    }

    public async Task React(Reacts act) => await Send(
        react.Add(people.IdOf(act.By), rooms.IdOf(act.Message.Place), await SeqOf(act.Message), act.Emoji));

    public async Task Edit(Edits act) => await Send(
        edit.Execute(people.IdOf(act.Message.By), rooms.IdOf(act.Message.Place), await SeqOf(act.Message), act.Text));

    public async Task Delete(Deletes act) => await Send(
        delete.Execute(people.IdOf(act.Message.By), rooms.IdOf(act.Message.Place), await SeqOf(act.Message)));

    public async Task Read(Reads act)
    {
        if (_said.GetValueOrDefault(act.Place)?.FindLast(says => says.At <= act.Until) is { } last)
            await Send(markRead.Execute(people.IdOf(act.By), rooms.IdOf(act.Place), await SeqOf(last)));
    }

    /// <summary>Waits until all of it is stored.</summary>
    public async Task Finish()
    {
        while (_onTheirWay.TryDequeue(out var sent))
            await sent;
    }

    /// <summary>Waits until nothing is on its way any more, whatever came of it.</summary>
    public async Task Abandon() => await Task.WhenAll(_onTheirWay).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private async Task<long> SeqOf(Says says) => (await _sent[says]).Message!.Seq;

    private async Task Send(Task sending)
    {
        _onTheirWay.Enqueue(sending);
        if (_onTheirWay.Count > MostOnTheirWay)
            await _onTheirWay.Dequeue();
    }
}
