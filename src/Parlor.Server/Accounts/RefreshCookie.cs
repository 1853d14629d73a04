namespace Parlor.Server.Accounts;

/// <summary>
/// The browser's keeper of the refresh token: no script can read it, no other site can send it, and it goes nowhere but to the calls that
/// need it.
/// </summary>
internal static class RefreshCookie
{
    public const string Name = "parlor_refresh";

    private const string Path = "/api/v1/sessions";

    public static string? Read(HttpRequest request) => request.Cookies[Name];

    public static void Write(HttpContext context, OpenSession session)
    {
        var options = Options(context.Request);
        options.MaxAge = Sessions.Lifetime;
        context.Response.Cookies.Append(Name, session.RefreshToken, options);
    }

    public static void Delete(HttpContext context) => context.Response.Cookies.Delete(Name, Options(context.Request));

    private static CookieOptions Options(HttpRequest request) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Path = Path,
        Secure = request.IsHttps,
        IsEssential = true,
    };
}
