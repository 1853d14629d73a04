namespace Parlor.Server.Administration;

/// <summary>How the server is and what it keeps, over HTTP.</summary>
internal static class HealthApi
{
    public static void MapHealthApi(this IEndpointRouteBuilder admin)
    {
        admin.MapGet("/health", async (HttpContext context, ServerHealth health, CancellationToken cancel) =>
                TypedResults.Ok(new HealthAnswer(await health.Get(context.Administrator(), cancel))))
            .WithName("getServerHealth").WithSummary("How the server is at this moment.");

        admin.MapGet("/storage", async (HttpContext context, ServerStorage storage, CancellationToken cancel) =>
                TypedResults.Ok(new StorageAnswer(await storage.Get(context.Administrator(), cancel))))
            .WithName("getServerStorage").WithSummary("What the server keeps; counted at most once a minute.");
    }
}

internal sealed record HealthAnswer(Health Health);

internal sealed record StorageAnswer(Storage Storage);
