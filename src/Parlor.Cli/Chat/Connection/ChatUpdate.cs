using System.Text.Json;

namespace Parlor.Cli.Chat;

/// <summary>What a <see cref="ChatClient"/> tells whoever shows the chat.</summary>
internal abstract record ChatUpdate;

/// <summary>There is a connection, and everything that was missed has been told. These are all rooms of the person, as they are now.</summary>
internal sealed record Connected(IReadOnlyList<JsonElement> Rooms) : ChatUpdate;

/// <summary>The connection is lost; the next attempt begins after a while.</summary>
internal sealed record Lost(string Why, TimeSpan RetryIn) : ChatUpdate;

/// <summary>An event. Those of a room's log come in order without gaps, each once, whatever happens to the connection.</summary>
internal sealed record Happened(string Name, JsonElement Body) : ChatUpdate;

/// <summary>What is known of this room's log does not lead to what comes next: load it afresh.</summary>
internal sealed record RoomReset(string Room, long LastSeq) : ChatUpdate;

/// <summary>The room is not the person's any more.</summary>
internal sealed record RoomGone(string Room) : ChatUpdate;
