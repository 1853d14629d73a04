using Microsoft.Extensions.FileProviders;

namespace Parlor.Server.Http;

/// <summary>Serves the built web client: its files as they are, and its one page for every address that is the client's own.</summary>
internal static class WebClient
{
    public static void UseWebClient(this WebApplication app, Settings settings)
    {
        var folder = Path.GetFullPath(settings.Web.Length > 0 ? settings.Web : Path.Combine(AppContext.BaseDirectory, "web"));
        var page = Path.Combine(folder, "index.html");
        if (!File.Exists(page))
        {
            app.MapGet("/", () => "Parlor is running. The web client is not built here; run `make run` to build it.\n").AllowAnonymous().ExcludeFromDescription();
            return;
        }

        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = new PhysicalFileProvider(folder),
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl =
                file.Context.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal)
                    // Names under /assets carry a hash of their content, so they never change.
                    ? "public, max-age=31536000, immutable"
                    : "no-cache",
        });
        // Not an endpoint: one that takes every path would compete with the API's own answers to wrong methods and media types.
        app.Use((context, next) => IsPage(context) ? SendPage(context, page) : next(context));
    }

    private static bool IsPage(HttpContext context) =>
        context.GetEndpoint() is null
        && (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
        && !context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
        && !Path.HasExtension(context.Request.Path);

    private static Task SendPage(HttpContext context, string page)
    {
        context.Response.Headers.CacheControl = "no-cache";
        return Results.File(page, "text/html; charset=utf-8").ExecuteAsync(context);
    }
}
