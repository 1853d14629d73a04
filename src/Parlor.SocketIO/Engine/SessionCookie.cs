using Microsoft.AspNetCore.Http;
using SetCookieHeaderValue = Microsoft.Net.Http.Headers.SetCookieHeaderValue;

namespace Parlor.SocketIO;

/// <summary>
/// The cookie that tells a client its session's id with the answer to the handshake, so that a load balancer can send all
/// requests of the session to the same server. Nothing here reads it. The defaults are those of the official server.
/// </summary>
public sealed class SessionCookie
{
    /// <summary>The name; a token by RFC 6265.</summary>
    public string Name { get; set; } = "io";

    /// <summary>The path that it is sent back to.</summary>
    public string Path { get; set; } = "/";

    /// <summary>The hosts that it is sent back to; null for the one that set it.</summary>
    public string? Domain { get; set; }

    /// <summary>Whether scripts cannot see it.</summary>
    public bool HttpOnly { get; set; } = true;

    /// <summary>Whether pages of other sites send it along.</summary>
    public SameSiteMode SameSite { get; set; } = SameSiteMode.Lax;

    /// <summary>Whether it is sent over HTTPS alone; <see cref="SameSiteMode.None"/> needs that.</summary>
    public bool Secure { get; set; }

    /// <summary>How long it is kept; null for as long as the browser runs.</summary>
    public TimeSpan? MaxAge { get; set; }

    internal bool IsValid
    {
        get
        {
            try
            {
                _ = new SetCookieHeaderValue(Name);
                return SameSite != SameSiteMode.None || Secure;
            }
            catch (ArgumentException)
            {
                return false;
            }
        }
    }

    /// <summary>Sets the cookie if the handshake succeeds.</summary>
    internal void SetOn(HttpResponse response, string id)
    {
        response.OnStarting(() =>
        {
            if (response.StatusCode < StatusCodes.Status400BadRequest)
            {
                response.Cookies.Append(Name, id, new CookieOptions
                {
                    Path = Path,
                    Domain = Domain,
                    HttpOnly = HttpOnly,
                    SameSite = SameSite,
                    Secure = Secure,
                    MaxAge = MaxAge,
                    // Sessions over several servers do not work without it.
                    IsEssential = true,
                });
            }

            return Task.CompletedTask;
        });
    }
}
