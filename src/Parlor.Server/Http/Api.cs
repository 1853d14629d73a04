using System.Text.Json.Serialization.Metadata;
using Dapper;
using Microsoft.OpenApi;
using Parlor.Server.Accounts;
using Parlor.Server.Data;
using Parlor.Server.Messages;
using Parlor.Server.Presence;
using Parlor.Server.Realtime;
using Parlor.Server.Rooms;

namespace Parlor.Server.Http;

/// <summary>What all of the HTTP side shares: JSON, strict reading of requests, the OpenAPI document, health.</summary>
internal static class Api
{
    static Api() => DefaultTypeMap.MatchNamesWithUnderscores = true;

    public static void AddApi(this IServiceCollection services)
    {
        services.AddMetrics();
        services.AddSingleton<Telemetry>();
        services.AddSingleton<MetricsText>();
        services.AddSingleton<SocketRequests>();
        services.AddSingleton<IStartupFilter>(provider => provider.GetRequiredService<SocketRequests>());
        services.AddSingleton<IClientEvents>(provider => provider.GetRequiredService<SocketRequests>());
        services.ConfigureHttpJsonOptions(json =>
        {
            WireJson.Apply(json.SerializerOptions);
            var resolvers = json.SerializerOptions.TypeInfoResolverChain;
            resolvers.Insert(0, RoomsJson.Wire);
            resolvers.Insert(1, MessagesJson.Wire);
            resolvers.Insert(2, PresenceJson.Wire);
            resolvers.Insert(3, ProblemJson.Default);
        });
        // Wrong requests reach ProblemAnswers as exceptions, which say what is wrong, and not as bare status codes.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddOpenApi("v1", options =>
        {
            options.AddDocumentTransformer((document, _, _) =>
            {
                document.Info = new OpenApiInfo { Title = "Parlor", Version = "1" };
                // Whoever may be without one says so where it stands; the type itself is the same for all, whichever was met first.
                if (document.Components?.Schemas is { } schemas && schemas.TryGetValue(nameof(Timestamp), out var found) && found is OpenApiSchema time)
                    time.Type = JsonSchemaType.String;
                return Task.CompletedTask;
            });
            options.AddSchemaTransformer((schema, context, _) =>
            {
                var type = context.JsonTypeInfo.Type;
                if (type == typeof(Timestamp) || type == typeof(Timestamp?))
                {
                    schema.Type = type == typeof(Timestamp) ? JsonSchemaType.String : JsonSchemaType.String | JsonSchemaType.Null;
                    schema.Format = "date-time";
                }

                return Task.CompletedTask;
            });
        });
    }

    public static void MapHealth(this WebApplication app)
    {
        // Counting begins with the server, not with the first question.
        app.Services.GetRequiredService<MetricsText>();
        app.MapGet("/healthz", () => "alive\n").AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/readyz", async (Db db, CancellationToken cancel) =>
        {
            await using var connection = await db.OpenReadAsync(cancel);
            await connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM schema_migrations");
            return "ready\n";
        }).AllowAnonymous().ExcludeFromDescription();
        // Counts and totals, nothing about people; a proxy that faces the world should still keep it to itself.
        app.MapGet("/metrics", (MetricsText metrics) => Results.Text(metrics.Write(), "text/plain; version=0.0.4; charset=utf-8"))
            .AllowAnonymous().ExcludeFromDescription();
    }
}
