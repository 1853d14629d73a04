using System.Text.Json;
using System.Text.Json.Serialization;
using Parlor.Server.Data;

namespace Parlor.Server.Audit;

/// <summary>An act of administration.</summary>
/// <param name="Action">What was done.</param>
/// <param name="ActorId">Who did it; null for the server's operator, at a shell.</param>
/// <param name="At">When.</param>
public sealed record AuditEntry(AuditAction Action, long? ActorId, Timestamp At)
{
    /// <summary>Characters of a reason that somebody gives for what they do.</summary>
    public const int LongestReason = 300;

    /// <summary>Whom it was done to, where that is a person.</summary>
    public long? SubjectId { get; init; }

    /// <summary>The room in which it was done; null for what is of the whole server.</summary>
    public long? RoomId { get; init; }

    /// <summary>Why, in the words of whoever did it.</summary>
    public string? Reason { get; init; }

    /// <summary>What is another than before, where that can be said in a few words.</summary>
    public IReadOnlyList<AuditChange> Changes { get; init; } = [];

    /// <summary>A reason as it may be given; null for none.</summary>
    /// <exception cref="Problem"><c>invalid</c> or <c>too_large</c>, field <c>reason</c>.</exception>
    public static string? CheckReason(string? reason) =>
        string.IsNullOrWhiteSpace(reason) ? null : Input.Line("reason", reason, LongestReason);
}

/// <summary>Something that an act has changed.</summary>
/// <param name="What">Its name, as the API has it.</param>
/// <param name="From">What it was; null for nothing, or where that is not kept.</param>
/// <param name="To">What it is now; likewise.</param>
public sealed record AuditChange(string What, string? From, string? To)
{
    /// <summary>Characters of a value that are kept.</summary>
    private const int LongestValue = 200;

    /// <summary>The change with values that are short enough to be kept.</summary>
    public static AuditChange Of(string what, string? from, string? to) => new(what, Shortened(from), Shortened(to));

    internal static string? Store(IReadOnlyList<AuditChange> changes) =>
        changes.Count == 0 ? null : JsonSerializer.Serialize(changes, AuditJson.Wire.IReadOnlyListAuditChange);

    internal static IReadOnlyList<AuditChange> Read(string? stored) =>
        stored is null ? [] : JsonSerializer.Deserialize(stored, AuditJson.Wire.IReadOnlyListAuditChange)!;

    private static string? Shortened(string? value)
    {
        if (value is null || value.Length <= LongestValue)
            return value;
        var end = char.IsHighSurrogate(value[LongestValue - 1]) ? LongestValue - 1 : LongestValue;
        return value[..end] + "…";
    }
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(IReadOnlyList<AuditChange>))]
internal sealed partial class AuditJson : JsonSerializerContext
{
    public static AuditJson Wire { get; } = new(WireJson.Options());
}
