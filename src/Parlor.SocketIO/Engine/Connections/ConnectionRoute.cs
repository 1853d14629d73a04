using System.Text;

namespace Parlor.SocketIO.Engine.Connections;

/// <summary>A path, without a slash at its end, and the server that is there.</summary>
internal sealed class ConnectionRoute(string path, EngineServer server)
{
    private readonly byte[] _start = Encoding.ASCII.GetBytes("GET " + path);

    public EngineServer Server { get; } = server;

    /// <summary>Whether a request for this path may begin so.</summary>
    public bool MayBegin(ReadOnlySpan<byte> head) => head.Length < _start.Length ? _start.AsSpan().StartsWith(head) : head.StartsWith(_start);

    /// <summary>Whether this is the path, with or without a slash at its end.</summary>
    public bool Is(ReadOnlySpan<char> asked) => asked.SequenceEqual(path) || (asked.Length == path.Length + 1 && asked[^1] == '/' && asked.StartsWith(path));
}
