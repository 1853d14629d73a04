using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Parlor.Server.Accounts;

/// <summary>
/// Identity's manager with our clock: its own lockout asks <see cref="DateTimeOffset.UtcNow"/>, and counts a failure in three steps,
/// between which others could guess on. It keeps nothing between calls, so one serves all.
/// </summary>
public sealed class AccountManager(
    CredentialStore store,
    IOptions<IdentityOptions> options,
    IPasswordHasher<User> hasher,
    IEnumerable<IUserValidator<User>> userValidators,
    IEnumerable<IPasswordValidator<User>> passwordValidators,
    ILookupNormalizer normalizer,
    IdentityErrorDescriber errors,
    IServiceProvider services,
    ILogger<UserManager<User>> logger,
    TimeProvider clock)
    : UserManager<User>(store, options, hasher, userValidators, passwordValidators, normalizer, errors, services, logger)
{
    private static readonly User Nobody = new() { Username = "", DisplayName = "" };

    public override Task<bool> IsLockedOutAsync(User user) => Task.FromResult(user.LockedUntil > clock.GetUtcNow());

    public override async Task<IdentityResult> AccessFailedAsync(User user)
    {
        await CountFailure(user.Id);
        return IdentityResult.Success;
    }

    /// <summary>Takes as long as <see cref="UserManager{TUser}.CheckPasswordAsync"/>, for a name that nobody has.</summary>
    internal Task<bool> CheckPasswordOfNobody(string password)
    {
        PasswordHasher.HashPassword(Nobody, password);
        return Task.FromResult(false);
    }

    /// <summary>Takes as long as <see cref="AccessFailedAsync"/>, for a name that nobody has.</summary>
    internal Task AccessFailedByNobody() => CountFailure(userId: null);

    private Task CountFailure(long? userId) =>
        store.CountFailure(userId, Options.Lockout.MaxFailedAccessAttempts, clock.GetUtcNow() + Options.Lockout.DefaultLockoutTimeSpan);
}
