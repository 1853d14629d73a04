using Parlor.Server.Data;

namespace Parlor.Server.Rooms;

/// <summary>How one person has arranged their rooms; the same on all their devices.</summary>
/// <param name="Version">Goes up with every change; 0 before the first.</param>
/// <param name="Sections">The sections from top to bottom.</param>
/// <param name="Muted">The ids of rooms that do not ask for attention.</param>
/// <param name="Hidden">The ids of rooms that are not listed until they are looked for.</param>
public sealed record Sidebar(
    long Version, IReadOnlyList<SidebarSection> Sections, IReadOnlyList<string> Muted, IReadOnlyList<string> Hidden);

/// <summary>A section of the sidebar.</summary>
/// <param name="Id"><c>favourites</c>, <c>rooms</c>, <c>direct</c>, or for a section of one's own an id that the client chose.</param>
/// <param name="Name">What stands above a section of one's own; none for the three others.</param>
/// <param name="Collapsed">Whether its rooms are folded away.</param>
/// <param name="Rooms">The ids of its rooms in order. <c>rooms</c> and <c>direct</c> go on with those that stand nowhere.</param>
public sealed record SidebarSection(string Id, string? Name, bool Collapsed, IReadOnlyList<string> Rooms)
{
    public const string Favourites = "favourites";

    /// <summary>Sections at most, the built-in ones included.</summary>
    public const int MostSections = 50;

    /// <summary>Rooms in all sections together at most.</summary>
    public const int MostRooms = 5_000;

    private const int LongestId = 40;

    private const int LongestName = 50;

    private static readonly string[] BuiltIn = [Favourites, "rooms", "direct"];

    /// <summary>The sections after the checks that all of them have to pass; rooms that are not <paramref name="mine"/> fall out.</summary>
    /// <exception cref="Problem"><c>invalid</c> or <c>too_large</c>, with the field.</exception>
    internal static IReadOnlyList<SidebarSection> Check(IReadOnlyList<SidebarSection>? sections, HashSet<string> mine)
    {
        if (sections is null)
            throw Problem.Invalid("sections", "sections is missing.");
        if (sections.Count > MostSections)
            throw Problem.TooLarge("sections", $"There are {MostSections} sections at most.");
        if (sections.Any(section => section?.Rooms is null || section.Id is null))
            throw Problem.Invalid("sections", "A section has an id and rooms.");
        if (sections.Sum(section => section.Rooms.Count) > MostRooms)
            throw Problem.TooLarge("sections", $"There are {MostRooms:N0} rooms in all sections at most.");

        var (ids, rooms) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        return [.. sections.Select(section => section.CheckOne(ids, rooms, mine))];
    }

    /// <summary>The sections with a room among the favourites, last of them, or out of all of them.</summary>
    internal static IReadOnlyList<SidebarSection> WithFavourite(IReadOnlyList<SidebarSection> sections, string room, bool favourite)
    {
        if (favourite && sections.Any(section => section.Id is Favourites && section.Rooms.Contains(room, StringComparer.Ordinal)))
            return sections;
        var without = sections.Select(section => section with { Rooms = [.. section.Rooms.Where(other => !string.Equals(other, room, StringComparison.Ordinal))] });
        if (!favourite)
            return [.. sections.Zip(without, static (old, fresh) => old.Id is Favourites ? fresh : old)];
        return sections.Any(section => section.Id is Favourites)
            ? [.. without.Select(section => section.Id is Favourites ? section with { Rooms = [.. section.Rooms, room] } : section)]
            : [new SidebarSection(Favourites, null, Collapsed: false, [room]), .. without];
    }

    private SidebarSection CheckOne(HashSet<string> ids, HashSet<string> rooms, HashSet<string> mine)
    {
        var id = Input.Line("sections", Id, LongestId);
        if (id.Length == 0 || !ids.Add(id))
            throw Problem.Invalid("sections", "Each section has an id of its own.");
        var name = BuiltIn.Contains(id, StringComparer.Ordinal) ? null : Input.Line("sections", Name ?? "", LongestName);
        if (name?.Length == 0)
            throw Problem.Invalid("sections", "A section of one's own has a name.");
        if (Rooms.Any(room => room is null || !Ids.TryParse(room, out _)))
            throw Problem.Invalid("sections", "The rooms of a section are ids.");
        if (!Rooms.All(rooms.Add))
            throw Problem.Invalid("sections", "A room stands in one section, once.");
        return new SidebarSection(id, name, Collapsed, [.. Rooms.Where(mine.Contains)]);
    }
}

/// <summary>What a person wants of one of their rooms; what is left out stays.</summary>
public sealed record RoomWishes(bool? Muted, bool? Hidden, bool? Favourite);
