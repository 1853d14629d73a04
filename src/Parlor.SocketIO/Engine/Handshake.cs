using System.Net;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features.Authentication;
using Microsoft.Extensions.Primitives;
using Parlor.SocketIO.Engine;

namespace Parlor.SocketIO;

/// <summary>What a client said when it connected. A copy: it stays valid when the request has ended.</summary>
public sealed class Handshake
{
    private static readonly ClaimsPrincipal Anonymous = new(new ClaimsIdentity());
    private static readonly JsonElement NoAuth = JsonDocument.Parse("{}").RootElement.Clone();

    internal Handshake(HttpContext context, DateTimeOffset time)
    {
        var headers = new KeyValuePair<string, StringValues>[context.Request.Headers.Count];
        context.Request.Headers.CopyTo(headers, 0);
        Headers = new NamedValues(headers);
        Query = context.Request.Query;
        Address = context.Connection.RemoteIpAddress;
        IsSecure = context.Request.IsHttps;
        Time = time;
        Auth = NoAuth;
        // The context itself would make a user if it had none, and keep it.
        User = context.Features.Get<IHttpAuthenticationFeature>()?.User is { Identity.IsAuthenticated: true } user ? user : Anonymous;
        UserExpires = context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties?.ExpiresUtc;
    }

    private Handshake(Handshake shared, JsonElement auth)
    {
        Headers = shared.Headers;
        Query = shared.Query;
        Address = shared.Address;
        IsSecure = shared.IsSecure;
        Time = shared.Time;
        User = shared.User;
        UserExpires = shared.UserExpires;
        Auth = auth;
    }

    /// <summary>What the client gave as <c>auth</c> for this namespace: an object, empty when it gave nothing.</summary>
    public JsonElement Auth { get; }

    /// <summary>The headers of the first request; names are compared without regard to case.</summary>
    public IReadOnlyDictionary<string, StringValues> Headers { get; }

    /// <summary>The query of the first request.</summary>
    public IQueryCollection Query { get; }

    /// <summary>The client's address, as ASP.NET Core knows it (forwarded headers included, where that is configured).</summary>
    public IPAddress? Address { get; }

    /// <summary>Whether the first request came over TLS.</summary>
    public bool IsSecure { get; }

    /// <summary>When the connection was opened.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>Who the client is, as ASP.NET Core's authentication found for the first request.</summary>
    public ClaimsPrincipal User { get; }

    /// <summary>When the ticket of that authentication expires, if it does; of a token, its end.</summary>
    public DateTimeOffset? UserExpires { get; }

    internal Handshake With(JsonElement? auth) => auth is { } given ? new Handshake(this, given) : this;
}
