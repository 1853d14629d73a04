using Parlor.Server.Http;

namespace Parlor.Server.Administration;

/// <summary>Settings over HTTP.</summary>
internal static class SettingsApi
{
    public static void MapSettingsApi(this IEndpointRouteBuilder admin)
    {
        admin.MapGet("/settings", async (HttpContext context, ChangeSettings settings, CancellationToken cancel) =>
                TypedResults.Ok(await settings.Get(context.Administrator(), cancel)))
            .WithName("getServerSettings").WithSummary("The settings that can be changed while the server runs.");

        admin.MapPatch("/settings", async (HttpContext context, ChangeSettings settings, SettingsChange change) =>
            {
                var by = context.Administrator();
                await settings.Execute(by, change);
                return TypedResults.Ok(await settings.Get(by));
            })
            .WithName("changeServerSettings").WithSummary("Changes settings, from now on; reset takes them back to what is configured.")
            .WithProblems(StatusCodes.Status400BadRequest);
    }
}

/// <param name="Settings">As they are now.</param>
/// <param name="Configured">As the configuration has them.</param>
/// <param name="Changed">Those that were changed, such as <c>limits.postBurst</c>.</param>
internal sealed record SettingsAnswer(ServerSettings Settings, ServerSettings Configured, IReadOnlyList<string> Changed);
