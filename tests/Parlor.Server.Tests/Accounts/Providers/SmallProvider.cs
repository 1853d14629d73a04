using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace Parlor.Server.Tests.Accounts.Providers;

/// <summary>
/// A provider as small as one can be (RFC 6749 with PKCE, RFC 7636), which holds its clients to the rules: whoever is set as
/// <see cref="Person"/> is signed in there, and agrees to everything.
/// </summary>
internal sealed class SmallProvider : IAsyncDisposable
{
    public const string ClientId = "parlor";
    public const string ClientSecret = "the client's secret";

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, (string Challenge, string RedirectUri)> _codes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, object> _tokens = new(StringComparer.Ordinal);

    private SmallProvider(WebApplication app) => _app = app;

    /// <summary>What it says of the person who is there, as user information.</summary>
    public object Person { get; set; } = new { sub = "1", preferred_username = "Ada.L", name = "Ada Lovelace", email = "ada@example.org" };

    /// <summary>Whether the person says no.</summary>
    public bool Denies { get; set; }

    /// <summary>The scope that was asked for last.</summary>
    public string? Scope { get; private set; }

    private string Address => _app.Urls.Single();

    public static async Task<SmallProvider> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var provider = new SmallProvider(builder.Build());
        provider._app.MapGet("/authorize", provider.Authorize);
        provider._app.MapPost("/token", provider.Token);
        provider._app.MapGet("/me", provider.Me);
        await provider._app.StartAsync();
        return provider;
    }

    /// <summary>The settings of a server that people can come to by way of this provider.</summary>
    public (string Name, string Value)[] Settings(string at = "SignIn:Providers:0", string name = "Work") =>
    [
        ($"{at}:Name", name),
        ($"{at}:AuthorizationEndpoint", $"{Address}/authorize"),
        ($"{at}:TokenEndpoint", $"{Address}/token"),
        ($"{at}:UserInformationEndpoint", $"{Address}/me"),
        ($"{at}:ClientId", ClientId),
        ($"{at}:ClientSecret", ClientSecret),
    ];

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private IResult Authorize(HttpRequest request)
    {
        var query = request.Query;
        Assert.Equal($"code {ClientId} S256", $"{query["response_type"]} {query["client_id"]} {query["code_challenge_method"]}");
        Scope = query["scope"];
        var (back, state) = (query["redirect_uri"].ToString(), query["state"].ToString());
        if (Denies)
            return Results.Redirect(QueryHelpers.AddQueryString(back, new Dictionary<string, string?> { ["error"] = "access_denied", ["state"] = state }));
        var code = Guid.NewGuid().ToString("N");
        _codes[code] = (query["code_challenge"].ToString(), back);
        return Results.Redirect(QueryHelpers.AddQueryString(back, new Dictionary<string, string?> { ["code"] = code, ["state"] = state }));
    }

    private async Task<IResult> Token(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        var verifier = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        if (!_codes.TryRemove(form["code"].ToString(), out var asked)
            || (asked.Challenge, asked.RedirectUri) != (verifier, form["redirect_uri"].ToString())
            || (form["client_id"], form["client_secret"]) != (ClientId, ClientSecret))
        {
            return Results.Json(new { error = "invalid_grant" }, statusCode: StatusCodes.Status400BadRequest);
        }

        var token = Guid.NewGuid().ToString("N");
        _tokens[token] = Person;
        return Results.Json(new { access_token = token, token_type = "Bearer" });
    }

    private IResult Me(HttpRequest request) =>
        _tokens.TryGetValue(request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal), out var person)
            ? Results.Json(person)
            : Results.Unauthorized();
}
