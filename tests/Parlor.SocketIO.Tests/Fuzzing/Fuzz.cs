using System.Text;
using Parlor.SocketIO.Tests.Engine.WebSockets;
using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Fuzzing;

/// <summary>Makes input that is almost right. The same seed makes the same input.</summary>
internal sealed class Fuzz(int seed)
{
    private static readonly string[] Packets =
    [
        "40", """40{"token":"t"}""", "40/custom,", """40/custom,{"a":1}""", "41", "41/custom,",
        """42["echo",1]""", """42["echo","gr\u00fc\u00dfe \ud83d\ude00",{"a":[true,false,null]}]""", """4213["ack",-1.5e10,"x"]""",
        """42["typed",[1,2,3]]""", """42["typed","\ud800"]""", """421["echo","\ud800",{"\udfff":1}]""", """42["\ud83d\ude00"]""", """42[0,"number"]""", """42/custom,7["echo"]""",
        """43["nobody asked"]""", """430[]""", """44{"message":"no"}""",
        """451-["echo",{"_placeholder":true,"num":0}]""", """452-9["ack",{"_placeholder":true,"num":1},{"num":0,"_placeholder":true}]""",
        """451-3["ack",{"_placeholder":true,"num":0},"\ud800",{"\udfff":"a\nb"}]""", """450-["echo"]""",
        """451-3["bytes",{"\udfff":1,"_placeholder":true,"num":0}]""", """461-1[{"_placeholder":true,"num":0}]""", """42["connect"]""",
        "2", "3", "6", "5", "2probe", "bAQIDBA==", "b", "4", "",
    ];

    private static readonly string[] Interesting =
    [
        "\"", "\\", "\\u", "\\ud800", "\\udfff", "[", "]", "{", "}", ",", ":", "-", "/", "0", "9", "99999999999999999999", "e", "\u001e",
        "_placeholder", "true", "null", "\0", "\ufeff", "😀", "//", "/*", "?",
    ];

    private static readonly byte[][] Bytes =
        [[0x00], [0x7F], [0x80], [0xFF], [0xC0], [0xED, 0xA0, 0x80], [0xF4, 0x90], [0x00, 0x00, 0xFF, 0xFF]];

    private readonly Random _random = new(seed);

    /// <summary>What is known to have gone wrong once, and a new seed each day.</summary>
    public static TheoryData<int> Seeds => [1, 2, 3, 4, (int)(TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalDays];

    public int Next(int below) => _random.Next(below);

    public bool OneIn(int n) => _random.Next(n) == 0;

    /// <summary>An Engine.IO packet, mostly with a mistake or two.</summary>
    public byte[] Packet() => Mutate(Encoding.UTF8.GetBytes(Packets[Next(Packets.Length)]));

    /// <summary>Frames of a client, mostly with a mistake or two.</summary>
    public byte[] Frames()
    {
        var frames = new List<byte>();
        for (int i = Next(6); i >= 0; i--)
            frames.AddRange(Frame());
        return OneIn(2) ? Mutate([.. frames]) : [.. frames];
    }

    /// <summary>Several packets as a polling client sends them.</summary>
    public byte[] Payload()
    {
        var payload = new List<byte>(Packet());
        for (int i = Next(4); i > 0; i--)
            payload.AddRange([0x1E, .. Packet()]);
        return [.. payload];
    }

    /// <summary>The bytes in pieces of any size.</summary>
    public IEnumerable<byte[]> Cut(byte[] data)
    {
        for (int at = 0, size; at < data.Length; at += size)
        {
            size = Math.Min(data.Length - at, 1 + Next(OneIn(2) ? 4 : 200));
            yield return data[at..(at + size)];
        }
    }

    private byte[] Frame()
    {
        byte[] payload = OneIn(3) ? [] : Packet();
        bool compressed = OneIn(3);
        int opcode = Next(8) switch
        {
            0 => EchoServer.Continuation,
            1 or 2 => EchoServer.Binary,
            3 => EchoServer.Ping,
            4 => OneIn(4) ? EchoServer.Close : EchoServer.Pong,
            _ => EchoServer.Text,
        };
        if (opcode == EchoServer.Close)
            payload = [3, (byte)(0xE8 + Next(20)), .. payload];
        if (compressed)
            payload = OneIn(3) ? Mutate(EchoServer.Deflate(payload)) : EchoServer.Deflate(payload);
        byte[] key = new byte[4];
        _random.NextBytes(key);
        return RawWebSocket.Frame(opcode, payload, final: !OneIn(6), reserved: compressed ? EchoServer.Compressed : 0, key: key);
    }

    private byte[] Mutate(byte[] data)
    {
        var mutated = new List<byte>(data);
        for (int i = Next(4); i > 0; i--)
            MutateOnce(mutated);
        return [.. mutated];
    }

    private void MutateOnce(List<byte> data)
    {
        int at = Next(data.Count + 1);
        int length = Next(data.Count - at + 1);
        switch (Next(7))
        {
            case 0 when at < data.Count:
                data[at] ^= (byte)(1 << Next(8));
                break;
            case 1 when at < data.Count:
                data[at] = (byte)Next(256);
                break;
            case 2:
                data.RemoveRange(at, Math.Min(length, 1 + Next(8)));
                break;
            case 3:
                data.InsertRange(at, data.GetRange(at, length));
                break;
            case 4:
                data.InsertRange(at, Bytes[Next(Bytes.Length)]);
                break;
            case 5:
                data.InsertRange(at, Enumerable.Repeat(data.Count > 0 ? data[Next(data.Count)] : (byte)'[', Next(200)));
                break;
            default:
                data.InsertRange(at, Encoding.UTF8.GetBytes(Interesting[Next(Interesting.Length)]));
                break;
        }
    }
}
