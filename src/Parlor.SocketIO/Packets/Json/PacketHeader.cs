using System.Buffers.Text;

namespace Parlor.SocketIO.Packets;

/// <summary>
/// What stands before a packet's JSON (Socket.IO protocol, revision 5, "Packet encoding"):
/// <c>&lt;type&gt;[&lt;attachments&gt;-][&lt;namespace&gt;,][&lt;acknowledgement id&gt;]</c>.
/// </summary>
internal readonly record struct PacketHeader(PacketType Type, int Attachments, string Namespace, long? Id, int JsonStart)
{
    /// <summary>The longest namespace taken from a client, in bytes.</summary>
    public const int MaxNamespaceLength = 512;

    /// <exception cref="PacketException">The text is no packet.</exception>
    public static PacketHeader Read(ReadOnlySpan<byte> text, NameCache names)
    {
        if (text.IsEmpty || text[0] is < (byte)'0' or > (byte)'6')
            throw new PacketException("unknown packet type");
        var type = (PacketType)(text[0] - '0');
        int at = 1;

        int attachments = 0;
        if (type is PacketType.BinaryEvent or PacketType.BinaryAck)
        {
            int digits = text[at..].IndexOf((byte)'-');
            if (digits < 1 || !Utf8Parser.TryParse(text[at..], out attachments, out int read) || read != digits || text[at] == '-')
                throw new PacketException("illegal attachments");
            at += digits + 1;
        }

        string @namespace = "/";
        if (at < text.Length && text[at] == '/')
        {
            ReadOnlySpan<byte> rest = text[at..];
            int end = rest.IndexOf((byte)',');
            ReadOnlySpan<byte> name = end < 0 ? rest : rest[..end];
            if (name.Length > MaxNamespaceLength)
                throw new PacketException("the namespace is too long");
            @namespace = names.Get(name);
            at += end < 0 ? name.Length : end + 1;
        }

        long? id = null;
        if (at < text.Length && text[at] is >= (byte)'0' and <= (byte)'9')
        {
            if (!Utf8Parser.TryParse(text[at..], out long number, out int digits))
                throw new PacketException("illegal acknowledgement id");
            id = number;
            at += digits;
        }

        return new PacketHeader(type, attachments, @namespace, id, at);
    }
}
