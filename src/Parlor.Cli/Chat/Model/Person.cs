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

    /// <summary>Whether a text means this person: their username behind an <c>@</c>, and not the beginning of a longer one.</summary>
    public bool IsMeantBy(string text)
    {
        var name = $"@{Username}";
        for (var at = 0; (at = text.IndexOf(name, at, StringComparison.OrdinalIgnoreCase)) >= 0;)
        {
            at += name.Length;
            if (at == text.Length || !(char.IsAsciiLetterOrDigit(text[at]) || text[at] is '-' or '_'))
                return true;
        }

        return false;
    }
}
