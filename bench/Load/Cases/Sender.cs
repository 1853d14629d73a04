namespace Parlor.Bench.Load.Cases;

/// <summary>What one sender has sent, and what came of each post: the post's number is its place in the list.</summary>
internal sealed class Sender(int number)
{
    private readonly List<Post> _posts = new(capacity: 4096);

    public int Sent => _posts.Count;

    public int Acknowledged { get; private set; }

    public int Stored { get; private set; }

    public void OnSent(long now) => _posts.Add(new Post(now));

    public long SentAt(int post) => _posts[post].SentAt;

    /// <summary>An acknowledgement came. With several posts on their way they may come in another order, but each only once.</summary>
    public void OnAcknowledged(int post, long seq)
    {
        if (_posts[post].Acknowledged != 0)
            throw new BenchFailure($"sender {number}: post {post} was acknowledged twice");
        _posts[post].Acknowledged = seq;
        Acknowledged++;
    }

    /// <summary>The room's log holds the post at this place: posts of one sender stand there in the order of sending.</summary>
    public void OnStored(int post, long seq)
    {
        if (post != Stored)
            throw new BenchFailure($"sender {number}: post {post} is in the log where {Stored} was due");
        _posts[post].Stored = seq;
        Stored++;
    }

    /// <summary>Every post was acknowledged, and with the place at which the room's followers got it.</summary>
    public void Check()
    {
        for (var i = 0; i < Sent; i++)
        {
            var post = _posts[i];
            if (post.Acknowledged != post.Stored)
                throw new BenchFailure($"sender {number}: post {i} was acknowledged as {post.Acknowledged}, delivered as {post.Stored}");
        }
    }

    private sealed class Post(long sentAt)
    {
        public readonly long SentAt = sentAt;
        public long Acknowledged;
        public long Stored;
    }
}
