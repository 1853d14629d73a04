using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Parlor.Server.Accounts;

namespace Parlor.Server.Http;

/// <summary>Turns what went wrong into problem details (RFC 9457) with a stable <c>code</c>.</summary>
internal static partial class ProblemAnswers
{
    public static void UseProblemAnswers(this WebApplication app)
    {
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Parlor.Http");
        app.Use(async (context, next) =>
        {
            try
            {
                await next(context);
                if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null } && FromStatus(context) is { } problem)
                    await Write(context, problem, context.Response.StatusCode);
            }
            catch (Exception failure) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
            {
                var problem = From(failure);
                if (problem.InnerException is not null)
                    LogFailure(logger, failure, context.Request.Method, context.Request.Path);
                await Write(context, problem, Status(problem.Code));
            }
        });
    }

    public static Task Write(HttpContext context, Problem problem) => Write(context, problem, Status(problem.Code));

    /// <summary>Says in the OpenAPI document which problems a call or a group of calls may answer with.</summary>
    public static TBuilder WithProblems<TBuilder>(this TBuilder builder, params int[] statuses)
        where TBuilder : IEndpointConventionBuilder
    {
        foreach (var status in statuses)
            builder.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(ProblemBody), ["application/problem+json"]));
        return builder;
    }

    private static Task Write(HttpContext context, Problem problem, int status)
    {
        // Over Socket.IO it becomes an error of the acknowledgement.
        if (context.Features.Get<SocketCaller>() is not null)
            throw problem;
        var response = context.Response;
        response.StatusCode = status;
        if (problem.RetryAfter is { } wait)
            response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        var details = new ProblemBody(
            "about:blank", Title(problem.Code), status, problem.Message, problem.WireCode, problem.Field, (long?)problem.RetryAfter?.TotalMilliseconds);
        return response.WriteAsJsonAsync(details, ProblemJson.Default.ProblemBody, "application/problem+json");
    }

    private static Problem From(Exception failure) => failure switch
    {
        Problem problem => problem,
        BadHttpRequestException { InnerException: JsonException wrong } => InvalidJson.Problem(wrong),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => Problem.TooLarge("body", "The body is too large."),
        BadHttpRequestException => Problem.Invalid("body", "The request is not of the expected form."),
        _ => Problem.Unavailable("That did not work, through no fault of yours.", failure),
    };

    /// <summary>What ASP.NET Core itself refused, such as an unknown path, without saying why.</summary>
    private static Problem? FromStatus(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status400BadRequest => Problem.Invalid("request", "The request is not of the expected form."),
        StatusCodes.Status401Unauthorized => Problem.Unauthorized("Sign in first."),
        StatusCodes.Status403Forbidden => Problem.Forbidden("That is not allowed."),
        StatusCodes.Status404NotFound => Problem.NotFound("There is nothing here."),
        StatusCodes.Status405MethodNotAllowed => Problem.Invalid("method", "The method does not fit here."),
        StatusCodes.Status413PayloadTooLarge => Problem.TooLarge("body", "The body is too large."),
        StatusCodes.Status415UnsupportedMediaType => Problem.Invalid("body", "The body is of another media type than this call takes; most take application/json."),
        _ => null,
    };

    private static int Status(ProblemCode code) => code switch
    {
        ProblemCode.Unauthorized => StatusCodes.Status401Unauthorized,
        ProblemCode.Forbidden => StatusCodes.Status403Forbidden,
        ProblemCode.NotFound => StatusCodes.Status404NotFound,
        ProblemCode.Invalid => StatusCodes.Status400BadRequest,
        ProblemCode.Conflict => StatusCodes.Status409Conflict,
        ProblemCode.TooLarge => StatusCodes.Status413PayloadTooLarge,
        ProblemCode.RateLimited => StatusCodes.Status429TooManyRequests,
        _ => StatusCodes.Status503ServiceUnavailable,
    };

    private static string Title(ProblemCode code) => code switch
    {
        ProblemCode.Unauthorized => "Not signed in",
        ProblemCode.Forbidden => "Not allowed",
        ProblemCode.NotFound => "Not found",
        ProblemCode.Invalid => "Not valid",
        ProblemCode.Conflict => "In conflict with what there is",
        ProblemCode.TooLarge => "Too large",
        ProblemCode.RateLimited => "Too many requests",
        _ => "Not available",
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed")]
    private static partial void LogFailure(ILogger logger, Exception failure, string method, string path);
}

/// <summary>Problem details, RFC 9457 section 3, with Parlor's own members at the end.</summary>
internal sealed record ProblemBody(
    string Type, string Title, int Status, string Detail, string Code, string? Field, long? RetryAfterMs);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ProblemBody))]
internal sealed partial class ProblemJson : JsonSerializerContext;
