using System.Collections.Concurrent;
using Parlor.Server.Accounts;
using Parlor.Server.Data;
using Parlor.Server.Messages;
using Parlor.Server.Realtime;

namespace Parlor.Server.Terminal.Irc;

/// <summary>
/// Whom those who are connected by IRC have blocked: nothing of what such people say is shown to them, as clients of IRC do it with nicks
/// that are ignored. That they come and go is.
/// </summary>
internal sealed class IgnoredPeople(Blocks blocks) : ICommitListener
{
    private readonly ConcurrentDictionary<long, Reader> _readers = new();

    /// <summary>A client comes in. Ends when it is known whom its person has blocked.</summary>
    public async Task Enter(long readerId)
    {
        var entered = _readers.AddOrUpdate(readerId, id => new Reader(blocks, id), (_, reader) => reader with { Clients = reader.Clients + 1 });
        try
        {
            await entered.WhenRead.Value;
        }
        catch
        {
            Leave(readerId);
            throw;
        }
    }

    /// <summary>To be called once for each that has entered.</summary>
    public void Leave(long readerId)
    {
        while (_readers.TryGetValue(readerId, out var reader))
        {
            var isDone = reader.Clients == 1
                ? _readers.TryRemove(KeyValuePair.Create(readerId, reader))
                : _readers.TryUpdate(readerId, reader with { Clients = reader.Clients - 1 }, reader);
            if (isDone)
                return;
        }
    }

    /// <summary>Whether the reader has blocked whoever says this.</summary>
    public bool Hides(long readerId, OutgoingEvent happened) =>
        _readers.TryGetValue(readerId, out var reader) && reader.Blocked.Any && AuthorOf(happened) is { } authorId && reader.Blocked.Has(authorId);

    void ICommitListener.Committed(IReadOnlyList<CommittedEvent> committed)
    {
        foreach (var changed in committed.OfType<BlockChanged>())
        {
            if (_readers.TryGetValue(changed.ById, out var reader))
                reader.Blocked.Note(changed);
        }
    }

    private static long? AuthorOf(OutgoingEvent happened) => happened switch
    {
        MessagePosted posted => Ids.Parse(posted.Message.Author.Id),
        MessageEdited edited => Ids.Parse(edited.Message.Author.Id),
        ReactionChanged reaction => Ids.Parse(reaction.User.Id),
        Typing typing => Ids.Parse(typing.User.Id),
        TagMessage or StatusMessage or Invited => ((IrcEvent)happened).By.UserId,
        _ => null,
    };

    /// <summary>Somebody with clients.</summary>
    private sealed record Reader
    {
        public Reader(Blocks blocks, long userId) => WhenRead = new Lazy<Task>(async () => Blocked.Take(await blocks.Of(userId)));

        public BlockedPeople Blocked { get; } = new();

        /// <summary>Completes when it is known whom they have blocked.</summary>
        public Lazy<Task> WhenRead { get; }

        public int Clients { get; init; } = 1;
    }
}
