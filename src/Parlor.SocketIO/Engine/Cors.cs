using Microsoft.AspNetCore.Http;

namespace Parlor.SocketIO.Engine;

/// <summary>Cross-origin answers for polling (Fetch standard, "CORS protocol").</summary>
internal static class Cors
{
    /// <summary>Adds the headers that the origin is entitled to. True when the request was a preflight and is answered.</summary>
    public static bool Answers(HttpContext context, CorsOptions options)
    {
        if (options.Origins.Count == 0)
            return false;
        AddHeaders(context, options);
        if (!HttpMethods.IsOptions(context.Request.Method))
            return false;
        IHeaderDictionary headers = context.Response.Headers;
        headers.AccessControlAllowMethods = "GET,POST";
        if (context.Request.Headers.AccessControlRequestHeaders is { Count: > 0 } asked)
            headers.AccessControlAllowHeaders = asked;
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return true;
    }

    /// <summary>Adds the headers that the origin is entitled to.</summary>
    public static void AddHeaders(HttpContext context, CorsOptions options)
    {
        if (options.Origins.Count == 0)
            return;
        string origin = context.Request.Headers.Origin.ToString();
        IHeaderDictionary headers = context.Response.Headers;
        if (options.Origins.Contains("*"))
        {
            headers.AccessControlAllowOrigin = "*";
            return;
        }

        headers.Append("Vary", "Origin");
        if (origin.Length == 0 || !options.Origins.Contains(origin, StringComparer.OrdinalIgnoreCase))
            return;
        headers.AccessControlAllowOrigin = origin;
        if (options.Credentials)
            headers.AccessControlAllowCredentials = "true";
    }
}
