namespace Parlor.Bench.Load.Crowd;

/// <summary>How large the company is that the cases about people and rooms run in.</summary>
internal static class CrowdSize
{
    /// <summary>Members of the one room that everybody is in.</summary>
    public const int Members = 10_000;

    /// <summary>Those of them who have an access token, and connect.</summary>
    public const int Online = 1_000;

    /// <summary>Rooms of the one person who is in many, beside the room that everybody is in.</summary>
    public const int ManyRooms = 1_000;

    /// <summary>Rooms that the people online share among them.</summary>
    public const int TeamRooms = 100;

    /// <summary>How many of these each of them is in.</summary>
    public const int TeamsOfPerson = 10;

    /// <summary>Direct conversations of the others: rooms, too, that nobody else's list may cost.</summary>
    public const int Directs = 10_000;

    /// <summary>Messages in the large room, and in each of the other rooms.</summary>
    public const int MessagesInLarge = 200;

    public const int MessagesInOther = 20;

    public const string LargeRoom = "crowd";

    public static string Username(int person) => $"crowd-{person:D5}";

    public static string ManyRoom(int number) => $"many-{number:D4}";

    public static string TeamRoom(int number) => $"team-{number:D3}";

    /// <summary>The teams of a person online: neighbours share some of them, not all.</summary>
    public static IEnumerable<int> TeamsOf(int person) => Enumerable.Range(0, TeamsOfPerson).Select(i => (person + (i * 7)) % TeamRooms);
}
