using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Parlor.Server.Accounts.Deletion;
using Parlor.Server.Accounts.Export;
using Parlor.Server.Accounts.Passkeys;
using Parlor.Server.Accounts.Providers;
using Parlor.Server.Accounts.TwoFactor;
using Parlor.Server.Data;
using Parlor.Server.Pictures;
using Parlor.Server.Realtime;

namespace Parlor.Server.Accounts;

/// <summary>Accounts in the composition root: who people are, how they prove it, and that nothing is open unless it says so.</summary>
public static class AccountsFeature
{
    /// <summary>Wrong passwords for one name before it is locked.</summary>
    public const int FailuresBeforeLockout = 10;

    /// <summary>How long a name stays locked.</summary>
    public static readonly TimeSpan Lockout = TimeSpan.FromMinutes(5);

    public static IServiceCollection AddAccounts(this IServiceCollection services, Settings settings)
    {
        AddIdentity(services);
        services.AddAuthenticationCore(options =>
        {
            options.DefaultScheme = BearerAuthentication.Scheme;
            options.AddScheme<BearerAuthentication>(BearerAuthentication.Scheme, displayName: null);
        });
        services.AddTransient<BearerAuthentication>();
        services.AddProviders(settings);
        services.AddAuthorizationBuilder().SetFallbackPolicy(
            new AuthorizationPolicyBuilder().RequireAssertion(call => IsSignedIn(call) || IsRefusedByRouting(call)).Build());

        services.AddSingleton(provider => new EndedSessions(
            provider.GetRequiredService<Sessions>().IsOpen, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ICommitListener>(provider => provider.GetRequiredService<EndedSessions>());
        services.AddSingleton(provider => new AccessTokens(
            KeyFile.ReadOrCreate(provider.GetRequiredService<DataFolder>().File(Path.Combine("keys", "jwt.key"))),
            provider.GetRequiredService<EndedSessions>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new ServerKey(
            KeyFile.ReadOrCreate(provider.GetRequiredService<DataFolder>().File(Path.Combine("keys", "secrets.key")))));
        services.AddSingleton<Tickets>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<People>();
        services.AddSingleton<ICommitListener>(provider => provider.GetRequiredService<People>());
        services.AddSingleton<SignUpLimit>();
        services.AddSingleton<SignUp>();
        services.AddSingleton<LogInLimit>();
        services.AddSingleton<Entrance>();
        services.AddSingleton<LogIn>();
        services.AddSingleton<GuestEntrance>();
        services.AddHostedService(provider => provider.GetRequiredService<GuestEntrance>());
        services.AddSingleton<PasswordCheck>();
        services.AddSingleton<Confirmation>();
        services.AddSingleton<TwoFactorStore>();
        services.AddSingleton<SecondFactorCheck>();
        services.AddSingleton<SecondStep>();
        services.AddSingleton<ManageTwoFactor>();
        services.AddSingleton<PasskeySignIn>();
        services.AddSingleton<ManagePasskeys>();
        services.AddSingleton<ConfirmIdentity>();
        services.AddSingleton<ExportData>();
        services.AddSingleton<IExportPart, AccountExport>();
        services.AddSingleton<DeleteAccount>();
        services.AddSingleton<Profiles>();
        services.AddSingleton<ChangeProfile>();
        services.AddSingleton<ChangeServerRole>();
        services.AddSingleton<Blocks>();
        services.AddSingleton<ICommitListener>(provider => provider.GetRequiredService<Blocks>());
        services.AddSingleton<BlockPerson>();
        services.AddSingleton<IClientEvents, BlockSocketEvents>();
        services.AddSingleton<ChangeAvatar>();
        services.AddSingleton<IPictureKeeper>(provider => provider.GetRequiredService<ChangeAvatar>());
        services.AddSingleton<ChangePassword>();
        services.AddSingleton<UsePasswordLink>();
        services.AddSingleton<StatusExpiry>();
        services.AddSingleton<ICommitListener>(provider => provider.GetRequiredService<StatusExpiry>());
        services.AddHostedService(provider => provider.GetRequiredService<StatusExpiry>());
        services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, AccountsJson.Default));
        return services;
    }

    /// <summary>Maps the calls, and reads the keys, so that a damaged one stops the start and not somebody's log-in.</summary>
    public static void MapAccounts(this WebApplication app)
    {
        app.Services.GetRequiredService<AccessTokens>();
        app.Services.GetRequiredService<ServerKey>();
        app.MapAccountsApi();
        app.MapMeApi();
        app.MapSessionsApi();
        app.MapPasswordLinksApi();
        app.MapBlocksApi();
    }

    private static bool IsSignedIn(AuthorizationHandlerContext call) => call.User.Identity is { IsAuthenticated: true };

    /// <summary>
    /// An unknown path, a wrong method, a body of the wrong type: routing answers these itself, with endpoints of its own or none, which
    /// nobody could have opened. There is nothing behind them; and "log in first" would be the wrong thing to say.
    /// </summary>
    private static bool IsRefusedByRouting(AuthorizationHandlerContext call) =>
        call.Resource is HttpContext context && context.GetEndpoint() is not RouteEndpoint;

    /// <summary>
    /// Identity adds its parts per request unless they are there already. Ours hold nothing between calls, so one of each serves every
    /// gateway, also those that have no requests.
    /// </summary>
    private static void AddIdentity(IServiceCollection services)
    {
        services.AddSingleton<PasswordWork>();
        services.AddSingleton<PasskeyStore>();
        services.AddSingleton<CredentialStore>();
        services.AddSingleton<UserStore>(provider => provider.GetRequiredService<CredentialStore>());
        services.AddSingleton<IUserStore<User>>(provider => provider.GetRequiredService<CredentialStore>());
        services.AddSingleton<AccountManager>();
        services.AddSingleton<UserManager<User>>(provider => provider.GetRequiredService<AccountManager>());
        services.AddSingleton<IPasswordHasher<User>, PasswordHasher<User>>();
        services.AddSingleton<IPasswordValidator<User>, PasswordRules>();
        services.AddSingleton<IUserValidator<User>, UserRules>();
        services.AddSingleton<ILookupNormalizer, LowerCase>();
        services.AddSingleton<IdentityErrorDescriber>();
        services.AddSingleton<IPasskeyHandler<User>, PasskeyHandler<User>>();
        services.Configure<IdentityPasskeyOptions>(options =>
        {
            options.ResidentKeyRequirement = "required";
            options.UserVerificationRequirement = "required";
            options.ValidateOrigin = IsOurOrigin;
        });
        services.AddIdentityCore<User>(options =>
        {
            options.Lockout.MaxFailedAccessAttempts = FailuresBeforeLockout;
            options.Lockout.DefaultLockoutTimeSpan = Lockout;
        }).AddTokenProvider<AuthenticatorCodes>(TokenOptions.DefaultAuthenticatorProvider);
    }

    /// <summary>
    /// Whether the page that asked a passkey was one of ours, as the browser has signed it. Without the scheme: a proxy that speaks
    /// HTTPS for us is one of the ways to run this, and browsers let no page ask passkeys over plain HTTP, but for their own machine's.
    /// </summary>
    private static ValueTask<bool> IsOurOrigin(PasskeyOriginValidationContext asked) => ValueTask.FromResult(
        !asked.CrossOrigin
        && Uri.TryCreate(asked.Origin, UriKind.Absolute, out var origin)
        && string.Equals(origin.Authority, asked.HttpContext.Request.Host.Value, StringComparison.OrdinalIgnoreCase));

    private sealed class LowerCase : ILookupNormalizer
    {
        public string? NormalizeName(string? name) => name?.ToLowerInvariant();

        public string? NormalizeEmail(string? email) => email?.ToLowerInvariant();
    }

    /// <summary>Holds Identity to our rules of names, whoever calls it.</summary>
    private sealed class UserRules : IUserValidator<User>
    {
        public Task<IdentityResult> ValidateAsync(UserManager<User> manager, User user)
        {
            AccountRules.Username(user.Username);
            return Task.FromResult(IdentityResult.Success);
        }
    }
}
