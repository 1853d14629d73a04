namespace Parlor.SocketIO;

/// <summary>An argument that is already encoded JSON and is written as it is.</summary>
/// <param name="Utf8">One JSON value in UTF-8. It is not checked: what is not JSON makes the client drop its connection.</param>
public readonly record struct RawJson(ReadOnlyMemory<byte> Utf8)
{
    /// <summary>
    /// Binary data that <see cref="Utf8"/> names by placeholders (<c>{"_placeholder":true,"num":0}</c>); numbers count
    /// within this list, whatever else is sent along.
    /// </summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Attachments { get; init; } = [];
}
