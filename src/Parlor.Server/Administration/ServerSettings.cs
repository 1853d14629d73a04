using System.Text.Json;

namespace Parlor.Server.Administration;

/// <summary>The settings that can be changed while the server runs.</summary>
/// <param name="Name">What the server calls itself.</param>
/// <param name="SignUp"><c>open</c>, <c>invitation</c> or <c>closed</c>.</param>
/// <param name="Limits">How often things may be done.</param>
public sealed record ServerSettings(string Name, string SignUp, LimitSettings Limits)
{
    public static ServerSettings Of(Settings settings) => new(settings.Name, settings.SignUp, settings.Limits);
}

/// <summary>Which settings to change; what is left out stays.</summary>
public sealed record SettingsChange
{
    /// <summary>A line of 1 to 60 characters.</summary>
    public string? Name { get; init; }

    /// <summary><c>open</c>, <c>invitation</c> or <c>closed</c>.</summary>
    public string? SignUp { get; init; }

    public LimitsChange? Limits { get; init; }

    /// <summary>Settings that are to be again what the configuration says, such as <c>limits.postBurst</c>.</summary>
    public IReadOnlyList<string>? Reset { get; init; }

    /// <summary>The changes by the names of configuration; null for what is reset.</summary>
    /// <exception cref="Problem"><c>invalid</c>, field <c>reset</c>: there is no such setting.</exception>
    internal Dictionary<string, string?> ByName()
    {
        var changes = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var field in Reset ?? [])
            changes[SettingName.All.GetValueOrDefault(field) ?? throw Problem.Invalid("reset", "reset names a setting that cannot be changed.")] = null;
        Put("Name", Name);
        Put("SignUp", SignUp);
        Put("Limits:SignUpsPerMinute", Limits?.SignUpsPerMinute?.ToString(Invariant));
        Put("Limits:LogInsPerMinute", Limits?.LogInsPerMinute?.ToString(Invariant));
        Put("Limits:PostsPerSecond", Limits?.PostsPerSecond?.ToString(Invariant));
        Put("Limits:PostBurst", Limits?.PostBurst?.ToString(Invariant));
        return changes;

        void Put(string name, string? value)
        {
            if (value is not null)
                changes[name] = value;
        }
    }

    private static IFormatProvider Invariant => System.Globalization.CultureInfo.InvariantCulture;
}

/// <inheritdoc cref="LimitSettings"/>
public sealed record LimitsChange
{
    /// <inheritdoc cref="LimitSettings.SignUpsPerMinute"/>
    public int? SignUpsPerMinute { get; init; }

    /// <inheritdoc cref="LimitSettings.LogInsPerMinute"/>
    public int? LogInsPerMinute { get; init; }

    /// <inheritdoc cref="LimitSettings.PostsPerSecond"/>
    public int? PostsPerSecond { get; init; }

    /// <inheritdoc cref="LimitSettings.PostBurst"/>
    public int? PostBurst { get; init; }
}

/// <summary>What a setting is called by clients: <c>Limits:PostBurst</c> is their <c>limits.postBurst</c>.</summary>
internal static class SettingName
{
    /// <summary>The names of all that can be changed, by what clients call them.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new[]
    {
        "Name", "SignUp", "Limits:SignUpsPerMinute", "Limits:LogInsPerMinute", "Limits:PostsPerSecond", "Limits:PostBurst",
    }.ToDictionary(ToField, StringComparer.Ordinal);

    public static string ToField(string name) => string.Join('.', name.Split(':').Select(JsonNamingPolicy.CamelCase.ConvertName));
}
