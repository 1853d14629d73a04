using System.Buffers;

namespace Parlor.SocketIO;

/// <summary>
/// Cross-origin rules for the polling transport (the WebSocket transport is not subject to CORS), as the <c>cors</c> package
/// has them that the official server uses. Nothing is allowed by default.
/// </summary>
public sealed class CorsOptions
{
    // RFC 9110, section 5.6.2.
    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>The origins allowed, such as <c>https://example.org</c>; <c>*</c> allows every origin.</summary>
    public IList<string> Origins { get; } = [];

    /// <summary>Whether a page may send cookies along. Not together with the origin <c>*</c>.</summary>
    public bool Credentials { get; set; }

    /// <summary>
    /// The methods that a preflight allows. If none is named, <c>GET</c> and <c>POST</c>, which is what clients use; more are
    /// for what stands in front of the server.
    /// </summary>
    public IList<string> Methods { get; } = [];

    /// <summary>
    /// The request headers that a preflight allows, such as those that clients add by <c>extraHeaders</c>. If none is named,
    /// those that it asks for.
    /// </summary>
    public IList<string> AllowedHeaders { get; } = [];

    /// <summary>The headers of answers that scripts may read besides the usual ones; none by default.</summary>
    public IList<string> ExposedHeaders { get; } = [];

    /// <summary>
    /// How long a browser may remember the answer to a preflight, in whole seconds; null, the default, for as long as it likes,
    /// which is mostly five seconds.
    /// </summary>
    public TimeSpan? MaxAge { get; set; }

    internal void Validate()
    {
        EngineOptions.Require(!Credentials || !Origins.Contains("*"), "Cors.Credentials", "cannot be given to every origin");
        RequireTokens(Methods, "Cors.Methods");
        RequireTokens(AllowedHeaders, "Cors.AllowedHeaders");
        RequireTokens(ExposedHeaders, "Cors.ExposedHeaders");
        EngineOptions.Require(MaxAge is null || MaxAge >= TimeSpan.Zero, "Cors.MaxAge", "must not be negative");
    }

    private static void RequireTokens(IEnumerable<string> names, string option) => EngineOptions.Require(
        names.All(name => name is { Length: > 0 } && !name.AsSpan().ContainsAnyExcept(TokenCharacters)), option, "must name tokens of HTTP, each by itself");
}
