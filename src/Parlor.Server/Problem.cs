namespace Parlor.Server;

/// <summary>The stable error codes of the contract (docs/protocol.md, "Errors").</summary>
public enum ProblemCode
{
    Unauthorized,
    Forbidden,
    NotFound,
    Invalid,
    Conflict,
    TooLarge,
    RateLimited,
    Unavailable,
}

/// <summary>
/// A request that cannot be done, for a reason that its sender is told: every gateway turns it into its own form (problem details over
/// HTTP, an error acknowledgement over Socket.IO). Nothing has been changed when it is thrown.
/// </summary>
public sealed class Problem : Exception
{
    private Problem(ProblemCode code, string message, string? field = null, TimeSpan? retryAfter = null, Exception? inner = null)
        : base(message, inner)
    {
        Code = code;
        Field = field;
        RetryAfter = retryAfter;
    }

    public ProblemCode Code { get; }

    /// <summary>The input that is wrong, as the sender named it.</summary>
    public string? Field { get; }

    /// <summary>How long to wait before trying again, where that helps.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>The code as it stands on the wire, such as <c>not_found</c>.</summary>
    public string WireCode => Wire(Code);

    public static Problem Unauthorized(string message) => new(ProblemCode.Unauthorized, message);

    public static Problem Forbidden(string message, string? field = null) => new(ProblemCode.Forbidden, message, field);

    public static Problem NotFound(string message) => new(ProblemCode.NotFound, message);

    public static Problem Invalid(string field, string message) => new(ProblemCode.Invalid, message, field);

    public static Problem Conflict(string field, string message) => new(ProblemCode.Conflict, message, field);

    public static Problem TooLarge(string field, string message) => new(ProblemCode.TooLarge, message, field);

    public static Problem RateLimited(TimeSpan retryAfter, string message = "Too many requests; wait a moment.") =>
        new(ProblemCode.RateLimited, message, retryAfter: retryAfter);

    public static Problem Unavailable(string message, Exception? inner = null) => new(ProblemCode.Unavailable, message, inner: inner);

    internal static string Wire(ProblemCode code) => code switch
    {
        ProblemCode.Unauthorized => "unauthorized",
        ProblemCode.Forbidden => "forbidden",
        ProblemCode.NotFound => "not_found",
        ProblemCode.Invalid => "invalid",
        ProblemCode.Conflict => "conflict",
        ProblemCode.TooLarge => "too_large",
        ProblemCode.RateLimited => "rate_limited",
        _ => "unavailable",
    };
}
