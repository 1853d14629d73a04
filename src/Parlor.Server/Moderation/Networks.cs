using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Parlor.Server.Moderation;

/// <summary>Addresses and ranges of them, as people write them.</summary>
internal static class Networks
{
    /// <summary>The widest range that can be banned: more would be a good part of everyone.</summary>
    private const int ShortestPrefix = 8;

    private const int ShortestPrefix6 = 16;

    private const int LongestText = 64;

    /// <summary>The address or range of a text; what lies behind the prefix is cut off.</summary>
    /// <exception cref="Problem"><c>invalid</c>, field <c>network</c>.</exception>
    public static IPNetwork Parse(string? text)
    {
        var parts = Input.Line("network", Input.Required("network", text), LongestText).Split('/');
        if (parts.Length > 2 || !IsWrittenOut(parts[0]) || !IPAddress.TryParse(parts[0], out var address))
            throw Problem.Invalid("network", "That is no address such as 203.0.113.7, and no range such as 203.0.113.0/24.");
        var bits = address.GetAddressBytes().Length * 8;
        var shortest = address.AddressFamily == AddressFamily.InterNetwork ? ShortestPrefix : ShortestPrefix6;
        var prefix = bits;
        if (parts.Length == 2 && !(int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out prefix) && prefix >= shortest && prefix <= bits))
            throw Problem.Invalid("network", $"A range of these addresses is /{shortest} to /{bits}.");
        return Of(address, prefix);
    }

    /// <summary>As it is stored and shown: without the prefix where it is one address.</summary>
    public static string Text(IPNetwork network) =>
        network.PrefixLength == network.BaseAddress.GetAddressBytes().Length * 8 ? network.BaseAddress.ToString() : network.ToString();

    /// <summary>An IPv4 address is one, also where the socket has put it into IPv6.</summary>
    public static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    /// <summary><see cref="IPAddress"/> also reads <c>1</c>, <c>0x7f.1</c>, <c>[::1]</c> and <c>fe80::1%eth0</c>; nobody means those.</summary>
    private static bool IsWrittenOut(string text) => text.Contains(':', StringComparison.Ordinal)
        ? !text.Contains('[', StringComparison.Ordinal) && !text.Contains('%', StringComparison.Ordinal)
        : text.Count(c => c == '.') == 3 && text.All(c => char.IsAsciiDigit(c) || c == '.') && !text.Split('.').Any(part => part.Length > 1 && part[0] == '0');

    private static IPNetwork Of(IPAddress address, int prefix)
    {
        if (address.IsIPv4MappedToIPv6 && prefix >= 96)
            return Of(address.MapToIPv4(), prefix - 96);
        var bytes = address.GetAddressBytes();
        for (var i = 0; i < bytes.Length; i++)
            bytes[i] &= (byte)(0xFF00 >> Math.Clamp(prefix - (i * 8), 0, 8));
        return new IPNetwork(new IPAddress(bytes), prefix);
    }
}
