namespace Parlor.Server.Accounts;

/// <summary>
/// Lets only our own pages, and programs that are no browser, near the refresh cookie. <c>SameSite=Strict</c> keeps other sites away
/// already; this also keeps away a neighbour on the same host or domain, and log-ins that another site starts (OWASP, "login CSRF").
/// </summary>
internal sealed class SameOrigin : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        IsOurs(context.HttpContext.Request) ? next(context) : throw Problem.Forbidden("Another site's page cannot do this.");

    /// <summary>
    /// A browser says it itself where it can (Fetch Metadata, <c>Sec-Fetch-Site</c>, which no page can set), also behind a proxy that
    /// changes scheme or host. Otherwise the origin has to be the one that the request came to.
    /// </summary>
    private static bool IsOurs(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0
            || string.Equals(request.Headers["Sec-Fetch-Site"], "same-origin", StringComparison.Ordinal)
            || string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }
}
