namespace Parlor.Server.Terminal.Lines;

/// <summary>What a telnet client mixes into its lines (RFC 854): it is swallowed, and tells that the client is one.</summary>
internal static class Telnet
{
    private const byte SubnegotiationEnd = 240;
    private const byte Subnegotiation = 250;
    private const byte Will = 251;
    private const byte Wont = 252;
    private const byte Dont = 254;
    private const byte Iac = 255;
    private const byte Echo = 1;

    /// <summary>We echo what is typed, and do not: the client shows nothing of it (RFC 857).</summary>
    public static ReadOnlyMemory<byte> Hide { get; } = new byte[] { Iac, Will, Echo };

    /// <summary>The client shows what is typed again, from the next line on.</summary>
    public static ReadOnlyMemory<byte> Show { get; } = new byte[] { Iac, Wont, Echo, (byte)'\r', (byte)'\n' };

    /// <summary>The line without commands, and without the NUL that may stand after a CR.</summary>
    /// <param name="line">A line as it came.</param>
    /// <param name="isTelnet">Set, if there was a command; else left as it is.</param>
    public static ReadOnlySpan<byte> Strip(ReadOnlySpan<byte> line, ref bool isTelnet)
    {
        if (line is [0, ..])
            line = line[1..];
        if (!line.Contains(Iac))
            return line;
        isTelnet = true;
        var kept = new byte[line.Length];
        var length = 0;
        for (var at = 0; at < line.Length;)
        {
            if (line[at] == Iac)
                at += LengthOfCommand(line[at..]);
            else
                kept[length++] = line[at++];
        }

        return kept.AsSpan(0, length);
    }

    /// <summary>Bytes of the command that this begins with. One that is cut off takes all that is there.</summary>
    private static int LengthOfCommand(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 2)
            return bytes.Length;
        if (bytes[1] == Subnegotiation)
            return bytes.IndexOf([Iac, SubnegotiationEnd]) is >= 0 and var end ? end + 2 : bytes.Length;
        return Math.Min(bytes.Length, bytes[1] is >= Will and <= Dont ? 3 : 2);
    }
}
