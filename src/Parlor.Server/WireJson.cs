using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parlor.Server;

/// <summary>JSON as it goes over every wire: camelCase, numbers as numbers, nothing that is null, and every character as itself, as JSON.stringify has it.</summary>
internal static class WireJson
{
    public static JsonSerializerOptions Options()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Apply(options);
        return options;
    }

    public static void Apply(JsonSerializerOptions options)
    {
        options.NumberHandling = JsonNumberHandling.Strict;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        // "Unsafe" is for JSON that is pasted into HTML; ours never is, and is served as JSON that browsers may not guess about.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
    }
}

/// <summary>An enumeration by the names of its members alone, in snake_case: a number is no name, and would not be checked.</summary>
internal sealed class WireEnum<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
