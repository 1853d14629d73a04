using System.Collections.Immutable;
using Parlor.Server.Accounts;
using Parlor.Server.Data;
using Parlor.Server.Messages;
using Parlor.Server.Realtime;

namespace Parlor.Server.Terminal;

/// <summary>Whom the reader of a connection has blocked: read once, and then kept up to date by what the connection hears.</summary>
internal sealed class BlockedPeople
{
    // Changes are rare, so that all readers can share what keeps them apart, and look without it.
    private static readonly Lock Changing = new();

    // By person; false: no longer, which counts until all were read.
    private volatile ImmutableDictionary<long, bool> _blocks = ImmutableDictionary<long, bool>.Empty;
    private bool _isRead;

    /// <summary>Takes those that were read. What was heard meanwhile is newer, and counts.</summary>
    public void Take(IEnumerable<Person> people)
    {
        lock (Changing)
        {
            var read = people.ToImmutableDictionary(person => Ids.Parse(person.Id), _ => true);
            _blocks = read.SetItems(_blocks).RemoveRange(_blocks.Where(heard => !heard.Value).Select(heard => heard.Key));
            _isRead = true;
        }
    }

    public void Note(BlockChanged change)
    {
        lock (Changing)
            _blocks = change.IsBlocked || !_isRead ? _blocks.SetItem(change.UserId, change.IsBlocked) : _blocks.Remove(change.UserId);
    }

    /// <summary>Whether anybody is blocked at all.</summary>
    public bool Any => !_blocks.IsEmpty;

    public bool Has(Person author) => Any && Has(Ids.Parse(author.Id));

    public bool Has(long authorId) => _blocks.GetValueOrDefault(authorId);

    /// <summary>Whether one of them has written what happened.</summary>
    public bool HaveWritten(OutgoingEvent happened) =>
        (happened is MessagePosted posted ? posted.Message.Author : (happened as MessageEdited)?.Message.Author) is { } author && Has(author);
}
