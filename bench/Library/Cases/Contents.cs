using System.Globalization;
using System.Text;
using Parlor.Bench.Library.Clients;

namespace Parlor.Bench.Library.Cases;

/// <summary>Makes what events carry: each begins with its number, so that no two are alike.</summary>
internal static class Contents
{
    // Longer than any content, so that each can take another part of it.
    private static readonly byte[] Filler = Enumerable.Range(0, 64 * 1024).Select(i => (byte)('a' + (i * 7 % 26))).ToArray();

    /// <summary>A string of that many characters.</summary>
    public static Func<int, Content> Text(int length) => number =>
        new(Encoding.ASCII.GetBytes($"\"{number:D8} {Encoding.ASCII.GetString(Filler.AsSpan(number % 1000, length - 9))}\""), default);

    /// <summary>That many bytes.</summary>
    public static Func<int, Content> Binary(int length) => number =>
    {
        var data = Filler.AsSpan(number % 1000, length).ToArray();
        BitConverter.TryWriteBytes(data, number);
        return new(default, data);
    };

    /// <summary>An object of about that many characters such as applications send: a list of small records.</summary>
    public static Func<int, Content> Records(int length) => number =>
    {
        var json = new StringBuilder($"{{\"number\":{number},\"people\":[");
        for (var i = 0; json.Length < length; i++)
        {
            var person = ((long)number * 31) + (i * 17);
            json.Append(
                CultureInfo.InvariantCulture,
                $"{{\"id\":{person},\"name\":\"Person {person % 97}\",\"online\":true,\"unread\":{i}}},");
        }

        json.Length--;
        return new(Encoding.ASCII.GetBytes(json.Append("]}").ToString()), default);
    };
}
