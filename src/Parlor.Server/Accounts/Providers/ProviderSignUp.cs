using System.Security.Cryptography;
using Parlor.Server.Data;

namespace Parlor.Server.Accounts.Providers;

/// <summary>
/// Makes an account for somebody whom a provider knows. Whoever may not sign up may not so either; and nobody is taken for somebody who
/// is here already because of a name or an address, which providers let people choose.
/// </summary>
public sealed class ProviderSignUp(IServerBans bans, AccountManager accounts, SignUpLimit limit, TimeProvider clock)
{
    /// <summary>Names tried when the wished one is taken; the last of them is a random one.</summary>
    private const int MostTries = 10;

    /// <exception cref="Problem">As <see cref="SignUp.Execute"/>.</exception>
    internal async Task<User> Execute(ExternalAccount account, string? invite, Client client)
    {
        bans.RequireAddress(client.Address);
        limit.Count(client);
        var wished = Wished(account);
        for (var attempt = 1; ; attempt++)
        {
            var user = NewUser(account, Candidate(wished, attempt), invite);
            try
            {
                await accounts.CreateAsync(user);
                return user;
            }
            catch (Problem taken) when (taken is { Code: ProblemCode.Conflict, Field: "username" } && attempt < MostTries)
            {
                // The next name, then.
            }
        }
    }

    private static string Candidate(string wished, int attempt) => attempt switch
    {
        1 => wished,
        MostTries => $"{Cut(wished, 23)}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}",
        _ => $"{Cut(wished, 29)}-{attempt}",
    };

    /// <summary>What they are called there, in the shape that usernames have here.</summary>
    private static string Wished(ExternalAccount account)
    {
        var called = (account.Username ?? account.Email ?? account.DisplayName ?? "").Split('@')[0].ToLowerInvariant();
        var name = Cut(new string([.. called.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-')]).Trim('-'), AccountRules.LongestUsername);
        return AccountRules.TryUsername(name, out var username) ? username : "newcomer";
    }

    private static string Cut(string name, int longest) => name.Length > longest ? name[..longest] : name;

    private User NewUser(ExternalAccount account, string username, string? invite) => new()
    {
        Id = Ids.Next(clock),
        Username = username,
        DisplayName = Allowed(() => AccountRules.DisplayName(account.DisplayName ?? "")) ?? username,
        Email = Allowed(() => AccountRules.Email(account.Email)),
        CreatedAt = clock.GetUtcNow(),
        Invite = invite,
        Elsewhere = account,
    };

    /// <summary>What a provider says is worth keeping where it fits our rules, and no reason to turn somebody away.</summary>
    private static string? Allowed(Func<string?> rule)
    {
        try
        {
            return rule();
        }
        catch (Problem)
        {
            return null;
        }
    }
}
