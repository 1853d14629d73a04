using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Parlor.SocketIO.Engine;

/// <summary>Cross-origin answers for polling (Fetch standard, "CORS protocol").</summary>
internal static class Cors
{
    /// <summary>Adds the headers that the origin is entitled to. True when the request was a preflight and is answered.</summary>
    public static bool Answers(HttpContext context, CorsOptions options)
    {
        if (options.Origins.Count == 0)
            return false;
        bool isAllowed = AddHeaders(context, options);
        if (!HttpMethods.IsOptions(context.Request.Method))
            return false;
        if (isAllowed)
            AddPreflightHeaders(context, options);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return true;
    }

    /// <summary>Adds the headers that the origin is entitled to on any request. False when it is entitled to none.</summary>
    public static bool AddHeaders(HttpContext context, CorsOptions options)
    {
        if (options.Origins.Count == 0)
            return false;
        IHeaderDictionary headers = context.Response.Headers;
        if (options.Origins.Contains("*"))
        {
            headers.AccessControlAllowOrigin = "*";
        }
        else
        {
            headers.Append(HeaderNames.Vary, HeaderNames.Origin);
            string origin = context.Request.Headers.Origin.ToString();
            if (!options.Origins.Contains(origin, StringComparer.OrdinalIgnoreCase))
                return false;
            headers.AccessControlAllowOrigin = origin;
        }

        if (options.Credentials)
            headers.AccessControlAllowCredentials = "true";
        if (options.ExposedHeaders.Count > 0)
            headers.AccessControlExposeHeaders = string.Join(',', options.ExposedHeaders);
        return true;
    }

    private static void AddPreflightHeaders(HttpContext context, CorsOptions options)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.AccessControlAllowMethods = options.Methods.Count > 0 ? string.Join(',', options.Methods) : "GET,POST";
        if (options.AllowedHeaders.Count > 0)
        {
            headers.AccessControlAllowHeaders = string.Join(',', options.AllowedHeaders);
        }
        else
        {
            headers.Append(HeaderNames.Vary, HeaderNames.AccessControlRequestHeaders);
            StringValues asked = context.Request.Headers.AccessControlRequestHeaders;
            // No header of an answer may have other characters, and no header's name has.
            if (!asked.ToString().AsSpan().ContainsAnyExceptInRange(' ', '~'))
                headers.AccessControlAllowHeaders = asked;
        }

        if (options.MaxAge is { } age)
            headers.AccessControlMaxAge = ((long)age.TotalSeconds).ToString(CultureInfo.InvariantCulture);
    }
}
