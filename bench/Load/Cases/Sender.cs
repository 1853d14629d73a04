namespace Parlor.Bench.Load.Cases;

/// <summary>What one sender has sent, and what came of each post: the post's number is its place in the lists.</summary>
internal sealed class Sender(int number)
{
    private readonly List<long> _sentAt = new(capacity: 4096);
    private readonly List<long> _acknowledged = new(capacity: 4096);
    private readonly List<long> _stored = new(capacity: 4096);

    public int Sent => _sentAt.Count;

    public int Acknowledged => _acknowledged.Count;

    public int Stored => _stored.Count;

    public void OnSent(long now) => _sentAt.Add(now);

    public long SentAt(int post) => _sentAt[post];

    /// <summary>An acknowledgement came: it must be for the oldest post without one.</summary>
    public void OnAcknowledged(int post, long seq)
    {
        if (post != _acknowledged.Count)
            throw new BenchFailure($"sender {number}: acknowledgement of post {post} where that of {_acknowledged.Count} was due");
        _acknowledged.Add(seq);
    }

    /// <summary>The room's log holds the post at this place: posts of one sender stand there in the order of sending.</summary>
    public void OnStored(int post, long seq)
    {
        if (post != _stored.Count)
            throw new BenchFailure($"sender {number}: post {post} is in the log where {_stored.Count} was due");
        _stored.Add(seq);
    }

    /// <summary>Every post was acknowledged, and with the place at which the room's followers got it.</summary>
    public void Check()
    {
        for (var post = 0; post < Sent; post++)
        {
            var (acknowledged, stored) = (_acknowledged[post], _stored[post]);
            if (acknowledged != stored)
                throw new BenchFailure($"sender {number}: post {post} was acknowledged as {acknowledged}, delivered as {stored}");
        }
    }
}
