using System.Text.Json;
using Parlor.SocketIO.Engine.Polling;
using Parlor.SocketIO.Engine.WebSockets;
using Parlor.SocketIO.Packets;

namespace Parlor.SocketIO.Tests.Fuzzing;

/// <summary>Whatever the input, a parser reads it or refuses it in its own way. A seed that fails belongs into <see cref="Fuzz.Seeds"/>.</summary>
public sealed class ParserFuzzTests
{
    private const int Rounds = 5_000;

    public static TheoryData<int> Seeds => Fuzz.Seeds;

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Frames_mean_the_same_however_they_are_cut(int seed)
    {
        var fuzz = new Fuzz(seed);
        for (int round = 0; round < Rounds; round++)
        {
            byte[] frames = fuzz.Frames();
            bool inflates = fuzz.OneIn(2);
            string whole = Read([frames], inflates);
            string cut = Read(fuzz.Cut(frames), inflates);
            Assert.True(string.Equals(whole, cut, StringComparison.Ordinal), $"{Convert.ToHexString(frames)}: {whole} but {cut}");
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_packet_is_read_or_refused(int seed)
    {
        var fuzz = new Fuzz(seed);
        var names = new NameCache();
        var json = new PacketJson(given: null);
        for (int round = 0; round < Rounds; round++)
        {
            byte[] packet = fuzz.Packet();
            Expect<PacketException>(packet, () => PacketHeader.Read(packet, names));
            Expect<JsonException>(packet, () => Placeholders.AreValid(packet, 2));
            foreach (bool isEvent in new[] { true, false })
            {
                Expect<PacketException>(packet, () =>
                {
                    int start = Math.Max(0, packet.AsSpan().IndexOf((byte)'['));
                    ArgumentList list = ArgumentList.Read(packet.AsMemory(start), names, isEvent, out _);
                    for (int i = 0; i < list.Count; i++)
                        Expect<JsonException>(packet, () => json.Read<string>(list[i].Span, []));
                });
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Base64_is_read_or_refused(int seed)
    {
        var fuzz = new Fuzz(seed);
        for (int round = 0; round < Rounds; round++)
        {
            byte[] packet = fuzz.Packet();
            Assert.True(!PayloadFormat.TryDecodeBinary(packet, out byte[] data) || data.Length <= packet.Length);
        }
    }

    private static void Expect<TRefusal>(byte[] input, Action parse)
        where TRefusal : Exception
    {
        try
        {
            parse();
        }
        catch (Exception error) when (error is TRefusal or JsonException)
        {
            Assert.NotEmpty(error.Message);
        }
        catch (Exception error)
        {
            Assert.Fail($"{Convert.ToHexString(input)}: {error}");
        }
    }

    private static string Read(IEnumerable<byte[]> pieces, bool inflates)
    {
        var seen = new Transcript();
        var reader = new FrameReader(seen, maxMessageSize: 300, inflates);
        try
        {
            foreach (byte[] piece in pieces)
                reader.Feed(piece);
        }
        catch (FrameException error)
        {
            seen.Add($"{error.Code}");
        }

        return seen.ToString();
    }

    private sealed class Transcript : IFrameReceiver
    {
        private readonly List<string> _lines = [];

        public void Add(string line) => _lines.Add(line);

        public void OnText(byte[] message) => Add($"text {Convert.ToHexString(message)}");

        public void OnBinary(byte[] message) => Add($"binary {Convert.ToHexString(message)}");

        public void OnPing(ReadOnlySpan<byte> payload) => Add($"ping {Convert.ToHexString(payload)}");

        public void OnClose(CloseCode code) => Add($"close {code}");

        public override string ToString() => string.Join('\n', _lines);
    }
}
