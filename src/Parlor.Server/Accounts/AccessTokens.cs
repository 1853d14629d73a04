using System.Text.Json;
using System.Text.Json.Serialization;
using Parlor.Server.Data;

namespace Parlor.Server.Accounts;

/// <summary>Who calls: what a valid access token says.</summary>
/// <param name="UserId">Whose token it is.</param>
/// <param name="SessionId">The log-in that it comes from; <see cref="SessionEnded"/> names it when it is over.</param>
/// <param name="ExpiresAt">When the token stops counting.</param>
public sealed record Session(long UserId, long SessionId, DateTimeOffset ExpiresAt);

/// <summary>An access token and when it stops counting.</summary>
public sealed record AccessToken(string Text, DateTimeOffset ExpiresAt);

/// <summary>
/// Access tokens: short-lived JWTs that say who calls. Checking one asks no database; that a session was ended is remembered for as long
/// as its tokens could still count.
/// </summary>
public sealed class AccessTokens(byte[] key, EndedSessions ended, TimeProvider clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private static readonly long LatestTime = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>A token for this session, from now on.</summary>
    public AccessToken Issue(long userId, long sessionId)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        var expires = now + (long)Lifetime.TotalSeconds;
        var claims = new AccessClaims(Ids.Text(userId), Ids.Text(sessionId), now, expires);
        var token = Jwt.Sign(JsonSerializer.SerializeToUtf8Bytes(claims, AccessClaimsJson.Default.AccessClaims), key);
        return new AccessToken(token, DateTimeOffset.FromUnixTimeSeconds(expires));
    }

    /// <summary>What the token says, if it is ours, has not expired, and its session has not ended; null otherwise. Never throws.</summary>
    public Session? Validate(string token)
    {
        if (Jwt.Verify(token, key) is not { } payload || Read(payload) is not { } claims)
            return null;
        if (!Ids.TryParse(claims.Sub, out var user) || !Ids.TryParse(claims.Sid, out var session))
            return null;
        var isInTime = clock.GetUtcNow().ToUnixTimeSeconds() < claims.Exp && claims.Exp <= LatestTime && claims.Iat <= claims.Exp && claims.Iat >= 0;
        return isInTime && !ended.Contains(session, DateTimeOffset.FromUnixTimeSeconds(claims.Iat))
            ? new Session(user, session, DateTimeOffset.FromUnixTimeSeconds(claims.Exp))
            : null;
    }

    private static AccessClaims? Read(byte[] payload)
    {
        try
        {
            return JsonSerializer.Deserialize(payload, AccessClaimsJson.Default.AccessClaims);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>The claims of RFC 7519, section 4.1, that we use, and OpenID Connect's <c>sid</c>. Times in seconds since 1970.</summary>
internal sealed record AccessClaims(string Sub, string Sid, long Iat, long Exp);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(AccessClaims))]
internal sealed partial class AccessClaimsJson : JsonSerializerContext;
