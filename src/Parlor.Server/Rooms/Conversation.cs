using Parlor.Server.Data;

namespace Parlor.Server.Rooms;

/// <summary>
/// The names of conversations, which nobody chose: no chosen name can hold a colon. That of a direct one follows from its two people,
/// so there is one for each pair, even when both open it at once.
/// </summary>
internal static class Conversation
{
    /// <summary>People in a group at most.</summary>
    public const int MostPeople = 50;

    /// <summary>Events that a direct conversation begins with: its two people come in. Beyond them, something was said.</summary>
    public const int DirectJoins = 2;

    private const string DirectPrefix = "direct:";

    public static string DirectName(long one, long other) =>
        $"{DirectPrefix}{Ids.Text(Math.Min(one, other))}-{Ids.Text(Math.Max(one, other))}";

    public static string GroupName(long roomId) => $"group:{Ids.Text(roomId)}";

    /// <summary>Who the other one is in a direct conversation of this name.</summary>
    public static long OtherThan(long userId, string directName)
    {
        var ids = directName[DirectPrefix.Length..].Split('-');
        var first = Ids.Parse(ids[0]);
        return first == userId ? Ids.Parse(ids[1]) : first;
    }
}
