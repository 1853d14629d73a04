namespace Parlor.Server.Messages;

/// <summary>How much one person may say: posting, editing and deleting count together, whatever way they come.</summary>
public sealed class PostLimit(LiveSettings settings, TimeProvider clock)
{
    private readonly TokenBuckets _buckets = new(() => (settings.Now.Limits.PostsPerSecond, settings.Now.Limits.PostBurst), clock);

    /// <exception cref="Problem"><c>rate_limited</c>, with the time to wait.</exception>
    public void Take(long userId) => _buckets.Take(userId);
}
