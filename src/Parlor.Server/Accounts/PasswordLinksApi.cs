using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Parlor.Server.Http;

namespace Parlor.Server.Accounts;

/// <summary>Links to another password, over HTTP: open to whoever has one.</summary>
internal static class PasswordLinksApi
{
    public static void MapPasswordLinksApi(this IEndpointRouteBuilder app)
    {
        var links = app.MapGroup("/api/v1/password-links").WithTags("Sessions")
            .AllowAnonymous()
            .AddEndpointFilter<SameOrigin>()
            .WithMetadata(new RequestSizeLimitAttribute(AccountsApi.LargestBody))
            .WithProblems(StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound, StatusCodes.Status429TooManyRequests);

        links.MapGet("/{code}", async (string code, UsePasswordLink use, HttpContext context) =>
                TypedResults.Ok(await use.Preview(code, Client.Of(context))))
            .WithName("getPasswordLink").WithSummary("Whose password a link is for.");

        links.MapPost("/{code}", async (string code, ChoosePasswordRequest request, UsePasswordLink use, HttpContext context) =>
            {
                await use.Execute(code, request.Password, Client.Of(context));
                return TypedResults.NoContent();
            })
            .WithName("usePasswordLink").WithSummary("Chooses another password; all sessions of the account end.")
            .WithProblems(StatusCodes.Status400BadRequest);
    }
}

/// <summary>Chooses a password.</summary>
internal sealed record ChoosePasswordRequest
{
    /// <inheritdoc cref="SignUpRequest.Password"/>
    [Required]
    public string Password { get; init; } = null!;
}
