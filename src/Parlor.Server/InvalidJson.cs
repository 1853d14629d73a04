using System.Text.Json;

namespace Parlor.Server;

/// <summary>Says in our words what is wrong with a body that does not fit, and where.</summary>
internal static class InvalidJson
{
    public static Problem Problem(JsonException wrong)
    {
        var field = wrong.Path is { Length: > 2 } path && path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : null;
        return field is null
            ? Server.Problem.Invalid("body", "The body is not a JSON object of the expected form.")
            : Server.Problem.Invalid(field, $"{field} is of the wrong type.");
    }
}
