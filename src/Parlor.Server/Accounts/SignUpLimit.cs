namespace Parlor.Server.Accounts;

/// <summary>New accounts from one address, by whatever way, count together.</summary>
public sealed class SignUpLimit(LiveSettings settings, TimeProvider clock)
{
    private readonly AttemptLimit _limit = new(() => settings.Now.Limits.SignUpsPerMinute, clock);

    /// <summary>Counts one account.</summary>
    /// <exception cref="Problem"><c>rate_limited</c>: this address has had its share of the minute.</exception>
    public void Count(Client client) => _limit.Count(client.Address);
}
