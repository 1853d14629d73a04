using System.Security.Claims;
using Parlor.Server.Accounts;
using Parlor.Server.Http;

namespace Parlor.Server.Presence;

/// <summary>Presence over HTTP.</summary>
internal static class PresenceApi
{
    public static void MapPresence(this WebApplication app)
    {
        // It beats from the start, not from the first call.
        app.Services.GetRequiredService<PresencePulse>();
        var api = app.MapGroup("/api/v1").WithTags("Presence").WithProblems(StatusCodes.Status401Unauthorized);

        api.MapGet("/me/presence", (ClaimsPrincipal me, ChoosePresence choose) =>
            TypedResults.Ok(new ChoiceAnswer(choose.Chosen(me.UserId()))))
            .WithSummary("What the caller has chosen to be seen as.");

        api.MapPatch("/me/presence", async (ClaimsPrincipal me, ChoosePresence choose, ChooseRequest request) =>
            TypedResults.Ok(new ChoiceAnswer(await choose.Execute(me.UserId(), request.Mode, request.ShowLastSeen))))
            .WithSummary("Changes what the caller is seen as.")
            .WithProblems(StatusCodes.Status400BadRequest);

        api.MapGet("/users/{user}/presence", async (ClaimsPrincipal me, WatchPresence watch, string user) =>
            TypedResults.Ok(new PresenceAnswer(await watch.Once(me.UserId(), user))))
            .WithSummary("Whether a person is there, as the caller sees it.")
            .WithProblems(StatusCodes.Status404NotFound);
    }
}

/// <summary>What to change of one's own presence; what is left out stays.</summary>
/// <param name="Mode">What to be seen as.</param>
/// <param name="ShowLastSeen">Whether others may see when one went offline.</param>
internal sealed record ChooseRequest(PresenceMode? Mode, bool? ShowLastSeen);

internal sealed record ChoiceAnswer(PresenceChoice Presence);

internal sealed record PresenceAnswer(PersonPresence Presence);
