using System.Text.Json;

namespace Parlor.Cli.Chat;

/// <summary>Somebody, as the server shows them; the texts are harmless for a terminal.</summary>
internal sealed record Person(string Id, string Username, string Name)
{
    public static Person From(JsonElement person)
    {
        var username = Harmless.Line(person.Text("username"));
        return new Person(person.Text("id"), username, Harmless.Line(person.Text("displayName")) is { Length: > 0 } name ? name : username);
    }

    /// <summary>Whether the server speaks of the same person; names may have changed meanwhile.</summary>
    public bool Is(JsonElement person) => string.Equals(Id, person.Text("id"), StringComparison.Ordinal);

    public bool Is(Person person) => string.Equals(Id, person.Id, StringComparison.Ordinal);
}
