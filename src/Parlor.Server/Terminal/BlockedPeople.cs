using Parlor.Server.Accounts;
using Parlor.Server.Data;
using Parlor.Server.Messages;
using Parlor.Server.Realtime;

namespace Parlor.Server.Terminal;

/// <summary>Whom the reader of a connection has blocked: read once, and then kept up to date by what the connection hears.</summary>
internal sealed class BlockedPeople
{
    private readonly Lock _lock = new();

    // By person; false: no longer, which counts until all were read.
    private readonly Dictionary<long, bool> _blocks = [];
    private bool _isRead;

    /// <summary>Takes those that were read. What was heard meanwhile is newer, and counts.</summary>
    public void Take(IEnumerable<Person> people)
    {
        lock (_lock)
        {
            foreach (var person in people)
                _blocks.TryAdd(Ids.Parse(person.Id), true);
            foreach (var (freed, _) in _blocks.Where(block => !block.Value).ToArray())
                _blocks.Remove(freed);
            _isRead = true;
        }
    }

    public void Note(BlockChanged change)
    {
        lock (_lock)
        {
            if (change.IsBlocked || !_isRead)
                _blocks[change.UserId] = change.IsBlocked;
            else
                _blocks.Remove(change.UserId);
        }
    }

    /// <summary>Whether anybody is blocked at all.</summary>
    public bool Any
    {
        get
        {
            lock (_lock)
                return _blocks.Count > 0;
        }
    }

    public bool Has(Person author) => Any && Has(Ids.Parse(author.Id));

    public bool Has(long authorId)
    {
        lock (_lock)
            return _blocks.GetValueOrDefault(authorId);
    }

    /// <summary>Whether one of them has written what happened.</summary>
    public bool HaveWritten(OutgoingEvent happened) =>
        (happened is MessagePosted posted ? posted.Message.Author : (happened as MessageEdited)?.Message.Author) is { } author && Has(author);
}
