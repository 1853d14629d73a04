using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.DataProtection;

namespace Parlor.Server.Accounts.Providers;

/// <summary>ASP.NET Core's OAuth client, once for each provider in the settings.</summary>
internal static partial class ProvidersSetup
{
    private const string EmailClaim = "email";
    private const string UsernameClaim = "username";
    private const string NameClaim = "name";

    private static readonly object LocationKey = new();

    public static string SchemeOf(string provider) => $"provider:{provider}";

    /// <summary>Where the challenge would have sent the browser. Our client is told, and goes there itself.</summary>
    public static string LocationOf(HttpContext context) => (string)context.Items[LocationKey]!;

    public static void AddProviders(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton<ExternalAccountStore>();
        services.AddSingleton<ProviderSignUp>();
        services.AddSingleton<ProviderSignIn>();
        services.AddSingleton<DisconnectAccount>();
        if (settings.SignIn.Providers.Count == 0)
            return;
        // AddAuthentication would bring ASP.NET Core's own data protection along, with keys of its own in a folder that nobody chose.
        services.AddSingleton<IDataProtectionProvider>(provider => provider.GetRequiredService<ServerKey>());
        services.AddWebEncoders();
        var authentication = new AuthenticationBuilder(services);
        foreach (var provider in settings.SignIn.Providers)
            authentication.AddOAuth(SchemeOf(provider.Id), provider.Name, options => Configure(options, provider));
    }

    /// <summary>
    /// Providers send people back to where browsers reach this server, which behind a proxy is not what the request says.
    /// </summary>
    public static void UseProviders(this WebApplication app, Settings settings)
    {
        if (settings.SignIn.PublicUrl is not { } publicUrl)
            return;
        app.Use((context, next) =>
        {
            context.Request.Scheme = publicUrl.Scheme;
            context.Request.Host = HostString.FromUriComponent(publicUrl);
            return next(context);
        });
    }

    private static void Configure(OAuthOptions options, ProviderSettings provider)
    {
        options.AuthorizationEndpoint = provider.AuthorizationEndpoint.AbsoluteUri;
        options.TokenEndpoint = provider.TokenEndpoint.AbsoluteUri;
        options.UserInformationEndpoint = provider.UserInformationEndpoint.AbsoluteUri;
        options.ClientId = provider.ClientId;
        options.ClientSecret = provider.ClientSecret;
        options.CallbackPath = $"/api/v1/providers/{provider.Id}/callback";
        options.UsePkce = true;
        options.BackchannelTimeout = TimeSpan.FromSeconds(15);
        // The way back is a navigation that another site starts; Strict would not bring the cookie along.
        options.CorrelationCookie.SameSite = SameSiteMode.Lax;
        options.CorrelationCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.Scope.Clear();
        foreach (var scope in provider.Scope.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            options.Scope.Add(scope);
        options.ClaimActions.Clear();
        options.ClaimActions.MapJsonKey(ClaimTypes.NameIdentifier, provider.SubjectClaim);
        options.ClaimActions.MapJsonKey(UsernameClaim, provider.UsernameClaim);
        options.ClaimActions.MapJsonKey(NameClaim, provider.NameClaim);
        options.ClaimActions.MapJsonKey(EmailClaim, provider.EmailClaim);
        options.Events = new OAuthEvents
        {
            OnRedirectToAuthorizationEndpoint = redirect =>
            {
                redirect.HttpContext.Items[LocationKey] = redirect.RedirectUri;
                return Task.CompletedTask;
            },
            OnCreatingTicket = ReadUserInformation,
            OnTicketReceived = back => Finish(back, provider),
            OnRemoteFailure = failure =>
            {
                LogFailure(Logger(failure.HttpContext), provider.Name, failure.Failure?.Message);
                var wasConnecting = failure.Properties is { } properties && ProviderErrand.Of(properties).Connect is not null;
                failure.Response.Redirect(ProviderPages.Refused("provider", wasConnecting));
                failure.HandleResponse();
                return Task.CompletedTask;
            },
        };
    }

    private static async Task ReadUserInformation(OAuthCreatingTicketContext context)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, context.Options.UserInformationEndpoint);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", context.AccessToken);
        using var answer = await context.Backchannel.SendAsync(request, context.HttpContext.RequestAborted);
        answer.EnsureSuccessStatusCode();
        using var user = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(context.HttpContext.RequestAborted));
        context.RunClaimActions(user.RootElement);
    }

    private static async Task Finish(TicketReceivedContext back, ProviderSettings provider)
    {
        var errand = ProviderErrand.Of(back.Properties!);
        string page;
        try
        {
            var signIn = back.HttpContext.RequestServices.GetRequiredService<ProviderSignIn>();
            page = await signIn.Finish(Account(back.Principal!, provider), errand, back.HttpContext);
        }
        catch (Problem refused)
        {
            page = ProviderPages.Refused(refused.WireCode, errand.Connect is not null);
        }

        back.Response.Redirect(page);
        back.HandleResponse();
    }

    private static ExternalAccount Account(ClaimsPrincipal person, ProviderSettings provider)
    {
        var subject = person.FindFirstValue(ClaimTypes.NameIdentifier);
        if (string.IsNullOrEmpty(subject) || subject.Length > ExternalAccount.LongestSubject || subject.Contains('\0', StringComparison.Ordinal))
            throw Problem.Unavailable("The provider does not say who this is.");
        return new ExternalAccount(provider.Id, subject, Claim(UsernameClaim), Claim(NameClaim), Claim(EmailClaim));

        string? Claim(string name) => person.FindFirstValue(name) is { Length: > 0 } value ? value : null;
    }

    private static ILogger Logger(HttpContext context) =>
        context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Parlor.Accounts.Providers");

    [LoggerMessage(Level = LogLevel.Warning, Message = "Signing in with {Provider} failed: {Reason}")]
    private static partial void LogFailure(ILogger logger, string provider, string? reason);
}
