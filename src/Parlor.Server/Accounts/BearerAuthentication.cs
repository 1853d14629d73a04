using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;

namespace Parlor.Server.Accounts;

/// <summary>
/// <c>Authorization: Bearer</c> (RFC 6750, section 2.1). Written on ASP.NET Core's bare interface, because the base class for handlers
/// comes with data protection, which makes keys of its own in a folder that nobody chose.
/// </summary>
internal sealed class BearerAuthentication(AccessTokens tokens) : IAuthenticationHandler
{
    public const string Scheme = "Bearer";

    private HttpContext _context = null!;

    public Task InitializeAsync(AuthenticationScheme scheme, HttpContext context)
    {
        _context = context;
        return Task.CompletedTask;
    }

    public Task<AuthenticateResult> AuthenticateAsync()
    {
        if (_context.Features.Get<SocketCaller>() is { } caller)
            return Task.FromResult(Success(caller.Session));
        var header = _context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return Task.FromResult(AuthenticateResult.NoResult());
        return Task.FromResult(tokens.Validate(header["Bearer ".Length..].Trim()) is { } session
            ? Success(session)
            : AuthenticateResult.Fail("The access token is not valid."));
    }

    public Task ChallengeAsync(AuthenticationProperties? properties)
    {
        _context.Response.Headers.WWWAuthenticate = Scheme;
        throw Problem.Unauthorized("The access token is missing, wrong or expired.");
    }

    public Task ForbidAsync(AuthenticationProperties? properties) => throw Problem.Forbidden("This account may not do that.");

    private static AuthenticateResult Success(Session session) =>
        AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new SessionIdentity(session)), Scheme));
}

/// <summary>Of a request that came over a connection: who its handshake showed to be there, for as long as the connection lasts.</summary>
internal sealed record SocketCaller(Session Session);

/// <summary>Who calls, as ASP.NET Core carries it through a request.</summary>
internal sealed class SessionIdentity(Session session) : ClaimsIdentity(BearerAuthentication.Scheme)
{
    public Session Session { get; } = session;
}

/// <summary>What a request's caller is asked for.</summary>
public static class CallerExtensions
{
    /// <summary>Whose request it is.</summary>
    /// <exception cref="Problem"><c>unauthorized</c>: nobody's.</exception>
    public static long UserId(this ClaimsPrincipal caller) => caller.RequireSession().UserId;

    /// <summary>The session that the request belongs to.</summary>
    /// <exception cref="Problem"><c>unauthorized</c>: there is none.</exception>
    internal static Session RequireSession(this ClaimsPrincipal caller) =>
        caller.Session() ?? throw Problem.Unauthorized("The access token is missing, wrong or expired.");

    /// <summary>The session that the request belongs to, if any.</summary>
    public static Session? Session(this ClaimsPrincipal caller) => (caller.Identity as SessionIdentity)?.Session;
}
