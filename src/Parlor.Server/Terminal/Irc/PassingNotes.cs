using System.Collections.Concurrent;

namespace Parlor.Server.Terminal.Irc;

/// <summary>
/// What clients say along with something that is stored, for whoever hears it now: tags of their own, why they leave. It is passed on
/// and not stored.
/// </summary>
internal sealed class PassingNotes
{
    /// <summary>Notes kept; one more, and the memory starts again empty.</summary>
    private const int Capacity = 4_096;

    private const string NoticeSuffix = ":notice";

    private readonly ConcurrentDictionary<string, string> _notes = new(StringComparer.Ordinal);

    /// <summary>What the id of a message begins with that came from this connection.</summary>
    public static string ClientIdPrefix(long sessionId) => $"irc:{sessionId}:";

    /// <summary>The id of a message; it says whether it is a notice, which no client answers by itself.</summary>
    public static string ClientId(string prefix, long number, bool isNotice) => $"{prefix}{number}{(isNotice ? NoticeSuffix : "")}";

    public static bool IsNotice(string? clientId) =>
        clientId is not null && clientId.StartsWith("irc:", StringComparison.Ordinal) && clientId.EndsWith(NoticeSuffix, StringComparison.Ordinal);

    /// <summary>The key of why somebody is removed from a room, or leaves it.</summary>
    public static string LeavingKey(long roomId, long? userId) => $"left:{roomId}:{userId}";

    /// <summary>The key of why a room gets another name.</summary>
    public static string RenamingKey(long roomId) => $"renamed:{roomId}";

    /// <summary>The key of the lines that a message came in.</summary>
    public static string LinesKey(string clientId) => "lines:" + clientId;

    /// <summary>The key of why a message is deleted.</summary>
    public static string RedactionKey(long roomId, long seq) => $"redacted:{roomId}:{seq}";

    public void Keep(string key, string note)
    {
        if (note.Length == 0)
            return;
        if (_notes.Count >= Capacity)
            _notes.Clear();
        _notes[key] = note;
    }

    public string? Find(string? key) => key is null ? null : _notes.GetValueOrDefault(key);

    public void Forget(string key) => _notes.TryRemove(key, out _);

    /// <summary>The tags of a message that are for other clients, as they stand on the wire.</summary>
    /// <param name="message">The message.</param>
    /// <param name="except">One that is said in another way.</param>
    public static string TagsOf(IrcMessage message, string? except = null) => string.Join(';', message.Tags
        .Where(tag => tag.Key.StartsWith('+') && !string.Equals(tag.Key, except, StringComparison.Ordinal))
        .Select(tag => tag.Value.Length == 0 ? tag.Key : $"{tag.Key}={IrcMessage.Escaped(tag.Value)}"));
}
