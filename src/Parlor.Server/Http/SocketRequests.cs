using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Features;
using Parlor.Server.Accounts;
using Parlor.Server.Realtime;

namespace Parlor.Server.Http;

/// <summary>
/// Every call of the API that needs an access token, over Socket.IO: <c>request</c>. It goes through the same pipeline as over HTTP,
/// so what is allowed, what is checked and what is answered cannot differ.
/// </summary>
internal sealed class SocketRequests(IServiceScopeFactory scopes) : IClientEvents, IStartupFilter
{
    private const string Api = "/api/v1/";
    private const string Json = "application/json";

    private RequestDelegate? _pipeline;

    /// <summary>Takes hold of the whole pipeline, when it is built.</summary>
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(pipeline => _pipeline = pipeline);
        next(app);
    };

    public void AddTo(ClientEvents events) =>
        events.On("request", SocketRequestsJson.Wire.SocketRequest, SocketRequestsJson.Wire.SocketRequestAnswer, Handle);

    private async ValueTask<SocketRequestAnswer> Handle(Connection connection, SocketRequest request)
    {
        await using var scope = scopes.CreateAsyncScope();
        using var answer = new MemoryStream();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        Fill(context, connection, request);
        context.Response.Body = answer;

        await _pipeline!(context);
        await context.Response.CompleteAsync();

        if (answer.Length > 0 && context.Response.ContentType?.StartsWith(Json, StringComparison.Ordinal) != true)
            throw Problem.Invalid("path", "What this answers is no JSON; ask for it over HTTP.");
        return new SocketRequestAnswer(context.Response.StatusCode, answer.Length == 0 ? null : Read(answer));
    }

    private static void Fill(HttpContext context, Connection connection, SocketRequest request)
    {
        var (path, query) = Address(Input.Required("path", request.Path));
        context.Request.Method = Input.Required("method", request.Method);
        context.Request.Path = path;
        context.Request.QueryString = query;
        context.Request.Headers.UserAgent = connection.UserAgent;
        context.Connection.RemoteIpAddress = connection.Address;
        context.Features.Set(new SocketCaller(new Session(connection.UserId, connection.SessionId, DateTimeOffset.MaxValue)));
        if (request.Body is not { } body)
            return;
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, SocketRequestsJson.Wire.JsonElement);
        context.Request.Body = new MemoryStream(bytes, writable: false);
        context.Request.ContentLength = bytes.Length;
        context.Request.ContentType = Json;
        context.Features.Set<IHttpRequestBodyDetectionFeature>(HasBody.Instance);
    }

    private static (PathString Path, QueryString Query) Address(string path)
    {
        var mark = path.IndexOf('?', StringComparison.Ordinal);
        var (before, after) = mark < 0 ? (path, "") : (path[..mark], path[mark..]);
        return before.StartsWith(Api, StringComparison.Ordinal)
            ? (PathString.FromUriComponent(before), new QueryString(after))
            : throw Problem.Invalid("path", $"The path begins with {Api}.");
    }

    private static JsonElement Read(MemoryStream answer)
    {
        using var document = JsonDocument.Parse(answer.GetBuffer().AsMemory(0, (int)answer.Length));
        return document.RootElement.Clone();
    }

    private sealed class HasBody : IHttpRequestBodyDetectionFeature
    {
        public static HasBody Instance { get; } = new();

        public bool CanHaveBody => true;
    }
}

internal static class SocketRequestsPipeline
{
    /// <summary>
    /// Keeps <c>request</c> from calls that are open to all: they are about cookies, files and signing in, which are the business of HTTP.
    /// </summary>
    public static void UseSocketRequests(this WebApplication app) => app.Use((context, next) =>
        context.Features.Get<SocketCaller>() is not null && context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null
            ? throw Problem.Invalid("path", "This needs no access token; ask for it over HTTP.")
            : next(context));
}

/// <param name="Method">Of the call.</param>
/// <param name="Path">From <c>/api/v1/</c> on, with its query.</param>
/// <param name="Body">What the call takes, if it takes anything.</param>
internal sealed record SocketRequest(string? Method, string? Path, JsonElement? Body);

/// <param name="Status">What the answer would have over HTTP.</param>
/// <param name="Body">Absent where HTTP would send none.</param>
internal sealed record SocketRequestAnswer(int Status, JsonElement? Body)
{
    public bool Ok { get; } = true;
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(SocketRequest))]
[JsonSerializable(typeof(SocketRequestAnswer))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class SocketRequestsJson : JsonSerializerContext
{
    public static SocketRequestsJson Wire { get; } = new(WireJson.Options());
}
