using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Parlor.SocketIO.Engine.WebSockets;
using Parlor.SocketIO.Packets;

namespace Parlor.SocketIO.Engine.Connections;

/// <summary>The head of a request that is a WebSocket handshake for one of our servers (RFC 9112, sections 3 and 5).</summary>
internal sealed class HandshakeRequest
{
    private static readonly SearchValues<byte> TokenBytes =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    // Those that a URI may have anywhere in its path and query (RFC 3986).
    private static readonly SearchValues<byte> TargetBytes =
        SearchValues.Create("/?:@!$&'()*+,;=-._~%0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    private static readonly SearchValues<byte> ValueBytes =
        SearchValues.Create([(byte)'\t', .. Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (byte)c)]);

    // Of a browser's handshake.
    private const int UsualHeaders = 16;

    private static readonly FrozenSet<string> Common = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "EIO",
        "transport",
        "Host",
        "Upgrade",
        "Connection",
        "Origin",
        "User-Agent",
        "Accept-Encoding",
        "Accept-Language",
        "Cache-Control",
        "Pragma",
        "Sec-WebSocket-Version",
        "Sec-WebSocket-Extensions");

    // Clients have many names and values in common, User-Agent the longest. What may be secret is not kept here.
    private static readonly NameCache Shared = new(maxLength: 256);

    private HandshakeRequest(EngineServer server, string path, string query)
    {
        Server = server;
        Path = path;
        QueryString = query;
        Query = ReadQuery(query);
    }

    public EngineServer Server { get; }

    public string Path { get; }

    /// <summary>With its question mark.</summary>
    public string QueryString { get; }

    public NamedValues Query { get; }

    public IHeaderDictionary Headers { get; } = new HeaderDictionary(UsualHeaders);

    /// <summary>Reads a head, the empty line at its end included. Null when HTTP had better look at it.</summary>
    public static HandshakeRequest? TryRead(ReadOnlySpan<byte> head, ReadOnlySpan<ConnectionRoute> routes)
    {
        HandshakeRequest? request = ReadTarget(TakeLine(ref head), routes);
        while (request is not null && head.Length > 2)
        {
            if (!request.TryAddHeader(TakeLine(ref head)))
                return null;
        }

        return request is not null && request.IsWebSocketHandshake() ? request : null;
    }

    private static HandshakeRequest? ReadTarget(ReadOnlySpan<byte> line, ReadOnlySpan<ConnectionRoute> routes)
    {
        ReadOnlySpan<byte> method = "GET "u8, version = " HTTP/1.1"u8;
        if (line.Length < method.Length + version.Length || !line.StartsWith(method) || !line.EndsWith(version))
            return null;
        ReadOnlySpan<byte> target = line[method.Length..^version.Length];
        int question = target.IndexOf((byte)'?');
        if (question < 0 || target.ContainsAnyExcept(TargetBytes))
            return null;
        string path = Shared.Get(target[..question]);
        foreach (ConnectionRoute route in routes)
        {
            if (route.Is(path))
                return new HandshakeRequest(route.Server, path, Encoding.ASCII.GetString(target[question..]));
        }

        return null;
    }

    private bool TryAddHeader(ReadOnlySpan<byte> line)
    {
        int colon = line.IndexOf((byte)':');
        if (colon <= 0 || line[..colon].ContainsAnyExcept(TokenBytes) || line[(colon + 1)..].ContainsAnyExcept(ValueBytes))
            return false;
        string name = Shared.Get(line[..colon]);
        ReadOnlySpan<byte> value = line[(colon + 1)..].Trim(" \t"u8);
        Headers.Append(name, Common.Contains(name) ? Shared.Get(value) : Encoding.ASCII.GetString(value));
        return true;
    }

    // One Host, no body, and what RFC 6455, 4.2.1, asks for. Who sends something else learns from HTTP what is wrong with it.
    private bool IsWebSocketHandshake() =>
        Headers.Host is [{ Length: > 0 }]
        && !Headers.ContainsKey("Content-Length")
        && !Headers.ContainsKey("Transfer-Encoding")
        && Headers.Upgrade is [var upgrade]
        && "websocket".Equals(upgrade, StringComparison.OrdinalIgnoreCase)
        && NamesUpgrade(Headers.Connection.ToString())
        && WebSocketHandshake.IsValid(Headers);

    private static bool NamesUpgrade(ReadOnlySpan<char> connection)
    {
        foreach (Range option in connection.Split(','))
        {
            if (connection[option].Trim().Equals("upgrade", StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static NamedValues ReadQuery(string query)
    {
        var entries = new List<KeyValuePair<string, StringValues>>(capacity: 4);
        foreach (QueryStringEnumerable.EncodedNameValuePair parameter in new QueryStringEnumerable(query))
        {
            string name = Shared.Get(parameter.DecodeName().Span);
            string value = Share(name, parameter.DecodeValue().Span);
            int at = entries.FindIndex(entry => string.Equals(entry.Key, name, StringComparison.OrdinalIgnoreCase));
            if (at < 0)
                entries.Add(KeyValuePair.Create(name, new StringValues(value)));
            else
                entries[at] = KeyValuePair.Create(entries[at].Key, StringValues.Concat(entries[at].Value, value));
        }

        return new NamedValues([.. entries]);
    }

    private static string Share(string name, ReadOnlySpan<char> value) => Common.Contains(name) ? Shared.Get(value) : value.ToString();

    private static ReadOnlySpan<byte> TakeLine(ref ReadOnlySpan<byte> rest)
    {
        int end = rest.IndexOf("\r\n"u8);
        ReadOnlySpan<byte> line = rest[..end];
        rest = rest[(end + 2)..];
        return line;
    }
}
