namespace Parlor.Cli.Chat;

/// <summary>What Tab offers: commands at the beginning, rooms and people by their sign, emoji by their names.</summary>
internal sealed class Completer(ChatModel model, Commands commands)
{
    private static readonly string[] WithRoom = ["/join ", "/room "];
    private static readonly string[] WithPerson = ["/msg ", "/invite "];

    public Completion? Complete(string text, int cursor)
    {
        var start = cursor;
        while (start > 0 && !char.IsWhiteSpace(text[start - 1]))
            start--;
        var word = text[start..cursor];
        var before = text[..start];
        IEnumerable<string> choices = word switch
        {
            ['/', .. var name] when start == 0 => commands.All.Where(command => Begins(command.Name, name)).Select(command => $"/{command.Name} "),
            _ when WithRoom.Contains(before, StringComparer.OrdinalIgnoreCase) => Rooms(word.TrimStart('#')).Select(room => $"{room.Name} "),
            _ when WithPerson.Contains(before, StringComparer.OrdinalIgnoreCase) => People(word.TrimStart('@')).Select(person => $"{person.Username} "),
            ['#', .. var name] => Rooms(name).Select(room => $"{room.Label} "),
            [':', _, ..] => Shortcodes.BeginningWith(word[1..]),
            ['@', .. var name] => People(name).Select(person => $"@{person.Username} "),
            [_, ..] => People(word).Select(person => $"@{person.Username} "),
            _ => [],
        };
        return new Completion(start, [.. choices]);
    }

    private IEnumerable<Room> Rooms(string name) => model.Rooms.Where(room => room.IsPublicPlace && Begins(room.Name, name));

    /// <summary>Those who are in the room first, then whoever else is known.</summary>
    private IEnumerable<Person> People(string name) =>
        (model.Current?.People.Values.OrderBy(person => person.Username, StringComparer.Ordinal) ?? Enumerable.Empty<Person>())
        .Concat(model.Rooms.SelectMany(room => room.People.Values))
        .Where(person => !person.Is(model.Me) && (Begins(person.Username, name) || Begins(person.Name, name)))
        .DistinctBy(person => person.Id, StringComparer.Ordinal);

    private static bool Begins(string text, string beginning) => text.StartsWith(beginning, StringComparison.OrdinalIgnoreCase);
}
