namespace Parlor.Server.Accounts;

/// <summary>Attempts to sign in from one address, by whatever way, count together.</summary>
public sealed class LogInLimit(LiveSettings settings, TimeProvider clock)
{
    private readonly AttemptLimit _limit = new(() => settings.Now.Limits.LogInsPerMinute, clock);

    /// <summary>Counts one attempt.</summary>
    /// <exception cref="Problem"><c>rate_limited</c>: this address has had its share of the minute.</exception>
    public void Count(Client client) => _limit.Count(client.Address);
}
