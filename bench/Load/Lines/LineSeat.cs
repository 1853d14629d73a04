using System.Net;
using System.Text;

namespace Parlor.Bench.Load.Lines;

/// <summary>How a client talks over raw TCP.</summary>
internal enum Wording
{
    /// <summary>Line chat; a peer that has none talks as it does.</summary>
    Lines,

    Irc,
}

/// <summary>How one client comes in, what it says, and what it hears.</summary>
internal sealed record LineSeat
{
    private const string AnyRoom = "/join ROOM takes you there.";

    public required IPEndPoint Server { get; init; }

    /// <summary>The room it is in; empty: none.</summary>
    public required string Room { get; init; }

    /// <summary>What others see before its texts.</summary>
    public required byte[] Author { get; init; }

    /// <summary>The lines that it says first.</summary>
    public required byte[] Enter { get; init; }

    /// <summary>What the line holds by which it is told that it is in.</summary>
    public required byte[] IsIn { get; init; }

    /// <summary>What stands before a text that it says.</summary>
    public byte[] Say { get; init; } = [];

    /// <summary>What ends a line that it says.</summary>
    public byte[] End { get; init; } = "\n"u8.ToArray();

    /// <summary>What a message that it hears begins with; then come the author, <see cref="Middle"/>, and the text.</summary>
    public required byte[] Start { get; init; }

    public required byte[] Middle { get; init; }

    /// <summary>What complaints of the server begin with.</summary>
    public required byte[] Complaint { get; init; }

    /// <summary>Whether it hears what it says itself.</summary>
    public bool HearsItself { get; init; } = true;

    public static LineSeat OfGuest(IPEndPoint server, int number, string? room) =>
        InLines(server, room, $"L{number}", $"/guest L{number}\n" + (room is null ? "" : $"/join {room}\n"));

    public static LineSeat OfAccount(IPEndPoint server, string name, string password, string room) =>
        InLines(server, room, name, $"/login {name} {password}\n/room {room}\n");

    public static LineSeat ByIrc(IPEndPoint server, int number, string room) => new()
    {
        Server = server,
        Room = room,
        Author = Bytes($"L{number}"),
        Enter = Bytes($"NICK L{number}\r\nUSER L{number} 0 * :L{number}\r\nJOIN #{room}\r\n"),
        // RPL_ENDOFNAMES (RFC 2812, section 5.1).
        IsIn = Bytes($" 366 L{number} #{room} "),
        Say = Bytes($"PRIVMSG #{room} :"),
        End = "\r\n"u8.ToArray(),
        Start = ":"u8.ToArray(),
        Middle = Bytes($" PRIVMSG #{room} :"),
        Complaint = "ERROR"u8.ToArray(),
        HearsItself = false,
    };

    private static LineSeat InLines(IPEndPoint server, string? room, string author, string enter) => new()
    {
        Server = server,
        Room = room ?? "",
        Author = Bytes(author),
        Enter = Bytes(enter),
        IsIn = Bytes(room is null ? AnyRoom : $"You are in {room} now."),
        Start = Bytes($"[{room}] "),
        Middle = ": "u8.ToArray(),
        Complaint = "!"u8.ToArray(),
    };

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
